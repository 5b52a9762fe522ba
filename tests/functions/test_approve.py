"""POST /api/desk/{number}/{approve,decline}: where an agency demands it, its leader decides."""

from typing import Any

import pytest

from tests.functions.test_desk import counts
from tests.functions.test_officers import ROLES
from tests.functions.world import Answer, World, numbers

LEADER = "pimpinan.bandung"
ANSWER = "Lubang sudah ditutup hari ini."
FINAL = {"text": ANSWER, "done": True}


@pytest.fixture(autouse=True)
def demanded(world: World) -> None:
    world.demands_approval()


def approve(world: World, number: str, of: int = 4, who: str = LEADER) -> Answer:
    return world.officer(who, number, "approve", {"of": of})


def events(document: Any) -> list[tuple[str, str | None]]:
    return [(event["kind"], event["text"]) for event in document["events"]]


def test_a_final_answer_waits_and_neither_public_nor_reporter_sees_a_trace(world: World) -> None:
    number, code = world.disposed()
    unseen = world.track(number, code).json, world.published(number).json
    told = len(world.mails())

    after = world.did("pu.bandung", number, "follow-up", FINAL)

    assert (after["state"], after["approves"]) == ("disposed", True)
    assert after["proposal"] == {"of": 4, "at": after["updated_at"]}
    assert events(after)[-1] == ("proposed", ANSWER)
    for before, now in zip(
        unseen, (world.track(number, code).json, world.published(number).json), strict=True
    ):
        for document in (before, now):  # every event moves these, a note as well
            del document["version"], document["updated_at"]
        assert now == before
        assert ANSWER not in str(now)
    assert world.mails()[told:] == [
        (f"{LEADER}@petugas.example", f"Laporan {number}: jawaban menunggu persetujuan Anda")
    ]
    assert ANSWER not in str(world.mail_calls()[-1])


def test_what_the_leader_approves_is_published_and_told_as_any_final_answer(world: World) -> None:
    number, code = world.proposed()
    world.confirmed(number, code)
    told = len(world.mails())

    answer = approve(world, number)
    world.settle()

    assert (answer.status, answer.json["state"]) == (200, "in_progress")
    assert (answer.json["proposal"], answer.json["may"]) == (None, [])
    assert events(world.published(number).json)[-1] == ("followed_up", ANSWER)
    mine = world.track(number, code).json
    assert events(mine)[-1] == ("followed_up", ANSWER)
    assert "officer" not in mine["events"][-1]
    assert mine["reply_by"]
    (told_reporter,) = world.mails()[told:]
    assert told_reporter[0] == "warga@contoh.example"
    assert ANSWER in str(world.mail_calls()[-1])
    assert world.said(number, code, "close", {})["state"] == "closed"


def test_what_the_leader_declines_goes_back_with_the_reason_for_offices_alone(world: World) -> None:
    number, code = world.proposed()
    told = len(world.mails())

    world.did(LEADER, number, "decline", {"text": "Lampirkan foto dahulu."})

    seen = world.case("pu.bandung", number).json
    assert events(seen)[-1] == ("declined", "Lampirkan foto dahulu.")
    assert seen["events"][-1]["data"] == {"of": 4}
    assert (seen["proposal"], "follow-up" in seen["may"]) == (None, True)
    for document in (world.track(number, code).json, world.published(number).json):
        assert events(document)[-1][0] == "verified"
    assert [to for to, _ in world.mails()[told:]] == ["dinas-pu.32.73@instansi.example"]
    again = world.did("pu.bandung", number, "follow-up", {**FINAL, "text": "Dengan foto."})
    assert again["proposal"]["of"] == 6


def test_the_leaders_pile_is_what_waits_most_urgent_first(world: World) -> None:
    first, _ = world.proposed()
    world.at("2026-11-24")
    second, _ = world.proposed(confidential=True)
    plain, _ = world.disposed()

    page = world.desk(LEADER).json

    assert (page["tab"], numbers(page["items"])) == ("approve", [first, second])
    assert counts(world, LEADER)["approve"] == 2
    handled = world.desk("pu.bandung", tab="handle").json["items"]
    assert {row["number"]: row["proposed"] for row in handled} == {
        first: True, second: True, plain: False,
    }  # fmt: skip
    for who in ("admin.bandung", "pu.bandung", "admin.surabaya", "nasional"):
        assert world.desk(who, tab="approve").errors == [("/tab", "unknown_code")]

    world.did("admin.bandung", first, "forward", {"unit": "32.73:dinas-lh"})
    world.did(LEADER, second, "decline", {"text": "Belum."})
    assert world.desk(LEADER).json["items"] == []
    assert approve(world, first).problem() == (409, "not_allowed")


def test_a_long_pile_is_read_page_by_page(world: World) -> None:
    made = {world.proposed()[0] for _ in range(27)}
    page = world.desk(LEADER).json
    more = world.desk(LEADER, cursor=page["cursor"]).json

    assert (len(page["items"]), len(more["items"]), more["cursor"]) == (25, 2, None)
    assert {*numbers(page["items"]), *numbers(more["items"])} == made


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"leader"}))
@pytest.mark.parametrize("action", ["approve", "decline"])
def test_nobody_but_the_agencys_leader_decides(world: World, role: str, action: str) -> None:
    number, _ = world.proposed()
    before = world.everything()
    body = {"of": 4} if action == "approve" else {"text": "Tidak."}

    status, code = world.officer(ROLES[role], number, action, body).problem()

    assert (status, code) in {(409, "not_allowed"), (404, "not_found")}
    assert world.everything() == before


