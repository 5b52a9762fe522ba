"""Repetition, races and crashes: one report, equal receipts, one winner, no half state."""

import datetime
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from botocore.parsers import ResponseParserError
from moto.core.botocore_stubber import BotocoreStubber

from lapor.aws import directory
from lapor.aws.ledger import from_row
from lapor.domain import ids
from lapor.domain.event import broken_link
from tests.functions.pool import Pool
from tests.functions.test_officers import act, entry, invite
from tests.functions.wire import Killed, refusal
from tests.functions.world import Answer, World, sample, somebody

KEY = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"
OTHER = "a41d7c0e-55d2-4c39-8a3b-2f9e64d1b7c8"


def together(*calls: Callable[[], Answer]) -> list[Answer]:
    """Make calls at the same moment, each in a thread of its own."""
    answers: list[Answer | None] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(place: int) -> None:
        start.wait()
        answers[place] = calls[place]()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [a for a in answers if a is not None]


# --- one report, equal receipts


def test_the_same_submission_again_also_the_next_day_gets_the_same_receipt(world: World) -> None:
    first = world.submit(sample(), KEY)
    before = world.everything()
    again = world.submit(sample(), KEY)
    world.settle()
    world.at("2026-11-24", "23:00")
    settled = world.everything()
    later = world.submit(sample(), KEY.upper())

    assert (first.status, again.status, later.status) == (201, 201, 201)
    assert first.text == again.text == later.text
    assert len(before["LEDGER"]) == 1
    assert world.everything() == settled
    assert len(world.mails()) == 2


def test_many_at_once_file_one_report(world: World) -> None:
    answers = together(*[lambda: world.submit(sample(), KEY)] * 6)
    world.settle()

    assert {a.status for a in answers} == {201}
    assert len({a.text for a in answers}) == 1
    assert len(world.rows("PEOPLE")) == 1
    assert world.kinds(answers[0].json["number"]) == ["submitted", "routed"]
    assert len(world.mails()) == 2


def test_two_bodies_at_once_under_one_key_file_one_and_refuse_one(world: World) -> None:
    other = sample(title="Judul yang lain sekali")
    answers = together(lambda: world.submit(sample(), KEY), lambda: world.submit(other, KEY))

    assert sorted(a.status for a in answers) == [201, 409]
    (stored,) = world.rows("LEDGER")
    assert len(world.rows("PEOPLE")) == 1
    won = next(a for a in answers if a.status == 201)
    assert won.json["chain"] == stored["hash"]


def test_two_keys_are_two_reports_with_nothing_in_common(world: World) -> None:
    one, two = world.submit(sample(), KEY).json, world.submit(sample(), OTHER).json

    assert one["number"] != two["number"]
    assert one["access_code"] != two["access_code"]
    first, second = world.rows("LEDGER")
    for name in ("key", "lock", "fingerprint"):
        assert first["data"][name] != second["data"][name]


# --- crashes


def crash(world: World, name: str, *, after: bool) -> None:
    """Die before or after the first call of this name."""
    world.wire.disturb(name, Killed(), after=after, times=1)
    with pytest.raises(Killed):
        world.submit(sample(), KEY)
    world.wire.calm()


def test_a_process_may_die_at_any_call_and_the_retry_gets_the_receipt(world: World) -> None:
    expected = None
    for name, after, stored in (
        ("GenerateDataKey", False, (0, 0)),
        ("GenerateDataKey", True, (0, 0)),
        ("PutItem People", False, (0, 0)),
        ("PutItem People", True, (1, 0)),
        ("PutItem Ledger", False, (1, 0)),
        ("PutItem Ledger", True, (1, 1)),
    ):
        crash(world, name, after=after)
        assert (len(world.rows("PEOPLE")), len(world.rows("LEDGER"))) == stored
        if stored == (1, 1):
            expected = world.rows("LEDGER")[0]["hash"]

    world.now += datetime.timedelta(hours=3)
    answer = world.submit(sample(), KEY)

    assert answer.status == 201
    assert answer.json["chain"] == expected
    assert answer.json["received_at"] == "2026-11-23T03:00:00.000Z"
    world.settle()
    assert world.sends(answer.json["number"])["1 email#reporter"] == "sent"


def test_a_lost_answer_of_the_ledger_is_no_conflict(world: World) -> None:
    """The SDK repeats a call whose answer was lost: the repetition meets its own row."""
    lost = ConnectionClosedError(endpoint_url="https://dynamodb")
    world.wire.disturb("PutItem Ledger", lost, after=True, times=1)

    first = world.submit(sample(), KEY)
    second = world.submit(sample(), KEY)

    assert first.problem() == (503, "unavailable")
    assert second.status == 201
    assert len(world.rows("LEDGER")) == 1


