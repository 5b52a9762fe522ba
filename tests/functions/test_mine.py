"""/api/me/…: a citizen sees all their reports in one list, by a code and without an account."""

import datetime
import uuid
from typing import Any

import pytest

from lapor.domain.proof_of_work import bound
from tests.functions.world import Answer, World, numbers, sample, somebody

MAIL, PHONE = {"email": "warga@contoh.example"}, {"phone": "0812 0000 1234"}
STRANGER = {"email": "bukan.siapa@contoh.example"}
MINUTE = datetime.timedelta(minutes=1)


def signed_in(world: World, who: dict[str, str]) -> str:
    """Ask for a code, type it, and give the session."""
    assert world.me("codes", who).status == 202
    world.settle()
    code = world.last_code("email" if "email" in who else "sms")
    answer = world.me("sessions", {**who, "code": code})
    assert answer.status == 201, answer.text
    return str(answer.json["session"])


def listed(world: World, session: str, cursor: str | None = None) -> Answer:
    query = {"cursor": cursor} if cursor else {}
    headers = {"citizen-session": session}
    return world.call("mine", "GET", "/api/me/reports", headers=headers, query=query)


def test_all_reports_of_a_confirmed_address_are_listed_newest_first(world: World) -> None:
    filed = []
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        world.at(day)
        filed.append(world.filed(agency="32.73"))
        world.confirmed(*filed[-1])
    unconfirmed = world.filed()
    another = world.filed(reporter=somebody(email="lain@contoh.example"))
    world.at("2026-11-26")
    world.confirmed(*another)

    answer = listed(world, signed_in(world, MAIL))

    assert answer.status == 200
    assert numbers(answer.json["items"]) == [n for n, _ in reversed(filed)]
    assert answer.json["cursor"] is None
    newest = answer.json["items"][0]
    assert {k: v for k, v in newest.items() if k != "pass"} == {
        "number": filed[-1][0],
        "title": "Jalan berlubang di depan pasar",
        "class": "complaint",
        "category": None,
        "state": "submitted",
        "closed_how": None,
        "agency": "32.73",
        "agency_name": "Pemerintah Kota Bandung",
        "place": {"province": "32", "regency": "32.73", "name": "Kota Bandung"},
        "received_at": "2026-11-25T03:00:00.000Z",
        "updated_at": "2026-11-25T03:00:00.000Z",
    }
    assert unconfirmed[0] not in answer.text
    assert another[0] not in answer.text


def test_a_confirmed_number_lists_what_was_confirmed_by_number_only(world: World) -> None:
    by_mail, by_phone = world.filed(), world.filed()
    world.confirmed(*by_mail)
    world.confirmed(*by_phone, channel="sms")

    assert numbers(listed(world, signed_in(world, PHONE)).json["items"]) == [by_phone[0]]
    assert numbers(listed(world, signed_in(world, MAIL)).json["items"]) == [by_mail[0]]


def test_a_contact_is_the_same_however_it_is_written(world: World) -> None:
    number, code = world.filed()
    world.confirmed(number, code)

    session = signed_in(world, {"email": "Warga@Contoh.EXAMPLE"})

    assert numbers(listed(world, session).json["items"]) == [number]


def test_codes_for_the_list_are_counted_by_the_mailbox_and_open_the_exact_address(
    world: World,
) -> None:
    world.confirmed(*world.filed(reporter=somebody(phone=None, email="warga+a@contoh.example")))
    plus, plain = {"email": "warga+a@contoh.example"}, {"email": "warga@contoh.example"}

    world.now += datetime.timedelta(hours=1)
    assert len(listed(world, signed_in(world, plus)).json["items"]) == 1
    assert [world.me("codes", who).status for who in (plain, plus, plain, plus)] == [
        202, 202, 429, 429,
    ]  # fmt: skip


def test_a_confidential_and_a_finished_report_are_the_reporters_too(world: World) -> None:
    secret = world.filed(confidential=True, anonymous=True)
    world.confirmed(*secret)
    done, code = world.finished()
    world.confirmed(done, code)
    world.said(done, code, "close", {})

    items = listed(world, signed_in(world, MAIL)).json["items"]

    assert {i["number"]: i["state"] for i in items} == {secret[0]: "submitted", done: "closed"}


def test_a_pass_opens_its_report_like_the_access_code_and_no_other(world: World) -> None:
    number, code = world.filed(confidential=True)
    other, _ = world.filed()
    world.confirmed(number, code)
    (item,) = listed(world, signed_in(world, MAIL)).json["items"]

    assert world.track(number, item["pass"]).json == world.track(number, code).json
    assert world.said(number, item["pass"], "reply", {"text": "Tambahan saya."})["number"] == number
    assert world.contact(number, item["pass"]).json["confirmed"]["email"] is True
    assert world.track(other, item["pass"]).problem() == (404, "not_found")
    assert item["pass"] not in str(world.everything()) + world.log.getvalue()


