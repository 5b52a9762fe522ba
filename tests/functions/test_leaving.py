"""Officers who left: after a year nothing of them stays but a user name that nobody gets again."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from lapor.aws import leaving
from local.retain import carried_out, planned
from tests.functions.pool import Pool
from tests.functions.test_officers import TARGET, act, audits, entry, invite
from tests.functions.wire import refusal
from tests.functions.world import World

YEAR = timedelta(days=365)


@pytest.fixture
def gone(world: World, pool: Pool) -> World:
    """A world in which an officer was suspended a year ago."""
    pool.account(TARGET)
    assert act(world, "admin.bandung", TARGET, "suspend").status == 200
    world.now += YEAR
    return world


def test_a_year_after_the_suspension_the_night_takes_all_but_the_user_name(
    gone: World, pool: Pool
) -> None:
    before = entry(gone, TARGET)
    gone.now -= timedelta(seconds=1)
    assert gone.retain() == 0
    assert entry(gone, TARGET) == before

    gone.now += timedelta(seconds=1)
    gone.retain()

    left = entry(gone, TARGET)
    assert left.keys() == {
        *("kind", "id", "role", "suspended", "suspended_at", "signed_out_at", "left_at", "edited")
    } | ({"username"} & before.keys())
    assert not {before["name"], before["email"]} & {str(v) for v in left.values()}
    assert TARGET not in pool.names()
    assert audits(gone) == [
        ("officer_suspended", "admin.bandung", f"officer#{TARGET}"),
        ("officer_forgotten", "", f"officer#{TARGET}"),
    ]
    rows = gone.rows("AUDIT")
    assert before["name"] not in str(rows)
    assert before["email"] not in str(rows)
    assert TARGET not in gone.log.getvalue()


def test_another_night_finds_nothing_more_to_take(gone: World) -> None:
    gone.retain()
    before = gone.everything()

    gone.now += YEAR
    gone.retain()

    assert gone.everything() == before


def test_who_has_left_is_nobody_any_more_and_the_name_goes_to_no_other(
    gone: World, pool: Pool
) -> None:
    gone.retain()

    for who in ("admin.bandung", "nasional"):
        for action in ("restore", "reset", "suspend"):
            assert act(gone, who, TARGET, action).problem() == (404, "no_entry")
    answer = invite(gone, "admin.bandung", username=TARGET)
    assert answer.problem()[0] == 409
    assert TARGET not in pool.names()
    assert "name" not in entry(gone, TARGET)


def test_one_who_came_back_stays_and_a_second_suspension_counts_anew(
    gone: World, pool: Pool
) -> None:
    assert act(gone, "admin.bandung", TARGET, "restore").status == 200
    gone.retain()
    assert entry(gone, TARGET)["name"]

    assert act(gone, "admin.bandung", TARGET, "suspend").status == 200
    gone.now += YEAR - timedelta(days=1)
    assert act(gone, "admin.bandung", TARGET, "suspend").status == 200, "once more, by mistake"
    gone.retain()
    assert entry(gone, TARGET)["name"]
    gone.now += timedelta(days=1)
    gone.retain()
    assert "name" not in entry(gone, TARGET)


def test_one_who_is_restored_in_the_very_moment_stays(gone: World, pool: Pool) -> None:
    """Given the entry was read, the condition of the write sees the restored one: no row either."""
    ((found, _),) = leaving.due(gone.now)
    assert act(gone, "admin.bandung", TARGET, "restore").status == 200

    assert leaving.forget(found, gone.now) is False

    assert entry(gone, TARGET)["name"]
    assert pool.enabled(TARGET)
    assert "officer_forgotten" not in [kind for kind, *_ in audits(gone)]


def test_a_night_that_broke_off_is_finished_by_the_next(gone: World, pool: Pool) -> None:
    gone.wire.disturb("AdminDeleteUser", refusal("InternalErrorException", 500), times=9)
    with pytest.raises(ClientError, match="InternalError"):
        gone.retain()
    assert TARGET in pool.names()
    assert "name" not in entry(gone, TARGET)

    gone.wire.calm()
    gone.retain()

    assert TARGET not in pool.names()
    assert entry(gone, TARGET).keys() & {"leaving", "left_at"} == {"left_at"}
    assert [kind for kind, *_ in audits(gone)].count("officer_forgotten") == 1


def test_the_dry_run_names_the_officers_and_the_run_takes_them(gone: World, pool: Pool) -> None:
    before = gone.everything()

    dry = list(planned(gone.now))

    assert gone.everything() == before
    assert [(who, rule) for who, rule, _ in dry] == [(TARGET, "officers")]
    assert [(who, rule) for who, rule, _ in carried_out(gone.now)] == [(TARGET, "officers")]
    assert list(planned(gone.now)) == []
