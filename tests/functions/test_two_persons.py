"""Two persons, really: nobody decides what an account asked that is in the same hands."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.functions.pool import Pool
from tests.functions.test_officers import act, entry, invitation
from tests.functions.test_vault import WHY, decrypted
from tests.functions.world import RIGHTS, World, somebody

ADMIN: Mapping[str, Any] = {"role": "agency", "agency": "32.73", "unit": None}
NATIONAL: Mapping[str, Any] = {"role": "national", "agency": "national", "unit": None}
ONE_PERSON = (409, "another_admin")


@pytest.fixture
def number(world: World, pool: Pool) -> str:
    """An anonymous report of Bandung's, and accounts for those who are reset here."""
    for username in ("admin.bandung", "pu.bandung", "nasional2"):
        pool.account(username)
    found, _ = world.disposed(anonymous=True, reporter=somebody())
    return found


def given(world: World, by: str, username: str, place: Mapping[str, Any]) -> None:
    """Have an officer invite another."""
    email = f"{username}@petugas.example"
    body = invitation(username=username, email=email, **place)
    answer = world.call("officers", "POST", "/api/officers", body, officer=by)
    assert answer.status == 201, answer.text
    world.now += timedelta(seconds=1)


def done_to(world: World, by: str, username: str, action: str, body: Any = None) -> None:
    assert act(world, by, username, action, body).status == 200
    world.now += timedelta(seconds=1)


def asked(world: World, who: str, number: str) -> None:
    world.did(who, number, "ask-reveal", WHY)
    world.now += timedelta(seconds=1)


def may_decide(world: World, who: str, number: str) -> bool:
    """Say whether somebody may grant; who may not must leave everything as it was."""
    before = world.everything()
    answer = world.officer(who, number, "grant-reveal", {})
    if answer.status == 200:
        return True
    assert answer.problem() == ONE_PERSON
    assert world.everything() == before
    return False


def test_whoever_invited_the_asker_does_not_grant_and_another_national_admin_does(
    world: World, number: str
) -> None:
    given(world, "nasional", "baru.bandung", ADMIN)
    asked(world, "baru.bandung", number)

    assert not may_decide(world, "nasional", number)
    assert may_decide(world, "nasional2", number)
    assert "reporter" in world.did("baru.bandung", number, "reveal", WHY)


def test_the_refusal_says_in_both_languages_who_must_decide(world: World, number: str) -> None:
    given(world, "nasional", "baru.bandung", ADMIN)
    asked(world, "baru.bandung", number)

    said = [
        world.officer("nasional", number, "grant-reveal", {}, accept_language=language).json
        for language in ("id", "en")
    ]

    assert said[0]["detail"].startswith("Admin nasional lain yang harus memutuskan")
    assert said[1]["detail"].startswith("Another national admin must decide")


def test_a_chain_of_invitations_leads_back_to_its_beginning(world: World, number: str) -> None:
    given(world, "nasional", "satu.bandung", ADMIN)
    given(world, "satu.bandung", "dua.bandung", ADMIN)
    given(world, "dua.bandung", "tiga.bandung", ADMIN)
    asked(world, "tiga.bandung", number)

    hands = {"nasional", "satu.bandung", "dua.bandung"}
    assert entry(world, "tiga.bandung")["given_by"] == hands
    assert not may_decide(world, "nasional", number)
    assert may_decide(world, "nasional2", number)


def test_two_accounts_of_one_maker_are_one_person(world: World, number: str) -> None:
    given(world, "nasional", "baru.bandung", ADMIN)
    given(world, "nasional", "nasional3", NATIONAL)
    asked(world, "baru.bandung", number)

    assert not may_decide(world, "nasional3", number)
    assert may_decide(world, "nasional2", number)


def test_an_account_that_the_asker_has_made_does_not_grant(world: World, number: str) -> None:
    done_to(world, "nasional2", "admin.bandung", "move", {**NATIONAL})
    given(world, "admin.bandung", "nasional3", NATIONAL)
    done_to(world, "nasional2", "admin.bandung", "move", {**ADMIN})
    asked(world, "admin.bandung", number)

    assert not may_decide(world, "nasional3", number)
    assert may_decide(world, "nasional", number)


@pytest.mark.parametrize(
    ("action", "body"), [("reset", None), ("restore", None), ("move", {**ADMIN})]
)
def test_an_account_that_was_taken_over_is_in_the_hands_of_who_did_it(
    world: World, number: str, action: str, body: Any
) -> None:
    who = "pu.bandung" if action == "move" else "admin.bandung"
    done_to(world, "nasional", who, action, body)
    asked(world, who, number)

    assert not may_decide(world, "nasional", number)
    assert may_decide(world, "nasional2", number)


def test_a_granter_whom_the_askers_maker_has_reset_is_in_the_same_hands(
    world: World, number: str
) -> None:
    done_to(world, "nasional", "nasional2", "reset")
    done_to(world, "nasional", "admin.bandung", "reset")
    asked(world, "admin.bandung", number)

    assert not may_decide(world, "nasional2", number)


def test_a_suspension_gives_nobody_an_account(world: World, number: str) -> None:
    done_to(world, "nasional", "admin.bandung", "suspend")
    done_to(world, "nasional2", "admin.bandung", "restore")
    asked(world, "admin.bandung", number)

    assert entry(world, "admin.bandung")["given_by"] == {"nasional2"}
    assert may_decide(world, "nasional", number)


