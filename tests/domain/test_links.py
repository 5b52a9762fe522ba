"""Links that end a report's news: the same in every mail, made and read by one key alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor.domain import links
from lapor.domain.errors import NotFound
from lapor.domain.markup import page
from tests.domain.lives import disposed

KEY, OTHER = b"k" * 64, b"o" * 64
NUMBER = "0123456789AB"


def test_a_link_is_the_same_each_time_names_no_report_and_opens_to_its_number() -> None:
    token = links.sealed(KEY, NUMBER)

    assert token == links.sealed(KEY, NUMBER)
    assert NUMBER not in token.upper()
    assert len(token) == 38
    assert links.opened(KEY, token) == NUMBER


def test_another_key_reads_nothing() -> None:
    with pytest.raises(NotFound):
        links.opened(OTHER, links.sealed(KEY, NUMBER))


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[A-Za-z0-9_-]{38}", fullmatch=True)))
def test_nothing_else_opens(text: str) -> None:
    with pytest.raises(NotFound):
        links.opened(KEY, text)


def test_mails_about_one_report_form_one_thread() -> None:
    report = disposed().report

    first = links.threaded(report, "lapor@contoh.example")

    assert first["References"] == first["In-Reply-To"]
    assert first["References"] == f"<{report.number.lower()}@contoh.example>"


def test_one_press_ends_the_news() -> None:
    assert links.unsubscribing("https://lapor.example/api/unsubscribe/x") == {
        "List-Unsubscribe": "<https://lapor.example/api/unsubscribe/x>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_a_page_asks_with_a_button_or_only_says() -> None:
    asks, says = page("Judul & x", "Teks", "Ya", "id"), page("T", "Done", None, "en")

    assert '<form method="post"><button>Ya</button></form>' in asks
    assert "Judul &amp; x" in asks
    assert "<form" not in says
    assert '<html lang="en">' in says
