"""Personal data in free text, found and hidden before the public reads it.

Found are e-mail addresses, vehicle plates and every number of nine digits or more however it is
spaced: NIK and family card (16), NPWP (15), BPJS (13), telephones (9 to 14), accounts (10 to 16),
coordinates. Sums of money, dates and times stay. It rather hides a harmless number than shows a
person's; the original stays for those who may see it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

HIDDEN = {
    "email": "[surel disembunyikan]",
    "number": "[nomor disembunyikan]",
    "plate": "[pelat disembunyikan]",
    "words": "[disembunyikan]",
}
"""What stands in the place of each kind; words, so that a screen reader says them."""

ENOUGH, ENOUGH_NAMED = 9, 6
"""Digits that can name a person: the shortest telephone number has nine with its area code, and
six without."""

# `re` compiles and keeps these at their first use: `submit` loads them and never masks.
_GAP = r"[ \t\u00a0\u2000-\u200d\u202f\u2060\ufeff.\-\u2010-\u2015/()_*:|]{0,5}"
_NUMBER = rf"\+?\(?\d(?:(?:{_GAP}|,)\d)*"
_MONEY = r"\d{1,3}(?:(?:\.\d{3})+(?:,\d\d)?|(?:,\d{3})+(?:\.\d\d)?)"
_MONEY_BEFORE = r"(?i)(?:\brp|\bidr)[. \u00a0]{0,3}$"
_MONEY_AFTER = r"(?i)[ \u00a0]?(?:rupiah|ribu|juta|mili[ay]r|triliun)\b"
_DAY = r"(?:[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)"
_HOUR = r"[0-2]?\d(?:[.:][0-5]\d){0,2}"
_WHEN = rf"{_DAY}(?:[ \-\u2013]{{1,3}}(?:{_DAY}|{_HOUR}))*"
_NAMED = (
    r"(?i)\b(?:telp|tlp|telepon|telpon|hp|handphone|wa|whatsapp|phone|rek|rekening|nik|ktp|npwp"
    r"|bpjs)[^\w\n]{0,3}(?:(?:no|nomor|saya|nya|adalah)[^\w\n]{1,3}){0,2}$"
)
"""Words that say what the number after them is; it then needs only `ENOUGH_NAMED` digits."""
_EMAIL = r"(?i)(?<![\w.%+\-])[\w.%+\-]+[ ]?(?:@|\(at\)|\[at\])[ ]?[\w\-]+(?:\.[\w\-]+)+"
_AREAS = (
    "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGST]?|R[IS]?"
    "|S|T|W|Z|CC|CD"
)
"""Registration areas of the police (Perpol 7/2021); CC and CD are diplomats' cars."""
_PLATE = (
    rf"\b(?:(?:{_AREAS})[ .\-]?\d{{2,4}}[ .\-]?[A-Z]{{1,3}}"
    rf"|(?i:{_AREAS})[ .\-]?\d{{3,4}}[ .\-]?(?i:[a-z]{{2,3}}))\b"
)


class Found(NamedTuple):
    """Where something personal stands in a text: code points from `start` to before `end`."""

    start: int
    end: int
    kind: str


class Mark(NamedTuple):
    """What an officer hid, or showed again: code points from `start` to before `end`."""

    start: int
    end: int
    hidden: bool


def found(text: str) -> list[Found]:
    """Give what is personal in a text, in order and without overlaps."""
    finds = sorted(
        [
            *(Found(*m.span(), "email") for m in re.finditer(_EMAIL, text)),
            *_numbers(text),
            *(Found(*m.span(), "plate") for m in re.finditer(_PLATE, text)),
        ]
    )
    kept: list[Found] = []
    for find in finds:
        if kept and find.start < kept[-1].end:
            kept[-1] = Found(kept[-1].start, max(kept[-1].end, find.end), kept[-1].kind)
        else:
            kept.append(find)
    return kept


def hidden(text: str, marks: Iterable[Mark] = ()) -> list[Found]:
    """Give what the public does not read: what was found, and what officers hid or showed again.

    Marks hold in their order: where two overlap, the later one decides.
    """
    kinds: list[str] = [""] * len(text)
    for find in found(text):
        kinds[find.start : find.end] = [find.kind] * (find.end - find.start)
    for mark in marks:
        for place in range(mark.start, min(mark.end, len(text))):
            kinds[place] = (kinds[place] or "words") if mark.hidden else ""
    runs: list[Found] = []
    for place, kind in enumerate(kinds):
        if runs and kind and runs[-1].end == place:
            same = runs[-1].kind if runs[-1].kind == kind else "words"
            runs[-1] = Found(runs[-1].start, place + 1, same)
        elif kind:
            runs.append(Found(place, place + 1, kind))
    return runs


def masked(text: str, marks: Iterable[Mark] = ()) -> str:
    """Write a text as the public may read it."""
    edges = [Found(0, 0, ""), *hidden(text, marks), Found(len(text), len(text), "")]
    parts = []
    for before, here in pairwise(edges):
        parts.append(text[before.end : here.start])
        parts.append(HIDDEN.get(here.kind, ""))
    return "".join(parts)


def _numbers(text: str) -> Iterator[Found]:
    for match in re.finditer(_NUMBER, text):
        run = match.group()
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 20]
        money = re.fullmatch(_MONEY, run) and (
            re.search(_MONEY_BEFORE, before) or re.match(_MONEY_AFTER, after)
        )
        named = re.search(_NAMED, before)
        if money or (re.fullmatch(_WHEN, run) and not named):
            continue
        if sum(map(str.isdigit, run)) >= (ENOUGH_NAMED if named else ENOUGH):
            yield Found(*match.span(), "number")
