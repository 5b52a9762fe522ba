"""Audit rows: found by day, in order, and never changed."""

import secrets
from datetime import date, timedelta

import pytest

from lapor.aws import audit
from lapor.domain.event import Actor
from tests.functions.world import World

ADMIN = Actor("agency", "admin.bandung", "32.73")


def test_rows_are_found_by_day_in_order(world: World) -> None:
    audit.record("officer_invited", ADMIN, "officer#pu.bandung", world.now, {"role": "unit"})
    later = world.now + timedelta(minutes=1)
    audit.record("officer_suspended", ADMIN, "officer#pu.bandung", later)
    audit.record("officer_restored", ADMIN, "officer#pu.bandung", later + timedelta(days=1))

    rows = list(audit.of_day(date(2026, 11, 23)))

    assert [row["kind"] for row in rows] == ["officer_invited", "officer_suspended"]
    assert rows[0]["by"] == {"role": "agency", "id": "admin.bandung", "agency": "32.73"}
    assert rows[0]["data"] == {"role": "unit"}


def test_a_repeated_call_that_meets_its_own_row_is_no_failure(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SDK repeats a call whose answer was lost."""
    monkeypatch.setattr(secrets, "token_hex", lambda many: "00" * many)

    for _ in range(2):
        audit.record("officer_invited", ADMIN, "officer#pu.bandung", world.now)

    assert len(list(audit.of_day(date(2026, 11, 23)))) == 1