def test_a_pass_ends_after_half_an_hour_and_then_looks_like_a_wrong_code(world: World) -> None:
    number, code = world.filed()
    world.confirmed(number, code)
    (item,) = listed(world, signed_in(world, MAIL)).json["items"]
    wrong = world.track(number, "ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    given = item["pass"]
    last = "0" if given[-1] != "0" else "1"

    world.now += 30 * MINUTE - datetime.timedelta(seconds=1)
    assert world.track(number, given).status == 200
    world.now += datetime.timedelta(seconds=1)
    later = str(int(given.split(".")[1]) + 3600)
    for forged in (given, given[:-1] + last, given.replace(given.split(".")[1], later), "pass.1.2"):
        answer = world.track(number, forged)
        assert (answer.text, answer.headers) == (wrong.text, wrong.headers)


def test_a_right_code_and_a_pass_cost_two_reads_and_wrong_ones_all_the_same(world: World) -> None:
    number, code = world.filed()
    world.confirmed(number, code)
    (item,) = listed(world, signed_in(world, MAIL)).json["items"]
    costs = []
    for given in (code, item["pass"], "ZZZZ", item["pass"][:-1] + "x"):
        before = len(world.wire.calls)
        world.track(number, given)
        costs.append([n for n in world.wire.names(before) if "Directory" not in n])

    counted = ["Query Ledger", "UpdateItem Limits"]
    assert costs == [["Query Ledger"] * 2] * 2 + [counted] * 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_asking_costs_and_says_the_same_for_known_and_unknown_contacts(
    world: World, language: str
) -> None:
    world.confirmed(*world.filed())
    world.filed(reporter=somebody(email="tak.dikonfirmasi@contoh.example"))
    unconfirmed = {"email": "tak.dikonfirmasi@contoh.example"}
    seen = []
    for who in (MAIL, STRANGER, unconfirmed):
        before = len(world.wire.calls)
        asked = world.me("codes", who, accept_language=language)
        tried = world.me("sessions", {**who, "code": "000000"}, accept_language=language)
        seen.append(
            (
                *(asked.status, asked.text, dict(asked.headers)),
                *(tried.status, tried.text, dict(tried.headers)),
                world.wire.names(before),
            )
        )

    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == 202
    assert "Decrypt" not in str(seen)


def test_a_code_is_sent_only_where_a_report_was_confirmed(world: World) -> None:
    world.confirmed(*world.filed())
    world.filed(reporter=somebody(email="tak.dikonfirmasi@contoh.example", phone=None))
    world.now += datetime.timedelta(hours=1)
    before = len(world.mails())

    for who in (STRANGER, {"email": "tak.dikonfirmasi@contoh.example"}, PHONE):
        assert world.me("codes", who).status == 202
    world.settle()
    assert (len(world.mails()), world.texts()) == (before, [])

    assert world.me("codes", MAIL).status == 202
    world.settle()
    assert world.mails()[-1] == ("warga@contoh.example", "Kode untuk melihat laporan Anda")


def test_nobody_signs_in_to_an_unconfirmed_contact_with_any_code(world: World) -> None:
    world.filed()
    world.me("codes", MAIL)
    world.settle()

    for code in ("000000", "123456"):
        answer = world.me("sessions", {**MAIL, "code": code})
        assert answer.errors == [("/code", "wrong_code")]


def test_the_code_for_confirming_one_report_does_not_sign_in(world: World) -> None:
    number, access = world.filed()
    world.confirmed(number, access)
    another, access = world.filed()
    assert world.contact(another, access, {"channel": "email"}).status == 202
    world.settle()

    answer = world.me("sessions", {**MAIL, "code": world.last_code()})

    assert answer.errors == [("/code", "wrong_code")]


def test_a_session_code_opens_once_and_not_for_another_contact(world: World) -> None:
    number, access = world.filed()
    world.confirmed(number, access)
    world.confirmed(number, access, "sms")
    world.me("codes", MAIL)
    world.settle()
    code = world.last_code()

    assert world.me("sessions", {**STRANGER, "code": code}).status == 422
    assert world.me("sessions", {**PHONE, "code": code}).status == 422
    assert world.me("sessions", {**MAIL, "code": code}).status == 201
    assert world.me("sessions", {**MAIL, "code": code}).errors == [("/code", "wrong_code")]


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/phone", "one_contact")]),
        ({**MAIL, **PHONE}, [("/phone", "one_contact")]),
        ({"email": "warga"}, [("/email", "bad_format")]),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, [("/email", "bad_format")]),
        ({"email": ["a@b.example"]}, [("/email", "wrong_type")]),
        ({"phone": "0812"}, [("/phone", "bad_format")]),
        ({"phone": "+65 8123 4567"}, [("/phone", "not_mobile")]),
        ({"phone": "+1 202 555 0100"}, [("/phone", "not_mobile")]),
        ({"phone": "+882 8000 1234"}, [("/phone", "not_mobile")]),
        ({"phone": "022 123 4567"}, [("/phone", "not_mobile")]),
        ({"phone": "0809 123 4567"}, [("/phone", "not_mobile")]),
        ({"phone": "0800 123 4567"}, [("/phone", "not_mobile")]),
        ({**MAIL, "number": "X"}, [("/number", "unknown_field")]),
    ],
)
def test_malformed_foreign_and_premium_contacts_are_refused_and_cost_nothing(
    world: World, body: Any, errors: list[tuple[str, str]]
) -> None:
    for language in ("id", "en"):
        answer = world.me("codes", body, accept_language=language)
        assert answer.problem() == (422, "validation")
        assert answer.errors == errors

    assert world.me("sessions", {**body, "code": "123456"}).errors == errors
    assert world.wire.calls == []


