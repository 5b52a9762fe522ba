"""What the public does not read of a text: what is personal in it, and what officers hid.

The original stays for those who may see it.
"""

import sys
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from lapor.domain.personal import Found, found

HIDDEN = {
    "email": "[surel disembunyikan]",
    "number": "[nomor disembunyikan]",
    "plate": "[pelat disembunyikan]",
    "words": "[disembunyikan]",
}
"""What stands in the place of each kind; words, so that a screen reader says them."""


class Mark(NamedTuple):
    """What an officer hid, or showed again: code points from `start` to before `end`."""

    start: int
    end: int
    hidden: bool


WHOLE = Mark(0, sys.maxsize, True)
"""Hides all of a text, however long."""


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