def test_two_accounts_with_one_mailbox_are_one_person(world: World, number: str) -> None:
    mail = "Nasional+bandung@Petugas.example"
    world.officer_entry("samaran.bandung", "agency", "32.73", None, email=mail)
    asked(world, "samaran.bandung", number)

    assert not may_decide(world, "nasional", number)
    assert may_decide(world, "nasional2", number)


def test_an_account_whose_giver_nobody_wrote_down_neither_grants_nor_is_granted_to(
    world: World, number: str
) -> None:
    world.officer_entry("lama.bandung", "agency", "32.73", None, edited=True)
    world.officer_entry("lama", "national", "national", None, edited=True)

    asked(world, "lama.bandung", number)
    assert not may_decide(world, "nasional", number)
    world.did("nasional", number, "refuse-reveal", {"text": "Akun lama."})
    asked(world, "admin.bandung", number)
    assert not may_decide(world, "lama", number)
    assert may_decide(world, "nasional", number)


def test_such_an_account_counts_again_once_somebody_has_given_it_anew(
    world: World, pool: Pool, number: str
) -> None:
    world.officer_entry("lama.bandung", "agency", "32.73", None, edited=True)
    pool.account("lama.bandung")
    done_to(world, "nasional2", "lama.bandung", "reset")
    asked(world, "lama.bandung", number)

    assert not may_decide(world, "nasional2", number)
    assert may_decide(world, "nasional", number)


def test_who_became_national_admin_does_not_grant_what_he_asked(world: World, number: str) -> None:
    asked(world, "admin.bandung", number)
    done_to(world, "nasional2", "admin.bandung", "move", {**NATIONAL})

    assert "grant-reveal" not in world.case("admin.bandung", number).json["may"]
    assert not may_decide(world, "admin.bandung", number)
    assert may_decide(world, "nasional", number)


def test_who_takes_over_an_admin_with_a_granted_look_sees_nobody(world: World, number: str) -> None:
    asked(world, "admin.bandung", number)
    assert may_decide(world, "nasional2", number)
    world.now += timedelta(minutes=1)
    done_to(world, "nasional", "admin.bandung", "reset")
    events = world.ledger(number)
    world.wire.calls.clear()
    path, since = f"/api/desk/{number}/reveal", world.now.timestamp() + 3600

    answer = world.call(
        "reveal", "POST", path, WHY, officer="admin.bandung", since=since, number=number
    )

    assert answer.problem() == (409, "given_anew")
    assert decrypted(world) == []
    assert world.ledger(number) == events
    assert "identity_read" not in [row["kind"] for row in world.rows("AUDIT")]


def test_a_refusal_needs_no_second_person(world: World, number: str) -> None:
    given(world, "nasional", "baru.bandung", ADMIN)
    asked(world, "baru.bandung", number)

    world.did("nasional", number, "refuse-reveal", {"text": "Tidak perlu."})


def test_an_admin_who_is_reset_at_the_same_moment_gives_nothing(world: World, number: str) -> None:
    def meanwhile() -> None:
        done_to(world, "nasional", "nasional2", "reset")

    world.wire.interrupt("TransactWriteItems", meanwhile)
    answer = act(world, "nasional2", "admin.bandung", "reset")

    assert answer.problem() == (401, "unauthorized")
    assert "given_by" not in entry(world, "admin.bandung"), "nobody's hand was missed"


# --- letters


def claimed(world: World, number: str, right: str, by: str = "nasional") -> None:
    world.did(by, number, "request-subject", {"right": right, "received_on": "2026-11-23"})


@pytest.mark.parametrize("right", RIGHTS)
def test_whoever_recorded_a_letter_does_not_serve_it(world: World, number: str, right: str) -> None:
    claimed(world, number, right)
    claimed(world, number, right, by="nasional2")
    before = world.everything()

    own = world.officer("nasional", number, f"{right}-subject", {})

    assert own.problem() == ONE_PERSON
    assert world.everything() == before
    assert f"{right}-subject" not in world.case("nasional", number).json["may"]
    assert f"{right}-subject" in world.case("nasional2", number).json["may"]
    assert world.did("nasional2", number, f"{right}-subject", {})["asked"] == {}


@pytest.mark.parametrize("right", RIGHTS)
def test_an_account_in_the_recorders_hands_does_not_serve_the_letter(
    world: World, number: str, right: str
) -> None:
    given(world, "nasional", "nasional3", NATIONAL)
    claimed(world, number, right)
    before = world.everything()

    answer = world.officer("nasional3", number, f"{right}-subject", {})

    assert answer.problem() == ONE_PERSON
    assert world.everything() == before


def test_a_letter_may_be_refused_by_who_recorded_it(world: World, number: str) -> None:
    claimed(world, number, "erase")
    said = {"right": "erase", "text": "Tanda tangan tidak cocok."}
    assert world.did("nasional", number, "refuse-subject", said)["asked"] == {}


def test_a_letter_of_somebody_who_is_gone_can_be_served(world: World, number: str) -> None:
    world.officer_entry("nasional9", "national", "national", None)
    claimed(world, number, "export", by="nasional9")
    world.dynamodb.delete_item(
        TableName="Directory", Key={"kind": {"S": "officer"}, "id": {"S": "nasional9"}}
    )

    assert world.did("nasional2", number, "export-subject", {})["asked"] == {}
