"""Whether a person was reached: states never go back, and people read what they mean."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from lapor.domain import reached
from lapor.domain.reached import (
    FINAL,
    HEARD,
    OF_OTHERS,
    OPEN_STATES,
    again_in,
    below,
    heard,
    is_stale,
    quiet_for,
    told,
)

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def after(*kinds: str) -> str:
    """Raise a claimed message by what is heard, in this order."""
    state = "claimed"
    for kind in kinds:
        new, _ = heard(kind, "Permanent") or ("claimed", False)
        if state in (below(new) if new in HEARD else []):
            state = new
    return state


@pytest.mark.parametrize("kinds", [*permutations(("Send", "Delivery", "Complaint"))])
def test_whatever_the_order_the_worst_news_stays(kinds: tuple[str, ...]) -> None:
    assert after(*kinds) == after(*kinds, *kinds) == "complained"


@pytest.mark.parametrize("kinds", [*permutations(("Send", "Delivery", "Bounce"))])
def test_a_mail_that_came_back_was_not_delivered(kinds: tuple[str, ...]) -> None:
    assert after(*kinds) == "bounced"


@pytest.mark.parametrize(
    ("kind", "bounce", "meaning"),
    [
        ("Bounce", "Permanent", ("bounced", True)),
        ("Bounce", "Transient", ("bounced", False)),
        ("Bounce", "Undetermined", ("bounced", False)),
        ("Complaint", "", ("complained", True)),
        ("Delivery", "", ("delivered", False)),
        ("Rendering Failure", "", ("rejected", False)),
        ("Reject", "", ("rejected", False)),
        ("Send", "", ("sent", False)),
        ("DeliveryDelay", "", None),
        ("Open", "", None),
    ],
)
def test_what_the_service_says_means_one_thing(
    kind: str, bounce: str, meaning: tuple[str, bool] | None
) -> None:
    assert heard(kind, bounce) == meaning


def test_nothing_is_heard_of_what_was_withheld_and_a_delivery_corrects_what_was_given_up() -> None:
    for state in HEARD:
        assert not reached.WITHHELD & set(below(state))
    assert "given_up" in below("delivered")
    assert below("sent") == ["claimed", "waiting"]


def test_every_state_means_something_to_people() -> None:
    assert set(reached.OUTCOMES) == FINAL | OPEN_STATES
    assert {outcome for outcome, _ in reached.OUTCOMES.values()} == set(reached.BEST)


def test_a_provider_is_asked_again_at_growing_distances_for_four_hours() -> None:
    tries, at = [], NOW
    while (wait := again_in(NOW, at)) is not None:
        tries.append(int(wait.total_seconds()) // 60)
        at += wait

    assert tries[:6] == [1, 1, 2, 4, 8, 15]
    assert set(tries[5:]) == {15}
    assert timedelta(hours=4) <= at - NOW <= timedelta(hours=4, minutes=15)


def test_a_notice_helps_for_three_days() -> None:
    assert not is_stale(NOW, NOW + timedelta(days=3))
    assert is_stale(NOW, NOW + timedelta(days=3, seconds=1))


@pytest.mark.parametrize(
    ("zone", "at", "wait"),
    [
        ("Asia/Jakarta", "2026-11-23T13:59:59+00:00", None),
        ("Asia/Jakarta", "2026-11-23T14:00:00+00:00", timedelta(hours=10)),
        ("Asia/Jakarta", "2026-11-23T23:59:59+00:00", timedelta(seconds=1)),
        ("Asia/Jakarta", "2026-11-24T00:00:00+00:00", None),
        ("Asia/Jayapura", "2026-11-23T12:30:00+00:00", timedelta(hours=9, minutes=30)),
        ("Asia/Makassar", "2026-11-23T16:30:00+00:00", timedelta(hours=6, minutes=30)),
    ],
)
def test_no_telephone_rings_at_night_where_the_report_is(
    zone: str, at: str, wait: timedelta | None
) -> None:
    now = datetime.fromisoformat(at)

    assert quiet_for("followed_up", zone, now) == wait
    assert quiet_for("submitted", zone, now) is None


def row(seq: int, channel: str, state: str, **more: str) -> dict[str, str]:
    stands = {"event": f"AAAABBBBCCCC#{seq}", "channel": f"{channel}#reporter", "state": state}
    return {**stands, "at": "2026-11-23T03:00:00.000Z", **more}


def test_of_two_channels_the_better_news_counts_and_numbers_are_the_viewers() -> None:
    rows = [
        row(1, "email", "bounced", heard_at="2026-11-23T03:01:00.000Z"),
        row(1, "sms", "sent"),
        row(3, "email", "delivered", heard_at="2026-11-23T03:02:00.000Z"),
        row(4, "email", "waiting"),
        row(5, "email", "suppressed"),
        row(5, "sms", "capped"),
        row(6, "email", "complained"),
    ]

    at, places = "2026-11-23T03:00:00.000Z", {1: 1, 3: 2, 5: 3, 6: 4}
    assert told(rows, places, owner=True) == [
        {"of": 1, "outcome": "sent", "why": None, "at": at},
        {"of": 2, "outcome": "reached", "why": None, "at": "2026-11-23T03:02:00.000Z"},
        {"of": 3, "outcome": "not_reached", "why": "capped", "at": at},
        {"of": 4, "outcome": "reached", "why": "complained", "at": at},
    ]
    assert told([], places, owner=False) == []


@pytest.mark.parametrize("state", sorted(OF_OTHERS))
def test_what_other_reports_have_to_do_with_a_mailbox_is_said_to_its_owner_alone(
    state: str,
) -> None:
    rows, places = [row(1, "email", state)], {1: 1}
    (mine,), (theirs,) = (told(rows, places, owner) for owner in (True, False))
    (usual,) = told([row(1, "email", "sent")], places, False)
    assert (mine["outcome"], mine["why"]) == ("not_reached", state)
    assert theirs == usual
