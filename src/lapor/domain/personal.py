"""Personal data in free text, found before the public reads it.

Found are e-mail addresses, also spelled out, vehicle plates and every number of nine digits or more
however it is spaced: NIK and family card (16), NPWP (15), BPJS (13), telephones (9 to 14), accounts
(10 to 16), coordinates. Sums of money, dates and times stay. It rather hides a harmless number than
shows a person's. Matching reads characters as NFKC does, so that full-width letters, keycaps and
unseen signs hide nothing from it. `web/src/citizen/report/personal.ts` is its twin, held to the
same cases.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

ENOUGH, ENOUGH_NAMED, ENOUGH_BROKEN = 9, 6, 10
"""Digits that can name a person: the shortest telephone number has nine with its area code, and
six without. Over line breaks, where lists of numbers stand too, it needs ten."""

NIK = 16
"""Digits of the longest number that is put together over line breaks."""

# `re` compiles and keeps these at their first use: `submit` loads them and never masks.
_BLANK = r"[ \t\u00a0\u2000-\u200d\u202f\u2060\ufeff]"
_GAP = r"[ \t\u00a0\u2000-\u200d\u202f\u2060\ufeff.\-\u2010-\u2015/()_*:|]{0,5}"
_FAR = r"(?:[^\w\n\u2028\u2029]|_)*"
"""What stands between the parts of a number that is torn apart on one line: no letter, no digit."""
_BREAK = rf"{_GAP}(?:[\n\u2028\u2029]{_BLANK}{{0,8}}){{1,2}}"
_NUMBER = rf"\+?\(?\d(?:(?:{_GAP}|[^\w\n\u2028\u2029])\d)*"
"""Digits with a gap between them, or one sign of any kind."""
_MONEY = r"\d{1,3}(?:(?:\.\d{3})+(?:,\d\d)?|(?:,\d{3})+(?:\.\d\d)?)"
_MONEY_BEFORE = r"(?i)(?:\brp|\bidr)[. \u00a0]{0,3}$"
_MONEY_AFTER = r"(?i)[ \u00a0]?(?:rupiah|ribu|juta|mili[ay]r|triliun)\b"
_DAY = r"(?:[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)"
_HOUR = r"[0-2]?\d(?:[.:][0-5]\d){0,2}"
_WHEN = rf"{_DAY}(?:[ \-\u2013,;~+&]{{1,3}}(?:{_DAY}|{_HOUR}))*"
_SMALL = r"\d{1,2}(?:[.:,]\d{1,2}){0,2}"
_PLAIN = (
    rf"(?:19|20)\d\d|{_MONEY}|[1-9]\d*[05]00|{_WHEN}|\d{{1,3}}/\d{{1,3}}"
    rf"|{_SMALL}(?:[ \-\u2013]{{1,3}}{_SMALL})?"
)
"""What stands on lines of its own in lists: years, sums, days, RT/RW, hours, counts, houses."""
_NAMED = (
    r"(?i)\b(?:telp|tlp|telepon|telpon|hp|handphone|wa|whatsapp|phone|rek|rekening|nik|ktp|npwp"
    r"|bpjs)[^\w\n]{0,3}(?:(?:no|nomor|saya|nya|adalah)[^\w\n]{1,3}){0,2}$"
)
"""Words that say what the number after them is; it then needs only `ENOUGH_NAMED` digits."""
_PHONE = r"0[2-9]|628"
"""How telephone numbers begin without a plus: with an area, or a mobile one with the country."""
_PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
"""How a NIK begins."""
_NIK = rf"{_PROVINCE}\d{{4}}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{{6}}"
"""A whole NIK, with its day (a woman's is 40 higher) and month of birth."""
_LOCAL = r"[\w.%+\-]+"
_HOST = r"[\w\-]{1,63}"
_AT = r"[ \n]{0,2}(?:@|[(\[{<](?:at|@)[)\]}>])[ \n]{0,2}"
_SAID_AT = r"\s{1,3}(?:at|et)\s{1,3}"
_SAID_DOT = r"(?:\s{1,3}(?:dot|titik)\s{1,3}|\s{0,2}[(\[{<](?:dot|titik|[.,])[)\]}>]\s{0,2})"
_ODD_DOT = r"(?: {1,2}\. {0,2}|\. {1,2}|,)"
_LAST = r"(?:com|net|org|biz|id|co|edu|io)\b"
"""Ends of addresses where a dot is said or stands at a line's end: other words are a sentence."""
_MAILERS = r"(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?)"
_EMAIL = (
    rf"(?i)(?<![\w.%+\-]){_LOCAL}(?:{_SAID_DOT}{_LOCAL}){{0,3}}(?:"
    rf"{_AT}{_HOST}(?:\.{_HOST})*\.[^\W\d_][\w\-]*"
    rf"|(?:{_AT}|{_SAID_AT}){_HOST}(?:(?:\.|{_SAID_DOT}){_HOST}){{0,3}}"
    rf"(?:{_SAID_DOT}|{_ODD_DOT}|\.\n|\n\.){_LAST}(?:\.[a-z]{{2,}})*"
    rf"|{_SAID_AT}{_MAILERS}(?:\.{_HOST})+)"
)
_AREAS = (
    "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGST]?|R[IS]?"
    "|S|T|W|Z|CC|CD"
)
"""Registration areas of the police (Perpol 7/2021); CC and CD are diplomats' cars."""
_NO_SERIES = r"(?:RT|RW|KM|NO|JL|GG|SD|SMP|SMA|DAN|DI|KE|ADA|ITU|INI|DUA|OR|AND|OF|IN|IS|TO)\b"
"""Words that come after a letter and one digit more often than a plate does: BLOK B 1 RT 05."""
_PLATE = (
    rf"\b(?:(?:{_AREAS})[ .\-]?\d{{2,4}}[ .\-]?[A-Z]{{1,3}}"
    rf"|(?:{_AREAS})[ .\-]?\d[ .\-]?(?!{_NO_SERIES})[A-Z]{{2,3}}"
    rf"|(?i:{_AREAS})[ .\-]?\d{{3,4}}[ .\-]?(?i:[a-z]{{2,3}}))\b"
)


_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Kinds of characters that a reader does not see, or sees as part of the one before: keycaps."""


class Found(NamedTuple):
    """Where something personal stands in a text: code points from `start` to before `end`."""

    start: int
    end: int
    kind: str


def found(text: str) -> list[Found]:
    """Give what is personal in a text, in order and without overlaps."""
    plain, at = _plain(text)
    finds = sorted(
        [
            *(Found(*m.span(), "email") for m in re.finditer(_EMAIL, plain)),
            *_numbers(plain),
            *(Found(*m.span(), "plate") for m in re.finditer(_PLATE, plain)),
        ]
    )
    kept: list[Found] = []
    for start, end, kind in finds:
        find = Found(at[start], max(at[end - 1] + 1, at[end]), kind)
        if kept and find.start < kept[-1].end:
            kept[-1] = Found(kept[-1].start, max(kept[-1].end, find.end), kept[-1].kind)
        else:
            kept.append(find)
    return kept


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Write a text as it is matched, and for each character and the end where it stands in `text`.

    One character may become several; marks and unseen signs go, with the character before them.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    plain: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        like = character if character.isascii() else _like(character)
        plain += like
        at += [place] * len(like)
    return "".join(plain), [*at, len(text)]


def _like(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    like = unicodedata.normalize("NFKC", character) if digit is None else str(digit)
    return "".join(c for c in like if unicodedata.category(c) not in _UNSEEN)


def _numbers(text: str) -> Iterator[Found]:
    runs = list(re.finditer(_NUMBER, text))
    place = 0
    while place < len(runs):
        first = runs[place]
        before = text[max(0, first.start() - 40) : first.start()]
        many = _broken(text, runs[place : place + NIK], before)
        if many > 1 or _names(first.group(), before, text[first.end() : first.end() + 20]):
            yield Found(first.start(), runs[place + many - 1].end(), "number")
        place += many


def _names(run: str, before: str, after: str) -> bool:
    """Tell whether a number on one line can name a person."""
    money = re.fullmatch(_MONEY, run) and (
        re.search(_MONEY_BEFORE, before) or re.match(_MONEY_AFTER, after)
    )
    named = re.search(_NAMED, before)
    if money or (re.fullmatch(_WHEN, run) and not named):
        return False
    return len(_digits(run)) >= (ENOUGH_NAMED if named else ENOUGH)


def _broken(text: str, runs: Sequence[re.Match[str]], before: str) -> int:
    """Give how many of these numbers are one that is broken up; 1 when it is not.

    Over lines a word before it says so, or how it begins: as a telephone number, or as a NIK. On
    one line, where lists stand more often, only how it begins does.
    """
    named = bool(re.search(_NAMED, before.replace("\n", " ")))
    many = _parts(text, runs, named, _BREAK)
    return many if many > 1 else _parts(text, runs, False, f"(?:{_BREAK}|{_FAR})")


def _parts(text: str, runs: Sequence[re.Match[str]], named: bool, joint: str) -> int:
    first, over_lines = runs[0].group(), joint is _BREAK
    parts, digits = [first], _digits(first)
    for last, run in pairwise(runs):
        part = run.group()
        more = digits + _digits(part)
        whole = len(digits) >= ENOUGH_BROKEN and (not named or _is_plain(part))
        if (
            not re.fullmatch(joint, text[last.end() : run.start()])
            or part.startswith("+")
            or len(more) > NIK
            or (whole and not _is_nik(more, named or (over_lines and len(parts) == 1)))
        ):
            break
        parts, digits = [*parts, part], more
    if named:
        one = len(digits) >= ENOUGH_NAMED and not all(map(_is_plain, parts))
    elif _is_plain(first):
        one = False
    else:
        phone = first.startswith("+") or bool(re.match(_PHONE, digits))
        sure = over_lines and len(parts) == 2
        one = (phone and len(digits) >= ENOUGH_BROKEN) or _is_nik(digits, sure)
    return len(parts) if one else 1


def _is_plain(part: str) -> bool:
    return bool(re.fullmatch(_PLAIN, part))


def _is_nik(digits: str, sure: bool) -> bool:
    """Tell whether this is a NIK; where it is not `sure`, its date must be one."""
    return len(digits) == NIK and bool(re.match(_PROVINCE if sure else _NIK, digits))


def _digits(run: str) -> str:
    return "".join(filter(str.isdigit, run))
