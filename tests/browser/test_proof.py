"""A reporter checks the proof: the page recomputes it and says in plain words what is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from playwright.sync_api import Browser, Page, expect

from lapor.aws.items import from_item, to_item
from local.demo import rest
from tests.browser.axe import violations
from tests.browser.filing import Filed, Office
from tests.browser.proving import Proving
from tests.browser.words import both_languages, texts, wording

Rows = Callable[[Filed], list[dict[str, Any]]]


@pytest.fixture
def dynamodb(stack: dict[str, Any]) -> Any:
    """The stack's tables, past the application."""
    session = boto3.Session("test", "test", region_name=stack["region"])
    return session.client("dynamodb", endpoint_url=stack["endpoint"])


@pytest.fixture
def rows(stack: dict[str, Any], dynamodb: Any) -> Rows:
    """The rows of a report."""

    def read(filed: Filed) -> list[dict[str, Any]]:
        found = dynamodb.query(
            TableName=stack["outputs"]["LedgerTable"],
            KeyConditionExpression="report = :r",
            ExpressionAttributeValues={":r": {"S": filed.number.replace("-", "")}},
        )
        return [from_item(item) for item in found["Items"]]

    return read


@both_languages
def test_a_sound_chain_is_shown_with_every_event(
    page: Page, office: Office, rows: Rows, lang: str
) -> None:
    filed = office.answered("Tim sudah datang.", done=False)
    proving = Proving(page, lang)

    proving.check(*filed, rows(filed)[0]["hash"])

    proving.has_found("whole")
    expect(page.locator("#verdict")).to_contain_text(proving.say["receipt_same"])
    kinds = [wording(lang)["events"][row["kind"]] for row in rows(filed)]
    shown = page.locator(".event__kind").all_inner_texts()
    assert shown == [f"{n}. {kind}" for n, kind in enumerate(kinds, start=1)]
    assert proving.faults() == []
    assert page.locator(".event .hash").all_inner_texts() == [r["hash"] for r in rows(filed)]
    assert violations(page) == []


@both_languages
def test_damage_is_named_at_its_event(
    page: Page, office: Office, rows: Rows, stack: dict[str, Any], dynamodb: Any, lang: str
) -> None:
    """Given words edited and an event deleted in the table, the page names both."""
    filed = office.answered("Tim sudah datang.", done=False)
    table = stack["outputs"]["LedgerTable"]
    first, second, *_ = rows(filed)
    edited = {**first, "text": {**first["text"], "body": "Semua baik."}}
    dynamodb.put_item(TableName=table, Item=to_item(edited))
    key = to_item({"report": second["report"], "seq": 2})
    dynamodb.delete_item(TableName=table, Key=key)
    proving = Proving(page, lang)

    proving.check(*filed, first["hash"])

    proving.has_found("damaged")
    kinds = proving.say["kinds"]
    assert proving.faults() == [("1", kinds["words_changed"]), ("2", kinds["missing"])]
    assert violations(page) == []


@both_languages
def test_a_swap_is_called_a_swap_and_says_where_each_event_was(
    page: Page, office: Office, rows: Rows, stack: dict[str, Any], dynamodb: Any, lang: str
) -> None:
    filed = office.answered("Tim sudah datang.", done=False)
    table = stack["outputs"]["LedgerTable"]
    rest.wait([filed.number.replace("-", "")], stack["outputs"])  # nothing folds a swapped chain
    first, second, third, *_ = rows(filed)
    dynamodb.put_item(TableName=table, Item=to_item({**second, "seq": 3}))
    dynamodb.put_item(TableName=table, Item=to_item({**third, "seq": 2}))
    proving = Proving(page, lang)

    proving.check(*filed, first["hash"])

    proving.has_found("damaged")
    swap, was = proving.say["kinds"]["reordered"], proving.say["was"]
    assert proving.faults() == [
        (seq, f"{swap} {was.replace('{n}', other)}") for seq, other in (("2", "3"), ("3", "2"))
    ]
    said = proving.say["found"].replace("{what}", proving.say["names"]["reordered"])
    expect(page.locator("#verdict .damage")).to_have_text(said.replace("{list}", "2, 3"))
    assert violations(page) == []


def test_another_receipt_is_noticed(page: Page, office: Office) -> None:
    filed = office.filed()
    proving = Proving(page)

    proving.check(*filed, "ab" * 32)

    proving.has_found("damaged")
    assert proving.faults() == [("1", proving.say["kinds"]["other_report"])]


