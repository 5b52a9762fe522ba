"""RouteQueue: the reporter's choice, else the rules, else national triage; then the arbiter."""

from datetime import timedelta
from typing import Any

import pytest

from lapor.aws.queues import RACES
from tests.functions.world import World, sample

REFUSED = {"reason": "bukan-wewenang"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"agency": "kemenkes"}, ("kemenkes", None, "chosen")),
        ({"agency": "kemenkes", "category": "jalan-rusak"}, ("kemenkes", None, "chosen")),
        ({"category": "jalan-rusak"}, ("32.73", "32.73:dinas-pu", "rule")),
        ({"category": "jalan-provinsi"}, ("32", "32:dinas-pu", "rule")),
        ({"category": "bantuan-sosial"}, ("kemensos", "kemensos:linjamsos", "rule")),
        ({}, (None, None, "national")),
    ],
)
def test_a_new_report_finds_its_office(
    world: World, changes: dict[str, Any], expected: tuple[str | None, str | None, str]
) -> None:
    number, _ = world.filed(**changes)

    event = world.ledger(number)[-1]
    agency, unit, how = expected
    assert (event["kind"], event["by"]) == ("routed", {"role": "system", "id": ""})
    zone = "Asia/Jakarta" if agency else None
    assert event["data"] == {"agency": agency, "unit": unit, "how": how, "zone": zone}
    assert world.row(number)["inbox"] == f"{agency or 'national'}#submitted"
    assert world.mails()[-1][0] == f"{agency or 'national'}@instansi.example"


def test_a_report_from_the_east_is_timed_by_its_own_office(world: World) -> None:
    place = {"province": "91", "regency": "91.71", "address": ""}
    number, code = world.filed(place=place, category="jalan-rusak")

    assert world.ledger(number)[-1]["data"]["zone"] == "Asia/Jayapura"
    assert world.track(number, code).json["due_at"] == "2026-11-26T14:59:59.000Z"


def test_what_the_rules_name_again_is_not_asked_again(world: World) -> None:
    number, _ = world.filed(agency="32.73", category="jalan-rusak")

    world.did("admin.bandung", number, "return", REFUSED)

    assert [e["data"]["how"] for e in world.ledger(number) if e["kind"] == "routed"] == [
        "chosen",
        "national",
    ]
    assert world.row(number)["inbox"] == "national#submitted"
    assert world.mails()[-1][0] == "national@instansi.example"


def test_after_two_refusals_the_arbiter_decides_and_is_obeyed(world: World) -> None:
    number, code = world.filed(agency="35.78", category="jalan-rusak")
    due = world.track(number, code).json["due_at"]
    world.at("2026-11-24")
    world.did("admin.surabaya", number, "return", REFUSED)
    world.at("2026-11-25")
    world.did("admin.bandung", number, "return", REFUSED)

    row = world.row(number)
    assert world.ledger(number)[-1]["data"]["how"] == "arbiter"
    assert (row["arbiter"], row["inbox"]) == (True, "national#submitted")
    assert world.track(number, code).json["due_at"] == due
    assert set(world.mails()[-2:]) == {
        ("warga@contoh.example", world.mails()[-2][1]),
        ("national@instansi.example", f"Laporan {number} perlu keputusan penengah"),
    }
    assert "Surabaya" in world.mail_calls()[-1]["Message"]["Body"]["Text"]["Data"]

    world.did("nasional", number, "verify", {"agency": "32.73"})
    answer = world.officer("admin.bandung", number, "return", REFUSED)

    assert answer.problem() == (409, "not_allowed")
    assert world.row(number)["arbiter"] is False


def test_a_repeated_message_routes_once(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    before = world.everything()
    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}

    assert world.consume("route", task, task) == []
    world.settle()

    assert world.everything() == before


def test_the_message_of_a_return_routes_once_more_and_only_once(world: World) -> None:
    number, _ = world.filed(agency="35.78", category="jalan-rusak")
    world.officer("admin.surabaya", number, "return", REFUSED)
    short = number.replace("-", "")

    assert world.consume("route", {"report": short, "seq": 1, "kind": "submitted"}) == []
    assert world.consume("route", {"report": short, "seq": 3, "kind": "returned"}) == []
    assert world.consume("route", {"report": short, "seq": 3, "kind": "returned"}) == []

    assert world.kinds(number) == ["submitted", "routed", "returned", "routed"]


def test_a_report_that_is_already_past_is_left_alone(world: World) -> None:
    receipt = world.submit(sample(agency="32.73")).json
    number, short = receipt["number"], receipt["number"].replace("-", "")
    assert world.officer("nasional", number, "verify", {"agency": "35.78"}).status == 200
    before = world.rows("LEDGER")

    assert world.consume("route", {"report": short, "seq": 1, "kind": "submitted"}) == []

    assert world.rows("LEDGER") == before


def test_two_workers_at_once_route_once_and_the_loser_sees_it(world: World) -> None:
    receipt = world.submit(sample(agency="32.73")).json
    task = {"report": receipt["number"].replace("-", ""), "seq": 1, "kind": "submitted"}
    rival: list[list[int]] = []

    def meanwhile() -> None:
        world.now += timedelta(seconds=1)
        rival.append(world.consume("route", task))

    world.wire.interrupt("PutItem Ledger", meanwhile)
    lost = world.consume("route", task)

    assert (rival, lost) == ([[]], [])
    assert world.kinds(receipt["number"]) == ["submitted", "routed"]


def test_an_unknown_report_and_an_unknown_schema_come_back_and_the_others_go_on(
    world: World,
) -> None:
    receipt = world.submit(sample(agency="32.73")).json
    good = {"report": receipt["number"].replace("-", ""), "seq": 1, "kind": "submitted"}

    failed = world.consume(
        "route",
        {"report": "000000000000", "seq": 1, "kind": "submitted"},
        '{"v": 99, "report": "000000000000", "seq": 1, "kind": "submitted"}',
        "no json",
        good,
    )

    assert failed == [0, 1, 2]
    assert world.kinds(receipt["number"]) == ["submitted", "routed"]


def test_who_loses_every_race_sends_the_message_back(world: World) -> None:
    receipt = world.submit(sample(agency="32.73")).json
    number, code = receipt["number"], receipt["access_code"]
    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}

    def meanwhile() -> None:
        assert world.reporter(number, code, "reply", {"text": "Satu lagi."}).status == 200
        world.wire.interrupt("PutItem Ledger", meanwhile)

    world.wire.interrupt("PutItem Ledger", meanwhile)
    assert world.consume("route", task) == [0]

    world.wire.calm()
    assert world.consume("route", task) == []
    assert world.kinds(number) == ["submitted", *["replied"] * (RACES + 1), "routed"]
