"""Sweep and EscalateQueue: what a passed deadline brings about, found by index only."""

import os
import threading

import pytest

from lapor.aws.items import to_item
from tests.functions.world import RIGHTS, World, sample

UNIT = ("pu.bandung", {"text": "Kami kerjakan.", "done": False})


def raised(world: World, number: str) -> list[tuple[str, str, str]]:
    """Give clock, level and day of each escalation of a report."""
    return [
        (e["data"]["clock"], e["data"]["to"], e["at"][:10])
        for e in world.ledger(number)
        if e["kind"] == "escalated"
    ]


def test_a_report_climbs_rung_by_rung_to_the_nation_and_no_further(world: World) -> None:
    number, code = world.disposed()  # first follow-up is due with Monday 30
    levels = []
    days = ("11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-09", "12-10")
    for day in days:
        world.at(f"2026-{day}", "07:00")
        world.sweep()
        levels.append(world.track(number, code).json["level"])

    assert levels == [
        *(None, "agency", "agency", "leader", "leader", "monitor", "national", "national")
    ]
    assert raised(world, number) == [
        ("first_follow_up", "agency", "2026-12-01"),
        ("first_follow_up", "leader", "2026-12-03"),
        ("first_follow_up", "monitor", "2026-12-05"),
        ("first_follow_up", "national", "2026-12-09"),
    ]
    events = [e["data"] for e in world.ledger(number) if e["kind"] == "escalated"]
    assert [data["told"] for data in events] == [
        ["agency@32.73"],
        ["leader@32.73", "inspectorate@32.73"],
        ["monitor@32"],
        ["national@national"],
    ]
    assert not any("nobody" in data for data in events)
    first = next(e for e in world.ledger(number) if e["kind"] == "escalated")
    assert first["by"] == {"role": "system", "id": ""}
    assert first["data"]["due"] == "2026-11-30T16:59:59.000Z"
    row = world.row(number)
    assert (row["level"], row["raised"]) == ("national", "national")
    late = (f"TERLAMBAT: laporan {number}", f"MASIH TERLAMBAT: laporan {number}")
    assert [to for to, subject in world.mails() if subject in late] == [
        "32.73@instansi.example",
        "pimpinan.bandung@petugas.example",
        "inspektorat.32.73@instansi.example",
        "pemantau.jabar@petugas.example",
        "national@instansi.example",
    ]
    sorry = f"Laporan {number} melewati tenggat"
    assert [to for to, subject in world.mails() if subject == sorry] == ["warga@contoh.example"] * 2


def test_the_holder_is_reminded_once_in_working_hours_before_the_deadline(world: World) -> None:
    number, code = world.disposed()
    for day, hour in (("28", "10:00"), ("30", "07:59"), ("30", "08:05"), ("30", "08:10")):
        world.at(f"2026-11-{day}", hour)
        world.sweep()

    assert world.kinds(number)[3:] == ["reminded"]
    reminded = world.ledger(number)[-1]
    assert reminded["data"] == {"clock": "first_follow_up", "due": "2026-11-30T01:00:00.000Z"}
    assert world.mails()[-1] == (
        "dinas-pu.32.73@instansi.example",
        f"Segera jatuh tempo: laporan {number}",
    )
    assert "reminded" not in [e["kind"] for e in world.track(number, code).json["events"]]
    assert world.case("pu.bandung", number).json["events"][-1]["kind"] == "reminded"


def test_a_rung_with_nobody_on_it_is_stood_in_for_and_the_event_says_which(world: World) -> None:
    """Surabaya has neither leader nor monitor here, and its inspectorate is closed."""
    number, _ = world.filed(agency="35.78")
    world.entry(
        {
            "kind": "unit#35.78",
            "id": "35.78:inspektorat",
            "name": "Inspektorat",
            "email": "inspektorat.35.78@instansi.example",
            "closed": True,
        }
    )
    for day in ("2026-11-27", "2026-12-01", "2026-12-03", "2026-12-05"):
        world.at(day)
        world.sweep()

    told = [
        (e["data"]["to"], e["data"]["told"], e["data"].get("nobody"))
        for e in world.ledger(number)
        if e["kind"] == "escalated"
    ]
    assert told == [
        ("agency", ["agency@35.78"], None),
        ("leader", ["national@national"], ["leader", "monitor"]),
        ("monitor", ["national@national"], ["monitor"]),
        ("national", ["national@national"], None),
    ]


