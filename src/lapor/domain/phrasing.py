"""Wording as data: what a sentence may name, what it must, and how an SMS stays one segment.

`faults` refuses a table of notices that would fail, or say too little, when it is used.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

SEGMENT = 160
"""Characters (septets of GSM 03.38) of one SMS; each further part costs once more."""

DATES = frozenset({"due", "reply_by", "reopen_until", "appeal_until", "until", "serve_by"})

NAMES = ("holder_short", "raised", "holder", "refused", "by_office", "place", "class", "right")
"""Gaps that an SMS may shorten, the first one first."""

GAPS = DATES | {*NAMES, "number", "title", "link", "clock", "reason", "days"}
"""All that a sentence about a report may name."""

PLAIN = {0x2013: "-", 0x00D7: "x", 0x201C: '"', 0x201D: '"', 0x2019: "'"}
"""Signs of print in plain letters; a telephone's alphabet lacks them."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "reporter": ("subject", "body", "sms"),
    "office": ("subject", "body"),
}

DEMANDED: Mapping[str, frozenset[str]] = {
    "subject": frozenset({"number"}),
    "sms": frozenset({"link"}),
}
"""What a part must name: every message says which report, an SMS where to read on."""


def gaps(sentence: str) -> frozenset[str]:
    """Give what a sentence names in braces; raises ValueError when its braces do not fit."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def names_a_day(sentence: str) -> bool:
    """Say whether a sentence already says by when."""
    return bool(gaps(sentence) & DATES)


def faults(
    notices: Mapping[str, Sequence[str]], languages: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Say what is wrong with the wording of notices in all languages; nothing when it can be used.

    Every notice needs each of its parts for each audience, in each language, naming nothing
    unknown, all that is demanded, and the same in every language.
    """
    return [
        fault for side, notice in _needed(notices) for fault in _faults(languages, side, notice)
    ]


def _needed(notices: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    told = {
        ("reporter" if audience == "reporter" else "office", notice)
        for notice, audiences in notices.items()
        for audience in audiences
    }
    return sorted(told)


def _faults(languages: Mapping[str, Any], side: str, notice: str) -> Iterator[str]:
    for part in PARTS[side]:
        named: dict[str, frozenset[str]] = {}
        for language, words in sorted(languages.items()):
            where = f"{language} {side}/{notice}/{part}"
            sentence = words.get(side, {}).get(notice, {}).get(part)
            if not sentence:
                yield f"{where}: missing"
                continue
            try:
                named[language] = gaps(sentence)
            except ValueError as error:
                yield f"{where}: {error}"
                continue
            yield from (f"{where}: unknown {{{g}}}" for g in sorted(named[language] - GAPS))
            demanded = DEMANDED.get(part, frozenset())
            yield from (f"{where}: lacks {{{g}}}" for g in sorted(demanded - named[language]))
        if len(set(named.values())) > 1:
            yield f"{side}/{notice}/{part}: the languages name different things"


def sms(sentence: str, values: Mapping[str, str]) -> str:
    """Fill an SMS so that it is one segment: names are shortened rather than the text broken.

    It is written in ASCII, which every telephone's alphabet has and which counts one each.
    """
    filled = {name: _ascii(value) for name, value in values.items()}
    for name in NAMES:
        over = len(_ascii(sentence.format(**filled))) - SEGMENT
        if over > 0 and name in gaps(sentence):
            kept = max(len(filled[name]) - over - 1, 3)
            filled[name] = filled[name][:kept].rstrip(" ,.") + "."
    return _ascii(sentence.format(**filled))


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(PLAIN)).encode("ascii", "ignore").decode()