def test_another_body_after_a_crash_before_the_ledger_is_refused(world: World) -> None:
    crash(world, "PutItem Ledger", after=False)
    before = world.everything()

    answer = world.submit(sample(title="Judul yang lain sekali"), KEY)

    assert answer.problem() == (409, "key_reused")
    assert world.everything() == before
    assert world.submit(sample(), KEY).status == 201


def test_who_decides_for_anonymity_after_a_failure_is_not_tied_to_the_first_try(
    world: World,
) -> None:
    """The first try sealed a name and failed; the second, under the same key, gives none."""
    crash(world, "PutItem Ledger", after=False)

    answer = world.submit(sample(anonymous=True, reporter=None), KEY)
    world.settle()

    if answer.status == 201:
        assert all("expires" in row for row in world.rows("PEOPLE"))
        assert [to for to, _ in world.mails()] == ["national@instansi.example"]
    else:
        assert answer.problem() == (409, "key_reused")
        assert world.rows("LEDGER") == []


# --- numbers that collide


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Let every key derive the same number at the first attempt, as 55 bits do once in ages."""
    derive = ids.number_for
    taken = {0: derive(b"pepper" * 6, KEY, 0)}

    def number_for(pepper: bytes, key: str, attempt: int = 0) -> str:
        return taken.get(attempt) or derive(pepper, key, attempt)

    monkeypatch.setattr(ids, "number_for", number_for)
    return taken


def test_a_number_of_another_key_is_derived_again(world: World, narrow: dict[int, str]) -> None:
    first = world.submit(sample(), KEY)
    second = world.submit(sample(title="Laporan yang kedua"), OTHER)
    again = world.submit(sample(title="Laporan yang kedua"), OTHER)

    assert (first.status, second.status) == (201, 201)
    assert first.json["number"] == ids.shown(narrow[0])
    assert second.json["number"] != first.json["number"]
    assert second.text == again.text
    assert len(world.rows("LEDGER")) == 2
    assert world.track(second.json["number"], second.json["access_code"]).status == 200
    assert world.track(second.json["number"], first.json["access_code"]).status == 404


def test_a_collision_never_puts_one_reporter_behind_anothers_report(
    world: World, narrow: dict[int, str]
) -> None:
    """The first report is anonymous, so its number has no row in People that could stop us."""
    first = world.submit(sample(anonymous=True, reporter=None), KEY)
    second = world.submit(sample(reporter=somebody(email="kedua@contoh.example")), OTHER)
    world.settle()

    assert (first.status, second.status) == (201, 201)
    about_first = [to for to, subject in world.mails() if first.json["number"] in subject]
    assert about_first == ["national@instansi.example"]
    theirs = [r for r in world.rows("PEOPLE") if r["report"] == narrow[0]]
    assert all("expires" in row for row in theirs)


def test_a_crash_after_people_leaves_the_number_to_its_key(
    world: World, narrow: dict[int, str]
) -> None:
    crash(world, "PutItem Ledger", after=False)

    other = world.submit(sample(title="Laporan yang kedua"), OTHER)
    mine = world.submit(sample(), KEY)

    assert (other.status, mine.status) == (201, 201)
    assert mine.json["number"] == ids.shown(narrow[0])
    assert other.json["number"] != mine.json["number"]


def test_when_every_number_is_taken_the_citizen_may_come_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ids.number_for(b"x" * 32, KEY)
    monkeypatch.setattr(ids, "number_for", lambda pepper, key, attempt=0: number)
    world.submit(sample(), KEY)
    before = world.everything()

    answer = world.submit(sample(), OTHER)

    assert answer.problem() == (503, "unavailable")
    assert world.everything() == before


# --- AWS fails


@pytest.mark.parametrize(
    "code",
    ["AccessDeniedException", "DisabledException", "KMSInvalidStateException", "NotFoundException",
     "KeyUnavailableException", "ThrottlingException", "DependencyTimeoutException"],
)  # fmt: skip
def test_without_kms_anonymous_reports_go_through_and_nothing_is_stored_in_plain(
    world: World, code: str
) -> None:
    theirs = code in ("KeyUnavailableException", "DependencyTimeoutException")
    world.wire.disturb("GenerateDataKey", refusal(code, 500 if theirs else 400))

    named = world.submit(sample(), KEY)
    anonymous = world.submit(sample(anonymous=True, reporter=None), OTHER)

    assert named.problem() == (503, "unavailable")
    assert named.headers["retry-after"]
    assert world.rows("PEOPLE") == []
    assert anonymous.status == 201
    assert len(world.rows("LEDGER")) == 1
    world.wire.calm()
    assert world.submit(sample(), KEY).status == 201


TROUBLES: list[Any] = [
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    EndpointConnectionError(endpoint_url="https://dynamodb"),
    ConnectionClosedError(endpoint_url="https://dynamodb"),
    ReadTimeoutError(endpoint_url="https://dynamodb"),
    ResponseParserError("cut off"),
]


@pytest.mark.parametrize(
    "trouble", TROUBLES, ids=lambda t: t if isinstance(t, str) else type(t).__name__
)
def test_a_ledger_that_fails_is_503_and_no_half_state(world: World, trouble: Any) -> None:
    number, code = world.disposed()
    before = world.everything()
    world.wire.disturb("PutItem Ledger", trouble)

    answers = [
        world.submit(sample(anonymous=True, reporter=None), KEY),
        world.reporter(number, code, "reply", {"text": "Tambahan."}),
        world.officer("pu.bandung", number, "follow-up", {"text": "Sudah.", "done": True}),
    ]

    assert [a.problem() for a in answers] == [(503, "unavailable")] * 3
    assert {a.headers["retry-after"] for a in answers} == {"2"}
    assert world.everything() == before
    world.wire.calm()
    assert world.submit(sample(anonymous=True, reporter=None), KEY).status == 201


def test_a_people_table_that_fails_files_no_report(world: World) -> None:
    world.wire.disturb("PutItem People", "ProvisionedThroughputExceededException")

    answer = world.submit(sample(), KEY)

    assert answer.problem() == (503, "unavailable")
    assert world.rows("LEDGER") == []
    world.wire.calm()
    assert world.submit(sample(), KEY).status == 201


@pytest.mark.parametrize("name", ["Query Ledger", "GetItem Directory", "Query Desk/public"])
def test_reading_that_fails_is_503_too(world: World, name: str) -> None:
    number, code = world.disposed()

    directory.forget()
    world.wire.disturb(name, "ThrottlingException")

    answer = {
        "Query Ledger": lambda: world.track(number, code),
        "GetItem Directory": lambda: world.case("pu.bandung", number),
        "Query Desk/public": lambda: world.public(),
    }[name]()

    assert answer.problem() == (503, "unavailable")
    assert answer.headers["retry-after"]


def test_throttling_on_the_wire_is_retried_and_then_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protocol's own answer, through botocore's retries."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tries: list[str] = []
    name = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"
    body = json.dumps({"__type": name, "message": "slow down"}).encode()
    proof = world.proof(KEY)

    def throttled(self: Any, request: Any) -> tuple[int, dict[str, str], bytes]:
        target = request.headers["X-Amz-Target"]
        tries.append(target.decode() if isinstance(target, bytes) else target)
        return 400, {}, body

    monkeypatch.setattr(BotocoreStubber, "process_request", throttled)
    answer = world.submit(sample(anonymous=True, reporter=None), KEY, proof=proof)
    monkeypatch.undo()

    assert answer.problem() == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"
    assert tries == ["DynamoDB_20120810.PutItem"] * 3
    assert world.rows("LEDGER") == []


# --- two who move one report


def test_two_officers_at_once_one_wins_and_the_other_sees_what_changed(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    answers = together(
        lambda: world.officer("admin.bandung", number, "verify", {"agency": "32.73"}),
        lambda: world.officer("nasional", number, "verify", {"agency": "32.73"}),
        lambda: world.officer(
            "nasional2", number, "archive", {"reason": "tidak-jelas", "text": "Tidak jelas."}
        ),
    )
    world.settle()

    assert sorted(a.status for a in answers) == [200, 409, 409]
    for lost in (a for a in answers if a.status == 409):
        assert lost.problem()[1] in ("changed", "not_allowed")
    assert len(world.ledger(number)) == 3
    assert broken_link(from_row(r) for r in world.ledger(number)) is None
    world.row(number)


def test_a_report_that_another_took_away_meanwhile_is_changed_and_then_gone(world: World) -> None:
    number, _ = world.filed(agency="32.73")

    def meanwhile() -> None:
        world.did("nasional", number, "verify", {"agency": "35.78"})

    world.wire.interrupt("PutItem Ledger", meanwhile)
    lost = world.officer("admin.bandung", number, "verify", {"agency": "32.73"})
    again = world.officer("admin.bandung", number, "verify", {"agency": "32.73"})

    assert lost.problem() == (409, "changed")
    assert again.problem() == (404, "not_found")
    assert world.kinds(number) == ["submitted", "routed", "verified"]


def test_the_loser_of_a_race_is_told_the_new_version(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    won: list[int] = []

    def meanwhile() -> None:
        won.append(world.officer("nasional", number, "verify", {"agency": "32.73"}).status)

    world.wire.interrupt("PutItem Ledger", meanwhile)
    lost = world.officer("admin.bandung", number, "hold", {"question": "Di mana tepatnya?"})

    assert won == [200]
    assert lost.problem() == (409, "changed")
    assert lost.json["version"] == 3
    assert lost.json["detail"] == (
        "Orang lain mengubah laporan ini lebih dahulu. Muat ulang, lalu coba lagi."
    )
    assert world.kinds(number) == ["submitted", "routed", "verified"]


def test_the_reporter_and_the_office_at_once_lose_nothing(world: World) -> None:
    number, code = world.finished()
    lost: list[Answer] = []

    def meanwhile() -> None:
        lost.append(world.reporter(number, code, "close", {"rating": 5}))

    world.wire.interrupt("PutItem Ledger", meanwhile)
    answer = world.officer("pu.bandung", number, "follow-up", {"text": "Satu lagi.", "done": True})

    assert (lost[0].status, answer.problem()) == (200, (409, "changed"))
    assert world.kinds(number)[-1] == "closed"


def test_if_match_lets_only_the_seen_version_be_moved(world: World) -> None:
    number, _ = world.disposed()
    seen = world.case("pu.bandung", number).headers["etag"]
    world.did("admin.bandung", number, "note", {"text": "Catatan pertama."})
    before = world.everything()

    stale = world.officer("pu.bandung", number, "note", {"text": "Catatan."}, if_match=seen)
    assert stale.problem() == (409, "changed")
    assert stale.json["version"] == 4
    assert world.everything() == before

    fresh = world.case("pu.bandung", number).headers["etag"]
    now = world.officer("pu.bandung", number, "note", {"text": "Catatan."}, if_match=fresh)
    assert (now.status, now.headers["etag"]) == (200, '"5"')


def test_if_match_any_matches_any_version(world: World) -> None:
    """RFC 9110, 13.1.1: `*` is true when there is the report at all."""
    number, _ = world.disposed()

    answer = world.officer("pu.bandung", number, "note", {"text": "Catatan."}, if_match="*")

    assert answer.status == 200


def test_two_users_of_one_warm_process_see_nothing_of_each_other(world: World) -> None:
    one, code_one = world.disposed(confidential=True)
    two, code_two = world.filed(agency="35.78")

    answers = together(
        *[lambda: world.track(one, code_one), lambda: world.track(two, code_two)] * 5,
        lambda: world.case("admin.surabaya", one),
        lambda: world.case("admin.bandung", two),
    )

    for answer in answers[:10:2]:
        assert answer.json["number"] == one
    for answer in answers[1:10:2]:
        assert answer.json["number"] == two
    assert [a.status for a in answers[10:]] == [404, 404]


def test_a_chain_of_hashes_holds_through_a_whole_life(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {"rating": 5, "solved": True, "text": "Terima kasih."})

    events = [from_row(r) for r in world.ledger(number)]

    assert broken_link(events) is None
    assert [e.seq for e in events] == list(range(1, len(events) + 1))


# --- two who change one officer


def test_an_invitation_repeated_while_another_suspends_undoes_nothing(
    world: World, pool: Pool
) -> None:
    assert invite(world, "admin.bandung").status == 201

    def meanwhile() -> None:
        assert act(world, "nasional", "baru.bandung", "suspend").status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)
    again = invite(world, "admin.bandung")

    assert (again.status, again.json["suspended"]) == (201, True)
    assert entry(world, "baru.bandung")["suspended"] is True
    assert entry(world, "baru.bandung")["signed_out_at"] > 0
    assert world.desk("baru.bandung").problem() == (401, "unauthorized")


def test_two_who_take_over_one_account_at_once_are_both_remembered(
    world: World, pool: Pool
) -> None:
    pool.account("lh.bandung")

    def meanwhile() -> None:
        assert act(world, "nasional", "lh.bandung", "reset").status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)

    assert act(world, "admin.bandung", "lh.bandung", "reset").status == 200
    assert entry(world, "lh.bandung")["given_by"] == {"nasional", "admin.bandung"}