def test_after_sixty_days_the_reporter_is_offered_the_ombudsman_once(world: World) -> None:
    number, code = world.disposed()
    world.at("2027-01-15")
    world.sweep()
    world.at("2027-01-23")
    world.sweep()
    world.at("2027-01-24")
    world.sweep()

    assert world.kinds(number).count("offered") == 1
    assert world.mails()[-1] == (
        "warga@contoh.example",
        f"Laporan {number} belum selesai: Anda dapat meminta Ombudsman",
    )
    got = world.track(number, code).json
    assert "consent" in got["may"]
    assert got["events"][-1]["kind"] == "offered"


def test_acting_lowers_the_level_and_the_next_clock_climbs_by_itself(world: World) -> None:
    number, code = world.disposed()
    world.at("2026-12-01")
    world.sweep()

    world.did(UNIT[0], number, "follow-up", UNIT[1])
    calm = world.track(number, code).json
    world.at("2026-12-14")
    world.sweep()

    assert (calm["level"], calm["late"], calm["due_at"]) == (
        None,
        False,
        "2026-12-11T16:59:59.000Z",
    )
    assert raised(world, number) == [
        ("first_follow_up", "agency", "2026-12-01"),
        ("resolution", "agency", "2026-12-14"),
    ]
    assert "reminded" not in world.kinds(number), "the sweep came after the reminder's time"


def test_what_nobody_is_responsible_for_escalates_too(world: World) -> None:
    number, _ = world.filed()
    world.at("2026-11-27")

    assert world.sweep() == 1

    assert raised(world, number) == [("verification", "national", "2026-11-27")]
    assert world.mails()[-1][0] == "national@instansi.example"


def test_nothing_escalates_on_its_last_day(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    world.at("2026-11-26", "23:59")
    world.sweep()
    assert world.kinds(number) == ["submitted", "routed"], "nor is anybody reminded at night"
    world.at("2026-11-27", "00:00")
    assert world.sweep() == 1

    assert len(raised(world, number)) == 1


def test_a_schedule_that_missed_days_catches_up(world: World) -> None:
    number, _ = world.disposed()
    world.at("2026-12-09")

    world.sweep()
    world.sweep()

    assert raised(world, number) == [
        ("first_follow_up", level, "2026-12-09")
        for level in ("agency", "leader", "monitor", "national")
    ]


def test_the_sweep_asks_the_index_and_never_scans(world: World) -> None:
    world.disposed()
    world.at("2026-12-01")
    since = len(world.wire.calls)

    world.sweep()

    seen = world.wire.calls[since:]
    swept = [c for c in seen if c.name == "Query Desk/due"]
    assert len(swept) == 8
    assert "Scan" not in {c.operation for c in world.wire.calls}
    assert world.invocations.count("sweep") == 1


def test_more_than_a_hundred_late_reports_all_escalate_once(world: World) -> None:
    count = 103
    for _ in range(count):
        assert world.submit(sample(anonymous=True, reporter=None)).status == 201
    records = world.stream_records()
    assert world.invoke("project", {"Records": records}) == {"batchItemFailures": []}
    world.followed |= {(r["report"], 1) for r in world.rows("LEDGER")}
    world.at("2026-11-27")

    found = world.invoke("sweep", {})["due"]
    queued = world.sent("ESCALATE")
    tasks = [{k: v for k, v in m.items() if k != "v"} for m in queued]
    for start in range(0, count, 10):
        assert world.consume("escalate", *tasks[start : start + 10]) == []

    assert found == count
    assert sorted(m["report"] for m in queued) == sorted(r["report"] for r in world.rows("DESK"))
    assert {m["kind"] for m in queued} == {"due"}
    kinds = [r["kind"] for r in world.rows("LEDGER")]
    assert (kinds.count("escalated"), len(kinds)) == (count, 2 * count)


def test_two_sweeps_at_once_escalate_once(world: World) -> None:
    number, _ = world.disposed()
    world.at("2026-12-01")
    short = number.replace("-", "")
    task = {"report": short, "seq": 0, "kind": "due"}
    lost: list[list[int]] = []
    start = threading.Barrier(3)

    def worker() -> None:
        start.wait()
        lost.append(world.consume("escalate", task))

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert world.consume("escalate", task, task) == []

    assert len(lost) == 3
    assert raised(world, number) == [("first_follow_up", "agency", "2026-12-01")]


def test_a_rival_between_reading_and_writing_makes_it_read_again_at_once(world: World) -> None:
    number, code = world.disposed()
    world.at("2026-12-01")
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "due"}
    done: list[int] = []

    def meanwhile() -> None:
        done.append(world.officer(UNIT[0], number, "follow-up", UNIT[1]).status)

    world.wire.interrupt("PutItem Ledger", meanwhile)
    lost = world.consume("escalate", task)

    assert (done, lost) == ([200], [])
    assert raised(world, number) == []
    assert world.track(number, code).json["state"] == "in_progress"


