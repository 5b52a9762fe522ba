"""The words of every notice in both languages: complete, escaped, sealed, short as an SMS."""

import re
import string
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest

from lapor.data import load
from lapor.domain.notices import MONTHS, NOTICES, ZONE_NAMES, Message, on, write

LANGUAGES = ("id", "en")
NAMED = [(notice, who) for notice, audiences in NOTICES.items() for who in audiences]

GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)

LONGEST_AGENCY = max((a["short"] for a in load("agencies")), key=len)
LONGEST_DAY = {
    language: max(
        (
            on(datetime(2026, month, 28, 5, tzinfo=UTC), "Asia/Makassar", language)
            for month in range(1, 13)
        ),
        key=len,
    )
    for language in LANGUAGES
}


def gaps(language: str, **changes: str) -> dict[str, str]:
    """What `notify` fills the sentences with, at its longest."""
    day = LONGEST_DAY[language]
    return {
        "number": "39K2-8N6G-02SJ",
        "title": "Jalan berlubang",
        "link": f"https://lapor.go.id/{language}/lacak/?n=39K2-8N6G-02SJ",
        "class": "Pengaduan",
        "place": "Kabupaten Kepulauan Siau Tagulandang Biaro",
        "holder": f"Dinas Pekerjaan Umum, {LONGEST_AGENCY}",
        "holder_short": LONGEST_AGENCY,
        "refused": f"{LONGEST_AGENCY}, BPJS Kesehatan",
        "raised": f"Pimpinan {LONGEST_AGENCY}, Inspektorat {LONGEST_AGENCY}",
        "by_office": LONGEST_AGENCY,
        "clock": "tindak lanjut pertama",
        "reason": "Laporan terlalu umum.",
        "due": day,
        "reply_by": day,
        "reopen_until": day,
        "appeal_until": day,
        "until": day,
        "serve_by": day,
        "days": "60",
        "right": max(load(f"wording/{language}")["rights"].values(), key=len),
        **changes,
    }


def written(
    notice: str, who: str, language: str, said: str | None = None, **changes: str
) -> Message:
    words = load(f"wording/notices.{language}")
    return write(notice, who, words, gaps(language, **changes), said)


def plain(html: str) -> str:
    """The text of a page as a reader sees it."""
    parts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = parts.append  # type: ignore[assignment, method-assign]  # collects
    parser.feed(html)
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("notice", "who"), NAMED)
def test_every_notice_has_words_without_gaps_in_every_language(
    notice: str, who: str, language: str
) -> None:
    message = written(notice, who, language)
    for text in (message.subject, message.text, message.html, message.sms or ""):
        assert not re.search(r"[{}]|None|null", re.sub(r"style=\"[^\"]*\"", "", text))
    assert "39K2-8N6G-02SJ" in message.subject
    assert "\n" not in message.subject
    assert f"/{language}/lacak/?n=39K2-8N6G-02SJ" in message.text
    assert message.html.startswith("<!doctype html>")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [n for n, who in NOTICES.items() if "reporter" in who])
def test_the_reporter_can_get_every_notice_by_sms_and_offices_get_none(
    notice: str, language: str
) -> None:
    message = written(notice, "reporter", language)
    assert message.sms
    assert message.sms.startswith("LAPOR! ")
    office = load(f"wording/notices.{language}")["office"].get(notice, {})
    assert "sms" not in office


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", [n for n, who in NOTICES.items() if "reporter" in who])
def test_an_sms_is_one_of_160_characters_of_gsm_7_also_with_the_longest_names(
    notice: str, language: str
) -> None:
    sms = written(notice, "reporter", language).sms or ""
    assert set(sms) <= GSM_7
    assert len(sms) <= 160, f"{len(sms)}: {sms}"


@pytest.mark.parametrize("name", [a["short"] for a in load("agencies")])
def test_every_agencys_short_name_can_stand_in_an_sms(name: str) -> None:
    assert set(name) <= GSM_7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("notice", "who"), NAMED)