@pytest.mark.parametrize("code", [None, "", "12345", "abcdef", "1234567"])
def test_a_session_needs_a_code_of_six_digits(world: World, code: Any) -> None:
    answer = world.me("sessions", {**MAIL, "code": code})

    assert [pointer for pointer, _ in answer.errors] == ["/code"]
    assert world.wire.calls == []


def test_without_a_valid_session_there_is_no_list(world: World) -> None:
    number, code = world.filed()
    world.confirmed(number, code)
    session = signed_in(world, MAIL)
    channel, contact, end, signed = session.split(".")
    forged = [
        "",
        "x",
        session[:-1] + ("0" if session[-1] != "0" else "1"),
        f"sms.{contact}.{end}.{signed}",
        f"{channel}.{'0' * 32}.{end}.{signed}",
        f"{channel}.{contact}.{int(end) + 1}.{signed}",
        listed(world, session).json["items"][0]["pass"],
    ]

    for token in forged:
        assert listed(world, token).problem() == (401, "session_over")
    assert listed(world, session).status == 200
    world.now += 30 * MINUTE
    assert listed(world, session).problem() == (401, "session_over")


def test_a_long_list_comes_in_pages_that_neither_skip_nor_repeat(world: World) -> None:
    filed = []
    for n in range(23):
        world.now += MINUTE if n % 2 else datetime.timedelta()  # pairs of one moment
        receipt = world.submit(sample()).json
        filed.append((receipt["number"], receipt["access_code"]))
    mark_all(world)
    session = signed_in(world, MAIL)

    seen, cursor = [], None
    sizes = []
    while True:
        page = listed(world, session, cursor).json
        sizes.append(len(page["items"]))
        seen += numbers(page["items"])
        cursor = page["cursor"]
        if cursor is None:
            break

    assert sizes == [10, 10, 3]
    assert sorted(seen) == sorted(number for number, _ in filed)
    assert len(set(seen)) == 23


def mark_all(world: World) -> None:
    """Confirm the address of every report, as 23 codes would over days."""
    for row in world.rows("PEOPLE"):
        (first,) = world.ledger(row["report"])
        world.dynamodb.update_item(
            TableName="People",
            Key={"report": {"S": row["report"]}},
            UpdateExpression="SET confirmed_email = email_hash, received_at = :at",
            ExpressionAttributeValues={":at": {"S": first["at"]}},
        )


@pytest.mark.parametrize("cursor", ["x", "W10=", "WyJhIiwgImIiXQ==", "e30="])
def test_a_made_up_cursor_is_refused(world: World, cursor: str) -> None:
    number, code = world.filed()
    world.confirmed(number, code)

    answer = listed(world, signed_in(world, MAIL), cursor)

    assert answer.errors == [("/cursor", "bad_format")]


def test_a_cursor_of_another_is_only_a_place_in_ones_own_list(world: World) -> None:
    for _ in range(11):
        world.submit(sample())
    mark_all(world)
    cursor = listed(world, signed_in(world, MAIL)).json["cursor"]
    other, code = world.filed(reporter=somebody(email="lain@contoh.example"))
    world.confirmed(other, code)

    page = listed(world, signed_in(world, {"email": "lain@contoh.example"}), cursor)

    assert set(numbers(page.json["items"])) <= {other}


def test_a_page_of_the_list_costs_one_query_and_one_for_each_report(world: World) -> None:
    for _ in range(3):
        world.submit(sample())
    mark_all(world)
    session = signed_in(world, MAIL)
    before = len(world.wire.calls)

    listed(world, session)

    names = [n for n in world.wire.names(before) if "Directory" not in n]
    assert names == ["Query People/email", *["Query Ledger"] * 3]