def test_another_agencys_leader_finds_nothing_and_no_officer_is_refused(world: World) -> None:
    world.officer_entry("pimpinan.surabaya", "leader", "35.78", None)
    number, _ = world.proposed()
    assert approve(world, number, who="pimpinan.surabaya").problem() == (404, "not_found")
    assert world.officer(None, number, "approve", {"of": 4}).problem() == (401, "unauthorized")


def test_who_proposed_does_not_approve_after_a_promotion(world: World) -> None:
    number, _ = world.proposed()
    world.officer_entry("pu.bandung", "leader", "32.73", None)
    assert approve(world, number, who="pu.bandung").problem() == (409, "not_allowed")
    assert approve(world, number).status == 200


def test_words_that_were_replaced_are_not_approved_in_their_place(world: World) -> None:
    number, _ = world.proposed()
    world.did("admin.bandung", number, "follow-up", {**FINAL, "text": "Jawaban lain."})
    before = world.everything()

    assert approve(world, number, 4).problem() == (409, "changed")
    stale = world.officer(LEADER, number, "approve", {"of": 5}, If_Match='"4"')
    assert stale.problem() == (409, "changed")
    assert world.everything() == before
    assert approve(world, number, 5).json["events"][-1]["text"] == "Jawaban lain."


def test_of_two_leaders_who_decide_at_once_one_is_told_to_read_again(world: World) -> None:
    world.officer_entry("wakil.bandung", "leader", "32.73", None)
    number, _ = world.proposed()

    def meanwhile() -> None:
        world.officer("wakil.bandung", number, "decline", {"text": "Belum selesai."})

    world.wire.interrupt("PutItem Ledger", meanwhile)

    assert approve(world, number).problem() == (409, "changed")
    assert world.kinds(number)[-1] == "declined"


@pytest.mark.parametrize(
    ("action", "body", "error"),
    [
        ("approve", {}, ("/of", "missing")),
        ("approve", {"of": 0}, ("/of", "out_of_range")),
        ("approve", {"of": "4"}, ("/of", "wrong_type")),
        ("approve", {"of": 4, "text": "Lebih baik."}, ("/text", "unknown_field")),
        ("decline", {}, ("/text", "missing")),
        ("decline", {"text": " "}, ("/text", "missing")),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    world: World, action: str, body: dict[str, Any], error: tuple[str, str]
) -> None:
    number, _ = world.proposed()
    before = world.everything()
    answer = world.officer(LEADER, number, action, body)
    assert (answer.problem(), answer.errors) == ((422, "validation"), [error])
    assert world.everything() == before


def test_every_leader_is_told_once_and_the_agency_when_there_is_none_left(world: World) -> None:
    world.officer_entry("wakil.bandung", "leader", "32.73", None)
    world.officer_entry("lama.bandung", "leader", "32.73", None, suspended=True)
    world.proposed()
    waiting = [to for to, subject in world.mails() if "menunggu persetujuan" in subject]
    assert waiting == [f"{LEADER}@petugas.example", "wakil.bandung@petugas.example"]

    for who in (LEADER, "wakil.bandung"):
        world.officer_entry(who, "leader", "32.73", None, suspended=True)
    world.proposed()
    waiting = [to for to, subject in world.mails() if "menunggu persetujuan" in subject]
    assert waiting[2:] == ["32.73@instansi.example"]


def test_one_leaders_bounce_keeps_no_other_waiting(world: World) -> None:
    world.officer_entry("wakil.bandung", "leader", "32.73", None)
    number, _ = world.disposed()
    assert world.officer("pu.bandung", number, "follow-up", FINAL).status == 200
    task = {"report": number.replace("-", ""), "seq": 4, "kind": "proposed"}

    world.wire.disturb("SendEmail", "Throttling", times=1)
    assert world.consume("notify", task) == []
    assert world.mails()[-1][0] == "wakil.bandung@petugas.example"
    assert world.consume("notify", task) == []

    waiting = [to for to, subject in world.mails() if "menunggu persetujuan" in subject]
    assert sorted(waiting) == [f"{LEADER}@petugas.example", "wakil.bandung@petugas.example"]


def test_news_and_other_agencies_need_no_leader(world: World) -> None:
    number, _ = world.disposed()
    news = world.did("pu.bandung", number, "follow-up", {"text": "Kami periksa.", "done": False})
    assert (news["state"], news["proposal"]) == ("in_progress", None)

    other, _ = world.filed(agency="35.78")
    world.did("admin.surabaya", other, "verify", {"agency": "35.78", "unit": None})
    done = world.did("admin.surabaya", other, "follow-up", FINAL)
    assert (done["events"][-1]["kind"], done["approves"]) == ("followed_up", False)


def test_a_demand_that_ends_lets_answers_out_and_what_waits_be_decided(world: World) -> None:
    number, _ = world.proposed()
    other, _ = world.proposed()
    world.demands_approval(on=False)

    assert approve(world, number).status == 200
    assert world.did("pu.bandung", other, "follow-up", FINAL)["proposal"] is None
    assert world.kinds(other)[-1] == "followed_up"