def test_a_sealed_report_lends_no_title_and_no_words(notice: str, who: str, language: str) -> None:
    words = load(f"wording/notices.{language}")
    message = written(notice, who, language, said="", title="")
    for text in (message.subject, message.text, message.html, message.sms or ""):
        assert "Jalan berlubang" not in text
        assert " – " not in text  # noqa: RUF001 - the dash before a title
    assert words["sealed"] in message.text
    assert words["said"] not in message.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("notice", "who"), NAMED)
def test_without_words_nothing_is_quoted(notice: str, who: str, language: str) -> None:
    words = load(f"wording/notices.{language}")
    message = written(notice, who, language, said=None)
    assert words["sealed"] not in message.text
    assert words["said"] not in message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_to_an_unconfirmed_contact_says_where_the_words_are_read(language: str) -> None:
    words = load(f"wording/notices.{language}")
    message = write("held", "reporter", words, gaps(language, title=""), "", confirmed=False)
    assert words["withheld"] in message.text
    assert words["sealed"] not in message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_quotes_what_the_office_wrote(language: str) -> None:
    message = written("held", "reporter", language, said="Di jalan mana?\nDekat apa?")
    assert "\nDi jalan mana?\nDekat apa?\n" in message.text
    assert "Di jalan mana?<br>Dekat apa?" in message.html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["reporter", "holder"])
def test_only_the_reporter_is_reminded_of_the_code_and_only_offices_of_the_deadline(
    who: str, language: str
) -> None:
    words = load(f"wording/notices.{language}")
    text = written("verified", who, language).text
    deadline = words["deadline"].format(due=LONGEST_DAY[language])
    assert (words["code_hint"] in text) == (who == "reporter")
    assert (deadline in text) == (who == "holder")
    assert deadline not in written("verified", "holder", language, due="").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("notice", "who"), NAMED)
def test_markup_and_braces_in_what_people_wrote_do_nothing(
    notice: str, who: str, language: str
) -> None:
    evil = "<script>alert('x')</script> & {number} {0} %s \"q\""
    message = written(
        notice,
        who,
        language,
        said=evil,
        **{"title": evil, "holder": evil, "raised": evil, "place": evil, "refused": evil},
    )
    assert "<script" not in message.html
    assert evil in message.text
    assert evil in plain(message.html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_of_a_mail_is_one_that_can_be_pressed_and_read(language: str) -> None:
    message = written("submitted", "reporter", language, link='https://x.example/?n=1&a="b"')
    assert 'href="https://x.example/?n=1&amp;a=&quot;b&quot;"' in message.html
    assert "<small>https://x.example/?n=1&amp;a=&quot;b&quot;</small>" in message.html


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        ("Asia/Jakarta", "id", "26 November 2026 (WIB)"),
        ("Asia/Makassar", "en", "27 November 2026 (WITA)"),
        ("Asia/Jayapura", "id", "27 November 2026 (WIT)"),
    ],
)
def test_a_day_is_said_as_it_is_at_the_agency(zone: str, language: str, said: str) -> None:
    assert on(datetime(2026, 11, 26, 16, 30, tzinfo=UTC), zone, language) == said


def test_no_moment_is_said_as_nothing() -> None:
    assert on(None, "Asia/Jakarta", "id") == ""


def test_every_zone_of_the_registers_has_a_name_and_every_language_twelve_months() -> None:
    zones = {p["zone"] for p in load("regions")["provinces"]}
    zones |= {a["zone"] for a in load("agencies")}
    assert zones == set(ZONE_NAMES)
    assert [len(set(MONTHS[language].split())) for language in LANGUAGES] == [12, 12]


def shape(value: Any) -> Any:
    """The names of a wording and the gaps of its sentences, without the words."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return {name for _, name, _, _ in string.Formatter().parse(value) if name}


def test_both_languages_have_the_same_notices_with_the_same_gaps() -> None:
    assert shape(load("wording/notices.id")) == shape(load("wording/notices.en"))


def test_no_notice_has_words_that_are_never_sent() -> None:
    for language, side in product(LANGUAGES, ("reporter", "office")):
        used = {n for n, who in NAMED if (who == "reporter") == (side == "reporter")}
        assert set(load(f"wording/notices.{language}")[side]) == used