def test_silence_after_done_closes_the_report_and_it_may_be_reopened(world: World) -> None:
    number, code = world.finished()
    world.at("2026-12-07", "23:59")
    assert world.sweep() == 0
    world.at("2026-12-08", "00:01")

    assert world.sweep() == 1

    got = world.track(number, code).json
    assert (got["state"], got["closed_how"]) == ("closed", "unanswered")
    assert got["may"] == ["rate", "reopen", *RIGHTS]
    assert got["reopen_until"] == "2026-12-22T16:59:59.000Z"
    assert world.kinds(number)[-1] == "expired"
    row = world.row(number)
    assert (row["inbox"], row["wake_shard"][:5]) == ("32.73#done", "keep#")
    assert world.mails()[-1] == (
        "warga@contoh.example",
        f"Laporan {number} ditutup tanpa tanggapan",
    )
    assert world.sweep() == 0


def test_a_question_before_verification_lapses_into_the_archive(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.did("admin.bandung", number, "hold", {"question": "Di pasar yang mana?"})
    world.at("2026-12-23", "23:59")
    assert world.sweep() == 0
    world.at("2026-12-24", "00:00")

    world.sweep()

    got = world.track(number, code).json
    assert (got["state"], got["may"]) == ("archived", RIGHTS)
    assert world.kinds(number)[-1] == "lapsed"
    assert world.mails()[-1] == (
        "warga@contoh.example",
        f"Laporan {number} diarsipkan karena tidak dilengkapi",
    )


def test_a_question_during_the_work_ends_nothing(world: World) -> None:
    number, code = world.disposed()
    world.did("pu.bandung", number, "ask", {"question": "Sisi kiri atau kanan?"})
    world.at("2026-12-24")

    world.sweep()

    got = world.track(number, code).json
    assert (got["state"], got["paused"]) == ("disposed", False)
    assert got["due_at"] == "2027-01-04T16:59:59.000Z"
    assert world.kinds(number)[-1] == "resumed"
    assert world.mails()[-1] == (
        "dinas-pu.32.73@instansi.example",
        f"Laporan {number} dilanjutkan",
    )


@pytest.mark.parametrize("ended", ["withdrawn", "archived", "confirmed"])
def test_what_has_ended_never_escalates(world: World, ended: str) -> None:
    if ended == "archived":
        number, code = world.filed(agency="32.73")
        reason = {"reason": "tidak-jelas", "text": "Tidak jelas."}
        world.did("admin.bandung", number, "archive", reason)
    else:
        number, code = world.finished()
        world.said(number, code, {"withdrawn": "withdraw", "confirmed": "close"}[ended], {})
    before = world.everything()
    world.at("2027-06-01")

    assert world.sweep() == 0
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "due"}
    assert world.consume("escalate", task) == []

    assert world.everything() == before


def test_a_message_for_a_report_that_is_not_due_changes_nothing(world: World) -> None:
    number, _ = world.disposed()
    before = world.everything()

    task = {"report": number.replace("-", ""), "seq": 0, "kind": "due"}
    assert world.consume("escalate", task) == []

    assert world.everything() == before


def test_a_message_for_a_report_that_was_deleted_says_so_and_does_not_come_back(
    world: World,
) -> None:
    before = world.everything()

    assert world.consume("escalate", {"report": "000000000000", "seq": 0, "kind": "due"}) == []

    assert world.everything() == before
    assert '"error":"NotFound"' in world.log.getvalue()


def test_a_report_whose_events_were_swapped_in_the_table_says_so_and_holds_nobody_up(
    world: World,
) -> None:
    number, _ = world.disposed()
    other, _ = world.disposed()
    plain = number.replace("-", "")
    rows = {row["seq"]: row for row in world.ledger(number)}
    for seq, row in ((2, rows[3]), (3, rows[2])):
        world.dynamodb.put_item(
            TableName=os.environ["LEDGER_TABLE"], Item=to_item({**row, "seq": seq})
        )
    world.at("2026-12-01")

    tasks = [{"report": n, "seq": 0, "kind": "due"} for n in (plain, other.replace("-", ""))]
    assert world.consume("escalate", *tasks) == []

    assert '"error":"Damaged"' in world.log.getvalue()
    assert raised(world, other) == [("first_follow_up", "agency", "2026-12-01")]


def test_a_crash_after_the_escalation_is_made_good_by_the_next_sweep(world: World) -> None:
    number, _ = world.disposed()
    world.at("2026-12-01")
    world.wire.disturb("PutItem Ledger", "InternalServerError", after=True, times=1)
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "due"}

    assert world.consume("escalate", task) == [0]
    assert world.consume("escalate", task) == []
    world.settle()

    assert len(raised(world, number)) == 1
    assert world.row(number)["level"] == "agency"
