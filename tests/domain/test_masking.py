"""Personal data in free text is hidden from the public; what names nobody stays readable."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor.domain.masking import Found, found, masked
from lapor.domain.visibility import PUBLIC, REPORTER, texts, title
from tests.domain.lives import BANDUNG_ADMIN, Life

NUMBER, EMAIL, PLATE = "[nomor disembunyikan]", "[surel disembunyikan]", "[pelat disembunyikan]"

HIDDEN = [
    ("NIK saya 3273012345670001.", f"NIK saya {NUMBER}."),
    ("NIK 3273.0123.4567.0001", f"NIK {NUMBER}"),
    ("NIK 32 73 01 23 45 67 00 01", f"NIK {NUMBER}"),
    ("NIK 12.34.56.78.90.12.34.56", f"NIK {NUMBER}"),
    ("nik3273012345670001a", f"nik{NUMBER}a"),
    ("NPWP 01.234.567.8-901.000", f"NPWP {NUMBER}"),
    ("BPJS 0001234567890", f"BPJS {NUMBER}"),
    ("hp 0812-3456-7890 ya", f"hp {NUMBER} ya"),
    ("hp0812-345-6789", f"hp{NUMBER}"),
    ("+62 812 3456 7890", NUMBER),
    ("0 8 1 2 3 4 5 6 7 8", NUMBER),
    ("0812\u200b3456\u200b7890", NUMBER),
    ("0812*3456*7890", NUMBER),
    ("0812....3456....7890", NUMBER),
    ("0812,3456,7890", NUMBER),
    ("08:12:34:56:78:90", NUMBER),
    ("08|12|34|56|78|90", NUMBER),
    ("wa.me/6281234567890", f"wa.me/{NUMBER}"),
    ("٠٨١٢٣٤٥٦٧٨٩", NUMBER),
    ("(022) 423 1234", NUMBER),
    ("021-5551234", NUMBER),
    ("Telp. 4231234", f"Telp. {NUMBER}"),
    ("hp 08-12-2026-12-10", f"hp {NUMBER}"),
    ("WA: nomor 4231234", f"WA: nomor {NUMBER}"),
    ("rek BCA 1234567890", f"rek BCA {NUMBER}"),
    ("rp1.500.000 ke rekening 123-4567-8", f"rp1.500.000 ke rekening {NUMBER}"),
    ("Rp 081234567890", f"Rp {NUMBER}"),
    ("di 107.619123 derajat", f"di {NUMBER} derajat"),
    ("surel a.b+c@contoh.co.id.", f"surel {EMAIL}."),
    ("budi (at) contoh.com", EMAIL),
    ("budi @ contoh.com", EMAIL),
    ("08123456789@contoh.com", NUMBER),
    ("mobil D 1234 ABC lewat", f"mobil {PLATE} lewat"),
    ("mobil D-1234-AB, motor b1234xyz", f"mobil {PLATE}, motor {PLATE}"),
    ("truk AB 12 C", f"truk {PLATE}"),
]

SHOWN = [
    "",
    "Jalan berlubang di depan pasar.",
    "Rp 1.500.000.000 hilang",
    "Rp1.500.000.000,00",
    "sebesar 1.500.000.000 rupiah",
    "IDR 1,500,000,000.00",
    "pada 24-11-2026 10.30 WIB",
    "pada 2026-11-24 10:30:15",
    "tanggal 1, 2, 3, 4, 5, 6, 7, 8, 9 dan 10",
    "24/11/2026 sampai 2026-11-30 pukul 10.00-12.00",
    "24-11-2026 - 30-11-2026",
    "Laporan QXFT-5R5G-Y59C",
    "RT 05 RW 03 No. 12, 40132",
    "Jalan 2000 m di km 12, lebar 3 m",
    "Pasal 12 ayat 3 UU 25/2009, hubungi 112 atau 1708",
    "KTT G 20 dan SD N 1",
    "kirim ke x@y",
    "hp saya hilang 12 hari, WA tidak dibalas",
]


@pytest.mark.parametrize(("said", "public"), HIDDEN)
def test_what_names_a_person_is_hidden(said: str, public: str) -> None:
    assert masked(said) == public


@pytest.mark.parametrize("said", SHOWN)
def test_what_names_nobody_stays(said: str) -> None:
    assert masked(said) == said


def test_finds_are_places_in_the_text_in_order_without_overlaps() -> None:
    assert found("ke a@b.co, D 1234 AB, 081234567890") == [
        Found(3, 9, "email"),
        Found(11, 20, "plate"),
        Found(22, 34, "number"),
    ]


words = st.sampled_from(
    ["di", "Pasar", "hp", "Rp ", ",", "\n", " ", "lalu", "24-11-2026", "12", "."]
)


@given(
    st.lists(words).map(" ".join),
    st.text("0123456789", min_size=9, max_size=16),
    st.sampled_from(["", " ", "-", " - ", "\u00a0"]),
    st.integers(2, 6),
    st.lists(words).map(" ".join),
)
def test_no_grouping_of_a_long_number_gets_through(
    before: str, digits: str, gap: str, group: int, after: str
) -> None:
    """A day and a year may look like any digits, so groups with a dot or slash are not here."""
    written = gap.join(digits[i : i + group] for i in range(0, len(digits), group))
    public = masked(f"{before} x{written}x {after}")
    assert written not in public
    assert not re.search(r"\d{9}", public)


@given(st.text())
def test_masking_twice_changes_nothing_more(said: str) -> None:
    once = masked(said)
    assert masked(once) == once


@pytest.mark.parametrize("unit", ["a", "1", "1 ", "a.", "@", "a@", "1-", "Rp", "wa no ", "D 12"])
def test_no_text_makes_it_slow(unit: str) -> None:
    began = time.process_time()
    masked(unit * 5000)
    assert time.process_time() - began < 1


def test_the_public_reads_masked_words_and_titles_and_all_others_the_original() -> None:
    life = Life(title="Hubungi 081234567890", body="Surel saya a@b.example.")
    life = life.routed().verified(title="Hubungi 0812 3456 7890")
    said = life.events[0]

    assert texts(life.report, said, PUBLIC) == {
        "title": f"Hubungi {NUMBER}",
        "body": f"Surel saya {EMAIL}.",
    }
    assert title(life.report, PUBLIC) == f"Hubungi {NUMBER}"
    for viewer in (REPORTER, BANDUNG_ADMIN):
        assert texts(life.report, said, viewer)["body"] == "Surel saya a@b.example."
        assert title(life.report, viewer) == "Hubungi 0812 3456 7890"
