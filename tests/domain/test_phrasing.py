"""Wording of notices: complete, the same in both languages, one SMS each, and nothing sealed."""

import copy
from typing import Any

import gsm0338  # type: ignore[import-untyped]
import pytest

from lapor.data import load
from lapor.domain import phrasing
from lapor.domain.notices import NEXT, NOTICES, REPORTER, write
from lapor.domain.phrasing import DATES, GAPS, SEGMENT, faults, sms

LANGUAGES = {language: load(f"wording/notices.{language}") for language in ("id", "en")}
AGENCIES = load("agencies")
LONGEST = {name: max((str(a["name"]) for a in AGENCIES), key=len) for name in phrasing.NAMES}
FILLED = {
    **LONGEST,
    **dict.fromkeys(DATES, "30 September 2026 (WITA)"),
    "number": "ABCD-EFGH-JKMN",
    "title": "",
    "link": "https://lapor.example/id/lacak/?n=ABCD-EFGH-JKMN",
    "clock": "tindak lanjut pertama",
    "days": "60",
    "reason": "Laporan berisi data pribadi orang lain.",
}
EVERY = [
    (language, notice, audience)
    for language in LANGUAGES
    for notice, audiences in NOTICES.items()
    for audience in audiences
]


def damaged(language: str, side: str, notice: str, **parts: str | None) -> list[str]:
    """Change one notice of the real wording; gives what is found."""
    changed: Any = copy.deepcopy(LANGUAGES)
    for part, sentence in parts.items():
        changed[language][side][notice][part] = sentence
    return faults(NOTICES, changed)


def test_the_wording_in_use_has_no_fault() -> None:
    assert faults(NOTICES, LANGUAGES) == []


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"body": "Halo {nama}."}, "en reporter/held/body: unknown {nama}"),
        ({"body": None}, "en reporter/held/body: missing"),
        ({"subject": "News"}, "en reporter/held/subject: lacks {number}"),
        ({"sms": "LAPOR! {number}"}, "en reporter/held/sms: lacks {link}"),
        ({"body": "Wait {due"}, "en reporter/held/body: expected '}' before end of string"),
        ({"body": "By {until}."}, "reporter/held/body: the languages name different things"),
    ],
)
def test_a_wording_that_would_fail_or_say_too_little_is_refused_with_the_reason(
    parts: dict[str, str | None], reason: str
) -> None:
    assert reason in damaged("en", "reporter", "held", **parts)


def test_a_missing_language_names_every_notice() -> None:
    found = faults(NOTICES, {**LANGUAGES, "en": {}})

    sides = {("reporter" if a == REPORTER else "office", n) for _, n, a in EVERY}
    assert len(found) == sum(len(phrasing.PARTS[side]) for side, _ in sides)
    assert all(fault.startswith("en ") and fault.endswith(": missing") for fault in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [n for n, told in NOTICES.items() if REPORTER in told])
def test_an_sms_is_one_segment_of_the_telephones_alphabet_whatever_the_names(
    language: str, notice: str
) -> None:
    text = sms(LANGUAGES[language]["reporter"][notice]["sms"], FILLED)

    septets = gsm0338.Codec().encode(text)[0]
    assert len(septets) <= SEGMENT
    assert FILLED["link"] in text
    assert "{" not in text


def test_names_are_shortened_and_the_rest_stands() -> None:
    sentence = "LAPOR! {number}: kini diperiksa {holder_short}. {link}"
    assert sms(sentence, {**FILLED, "holder_short": "Kota Bandung"}) == (
        "LAPOR! ABCD-EFGH-JKMN: kini diperiksa Kota Bandung. "
        "https://lapor.example/id/lacak/?n=ABCD-EFGH-JKMN"
    )
    long = sms(sentence, {**FILLED, "holder_short": "Kabupaten Kepulauan Sangat Panjang " * 4})
    assert len(long) <= SEGMENT
    assert long.endswith(f". {FILLED['link']}")
    assert "Kabupaten Kepulauan Sangat Panjang" in long


def test_letters_that_would_make_an_sms_dear_are_written_plainly() -> None:
    dear = {"holder": "\u201cKöln\u201d é", "number": "3\u00d724"}

    assert sms("{holder} \u2013 {number}", dear) == '"Koln" e - 3x24'


@pytest.mark.parametrize(("language", "notice", "audience"), EVERY)
def test_every_message_says_which_report_and_by_when_and_no_word_of_a_confidential_one(
    language: str, notice: str, audience: str
) -> None:
    words = LANGUAGES[language]
    sealed = "" if audience == REPORTER else None

    message = write(notice, audience, words, {**FILLED, "stop": ""}, sealed)

    assert FILLED["number"] in message.subject
    assert FILLED["number"] in message.text
    assert FILLED["link"] in message.text
    assert "{" not in message.subject + message.text
    side = words["reporter" if audience == REPORTER else "office"][notice]
    assert "title" not in phrasing.gaps(side["subject"]) | phrasing.gaps(side["body"])
    if audience == REPORTER:
        assert words["sealed"] in message.text
        assert "title" not in phrasing.gaps(side["sms"])
    else:
        assert FILLED["due"] in message.text


def test_who_waits_for_an_office_reads_until_when() -> None:

    for language, words in LANGUAGES.items():
        for notice in NEXT:
            text = write(notice, REPORTER, words, FILLED, None).text
            assert FILLED["due"] in text, (language, notice)
            ended = write(notice, REPORTER, words, {**FILLED, "due": ""}, None).text
            assert words["next"].partition("{")[0] not in ended


def test_what_may_be_named_is_what_is_gathered() -> None:
    assert phrasing.names_a_day("Sampai {due}.")
    assert not phrasing.names_a_day("Sampai nanti, {holder}.")
    assert DATES < GAPS
