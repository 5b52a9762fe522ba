"""`docs/roles.md` says what the tables say."""

from pathlib import Path

from local import print_roles

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_printed_page_is_the_one_in_docs() -> None:
    stale = "stale: run `python -m local.print_roles > docs/roles.md`"
    assert PAGE.read_text(encoding="utf-8") == print_roles.page(), stale


def test_every_role_has_a_row_and_every_call_names_who_may_make_it() -> None:
    page = print_roles.page()
    assert all(f"| {role} | " in page for role in print_roles.ROLES)
    assert print_roles.calls()["reveal"] == {"agency": "agency", "national": "country"}
    assert print_roles.calls()["refer"] == {"ombudsman": "country"}
    assert print_roles.calls()["reply"] == {"reporter": "own"}