def test_a_saved_proof_is_compared_with_how_things_are_now(
    page: Page,
    office: Office,
    rows: Rows,
    stack: dict[str, Any],
    dynamodb: Any,
    tmp_path: Path,
) -> None:
    """Given a saved proof, when the last event and the desk's memory go, the file still knows."""
    filed = office.answered("Tim sudah datang.", done=False)
    proving = Proving(page)
    proving.check(*filed)
    with page.expect_download() as download:
        page.click("#save")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == f"lapor-{filed.number}.json"
    last = rows(filed)[-1]
    key = to_item({"report": last["report"], "seq": last["seq"]})
    dynamodb.delete_item(TableName=stack["outputs"]["LedgerTable"], Key=key)
    key = to_item({"report": last["report"]})
    dynamodb.delete_item(TableName=stack["outputs"]["DeskTable"], Key=key)

    proving.check(*filed)
    proving.has_found("whole")
    proving.check(*filed, file=str(file))
    proving.has_found("damaged")
    assert proving.faults() == [(str(last["seq"]), proving.say["kinds"]["cut_off"])]

    proving.check("", "", file=str(file))
    proving.has_found("whole")


@both_languages
def test_a_report_that_is_gone_is_told_from_a_slip_as_far_as_can_be_known(
    page: Page,
    office: Office,
    rows: Rows,
    stack: dict[str, Any],
    dynamodb: Any,
    tmp_path: Path,
    lang: str,
) -> None:
    """Given every row is deleted, the page says what a right receipt then means and what to do."""
    filed = office.filed()
    proving = Proving(page, lang)
    first = rows(filed)[0]["hash"]
    proving.check(*filed, first)
    with page.expect_download() as download:
        page.click("#save")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    for row in rows(filed):
        key = to_item({"report": row["report"], "seq": row["seq"]})
        dynamodb.delete_item(TableName=stack["outputs"]["LedgerTable"], Key=key)

    proving.check(*filed)
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        wording(lang)["details"]["not_found"]
    )

    proving.check(*filed, first)
    proving.has_found("gone")
    expect(page.locator("#verdict")).to_contain_text(proving.say["gone_text"])
    expect(page.locator("#verdict .good")).to_have_text([proving.say["gone_number"]])
    steps = page.locator("#app ol li")
    expect(steps).to_have_text([proving.say[f"gone_{n}"] for n in (1, 2, 3)])
    assert violations(page) == []

    page.click("#again")
    expect(page.locator("#receipt")).to_have_value(first)
    page.set_input_files("#file", str(file))
    page.click("#check")
    proving.has_found("gone")
    expect(page.locator("#verdict")).to_contain_text(proving.say["gone_kept"])  # no night yet


def test_a_slip_in_the_number_is_noticed_before_anything_is_asked(
    page: Page, office: Office
) -> None:
    filed = office.filed()
    slip = ("1" if filed.number[0] == "0" else "0") + filed.number[1:]
    proving = Proving(page)

    proving.check(slip, filed.code, "ab" * 32)

    expect(page.locator(".govuk-error-summary")).to_contain_text(proving.say["number_typo"])


def test_the_receipt_and_the_foot_of_every_page_lead_to_the_check(page: Page) -> None:
    page.goto("/id/")
    page.get_by_role("contentinfo").get_by_role("link", name="Periksa bukti").click()
    expect(page.locator("h1")).to_have_text(texts("id")["proof"]["title"])


def test_what_is_missing_or_wrong_is_said_at_its_field(
    page: Page, office: Office, tmp_path: Path
) -> None:
    filed = office.filed()
    proving = Proving(page)
    summary = page.locator(".govuk-error-summary")
    other = tmp_path / "other.json"
    other.write_text("[]")

    for given, said in (
        (("", ""), proving.say["nothing"]),
        (("123", ""), texts("id")["track"]["number_bad"]),
        ((filed.number, ""), proving.say["code_missing"]),
        ((*filed, "xyz"), proving.say["receipt_bad"]),
        ((*filed, "", str(other)), proving.say["file_bad"]),
        ((filed.number, "0000-0000-0000-0000"), wording("id")["details"]["not_found"]),
    ):
        proving.check(*given)
        expect(summary).to_contain_text(said)
        expect(summary).to_be_focused()
    assert violations(page) == []


def test_the_tracking_page_leads_to_the_check_without_asking_for_the_code_again(
    page: Page, office: Office
) -> None:
    filed = office.filed()
    page.goto("/id/lacak/")
    page.fill("#number", filed.number)
    page.fill("#code", filed.code)
    page.click("#open")

    page.click("#check-proof")

    expect(page.locator("#number")).to_have_value(filed.number)
    page.click("#check")
    Proving(page).has_found("whole")
    assert filed.code not in page.url


def test_without_javascript_the_page_says_how_to_check(
    browser: Browser, stack: dict[str, Any]
) -> None:
    context = browser.new_context(base_url=stack["url"], java_script_enabled=False)
    page = context.new_page()
    page.goto("/id/bukti/")

    expect(page.locator(".notice")).to_have_text(texts("id")["proof"]["no_js"])
    expect(page.locator(".command")).to_contain_text("lapor verify-chain")
    context.close()