def test_what_is_kept_names_no_contact_and_no_code(world: World) -> None:
    world.confirmed(*world.filed())
    session = signed_in(world, MAIL)
    listed(world, session)

    kept = str(world.rows("LIMITS")) + str(world.sent("CODE")) + world.log.getvalue()

    for secret in ("warga", "contoh.example", "81200001234", session, world.last_code()):
        assert secret not in kept


def test_a_busy_table_says_so_and_the_code_is_still_good(world: World) -> None:
    world.confirmed(*world.filed())
    world.me("codes", MAIL)
    world.settle()
    code = world.last_code()
    world.wire.disturb("UpdateItem Limits", "ProvisionedThroughputExceededException", times=1)

    assert world.me("sessions", {**MAIL, "code": code}).problem() == (503, "unavailable")
    assert world.me("sessions", {**MAIL, "code": code}).status == 201


def asked_with(world: World, body: dict[str, str], key: str, proof: str, **more: str) -> Answer:
    return world.me("codes", body, idempotency_key=key, proof=proof, **more)


def test_without_work_no_code_is_asked_for_and_nothing_is_counted(world: World) -> None:
    key = str(uuid.uuid4())
    for proof, code in (("", "proof_missing"), ("x", "proof_wrong")):
        answer = asked_with(world, MAIL, key, proof)
        assert answer.problem() == (400, code)
        assert "hilang" in answer.json["detail"]

    assert world.me("codes", MAIL, proof=world.proof(key)).problem() == (400, "no_key")
    assert (world.sent("CODE"), world.rows("LIMITS")) == ([], [])


@pytest.mark.parametrize(
    "contact",
    [None, "", "lain@contoh.example", "Warga@contoh.example", "warga@contoh.example "],
    ids=["of a report", "of nobody", "of another", "in other letters", "with a blank"],
)
def test_work_for_anything_else_than_this_contact_as_it_is_sent_is_wrong(
    world: World, contact: str | None
) -> None:
    key = str(uuid.uuid4())

    assert asked_with(world, MAIL, key, world.proof(key, contact)).problem() == (400, "proof_wrong")
    assert world.sent("CODE") == []


def test_work_for_one_key_does_not_serve_for_another(world: World) -> None:
    proof = world.proof(str(uuid.uuid4()), MAIL["email"])

    assert asked_with(world, MAIL, str(uuid.uuid4()), proof).problem() == (400, "proof_wrong")


def test_a_proof_buys_one_code_and_a_fresh_one_for_the_same_key_another(world: World) -> None:
    world.confirmed(*world.filed())
    key, before = str(uuid.uuid4()), len(world.mails())
    proof = world.proof(key, MAIL["email"])

    first = asked_with(world, MAIL, key, proof)
    again = asked_with(world, MAIL, key, proof)
    fresh = asked_with(world, MAIL, key, world.proof(key, MAIL["email"]))
    world.settle()

    assert (first.status, fresh.status) == (202, 202)
    assert again.problem() == (400, "proof_expired")
    assert len(world.mails()) == before + 1, "the newer request ends the older"
    assert len(world.sent("CODE")) == 3


def test_a_proof_that_is_sent_again_in_its_last_minute_is_used_up_too(world: World) -> None:
    key = str(uuid.uuid4())
    proof = world.proof(key, MAIL["email"])
    assert asked_with(world, MAIL, key, proof).status == 202

    world.now += 15 * MINUTE
    assert asked_with(world, MAIL, key, proof).problem() == (400, "proof_expired")
    other = str(uuid.uuid4())
    late = world.proof(other, MAIL["email"])
    world.now += 15 * MINUTE + datetime.timedelta(seconds=1)
    assert asked_with(world, MAIL, other, late).problem() == (400, "proof_expired")


def test_a_number_is_proved_as_it_is_written_and_reached_as_it_is_meant(world: World) -> None:
    number, code = world.filed()
    world.confirmed(number, code, "sms")
    before = len(world.texts())

    assert world.me("codes", {"phone": " +62 (812) 0000-1234 ", "email": None}).status == 202
    world.settle()

    assert len(world.texts()) == before + 1


def test_neither_the_contact_nor_the_key_of_a_proof_is_logged_or_stored(world: World) -> None:
    key = str(uuid.uuid4())
    proof = world.proof(key, STRANGER["email"])
    assert asked_with(world, STRANGER, key, proof).status == 202

    kept = world.log.getvalue() + str(world.rows("LIMITS")) + str(world.sent("CODE"))
    for secret in (key, STRANGER["email"], bound(key, STRANGER["email"]), proof):
        assert secret not in kept
