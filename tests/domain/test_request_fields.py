"""POST /api/reports, field by field: what is wrong is named by a pointer and a stable code."""

from typing import Any

import pytest

from lapor import registers
from lapor.domain import validation
from lapor.domain.errors import FieldError, Invalid
from lapor.domain.new_report import NewReport
from tests.domain.lives import MONDAY, asked

CONTEXT = registers.context(MONDAY)
"""23 November 2026."""

MISSING = object()
Found = list[tuple[str, str, dict[str, Any]]]


def placed(pointer: str, value: Any) -> dict[str, Any]:
    """The good request with one member replaced, added or taken out."""
    body = asked()
    body["reporter"]["notify"] = "none"  # so that no contact is needed
    *path, name = pointer.strip("/").split("/")
    inner = body
    for part in path:
        inner[part] = dict(inner[part])
        inner = inner[part]
    if value is MISSING:
        del inner[name]
    else:
        inner[name] = value
    return body


def errors(body: dict[str, Any]) -> Found:
    try:
        validation.check(NewReport, body, CONTEXT)
    except Invalid as invalid:
        return [(e.pointer, e.code, dict(e.params)) for e in invalid.errors]
    return []


def test_the_sample_is_good() -> None:
    assert errors(asked()) == []


TEXTS = {"/title": (5, 120), "/body": (20, 4000), "/reporter/name": (2, 100)}
REQUIRED = ["/class", "/title", "/body", "/occurred_on", "/place"]
REQUIRED += ["/place/province", "/place/regency"]
STRINGS = [*REQUIRED, *TEXTS, "/place/address", "/agency", "/category", "/reporter/phone"]
STRINGS += ["/reporter/email", "/reporter/notify", "/reporter/language"]


@pytest.mark.parametrize("pointer", REQUIRED)
@pytest.mark.parametrize("value", [MISSING, None], ids=["missing", "null"])
def test_a_member_that_must_be_there_is_missed(pointer: str, value: Any) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "missing", {})]


@pytest.mark.parametrize("pointer", sorted({*TEXTS} - {"/reporter/name"}))
@pytest.mark.parametrize("value", ["", "   ", "\n\t \r\n"])
def test_an_empty_text_is_missed(pointer: str, value: str) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "missing", {})]


@pytest.mark.parametrize("pointer", ["/agency", "/category", "/reporter"])
def test_what_may_be_null_may_be_left_out_too(pointer: str) -> None:
    body = {**asked(), "anonymous": True}
    assert errors({**body, pointer[1:]: None}) == []
    assert errors({k: v for k, v in body.items() if k != pointer[1:]}) == []


@pytest.mark.parametrize("pointer", sorted({*STRINGS} - {"/place", "/class"}))
@pytest.mark.parametrize("value", [1, 1.5, True, [], {}, ["a"], {"a": "b"}], ids=repr)
def test_what_is_no_string_has_the_wrong_type(pointer: str, value: Any) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "wrong_type", {})]


@pytest.mark.parametrize("pointer", ["/place", "/reporter"])
@pytest.mark.parametrize("value", ["32", 1, [], True], ids=repr)
def test_what_is_no_object_has_the_wrong_type(pointer: str, value: Any) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "wrong_type", {})]


@pytest.mark.parametrize("pointer", ["/anonymous", "/confidential"])
@pytest.mark.parametrize("value", ["true", "", 1, 0, [], {}], ids=repr)
def test_a_yes_or_no_is_a_boolean_and_nothing_like_it(pointer: str, value: Any) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "wrong_type", {})]


@pytest.mark.parametrize(("pointer", "bounds"), TEXTS.items())
def test_a_text_is_measured_in_characters_and_both_bounds_are_still_good(
    pointer: str, bounds: tuple[int, int]
) -> None:
    low, high = bounds
    assert errors(placed(pointer, "é" * low)) == []
    assert errors(placed(pointer, "😀" * high)) == []
    assert errors(placed(pointer, "é" * (low - 1))) == [(pointer, "too_short", {"min": low})]
    assert errors(placed(pointer, "😀" * (high + 1))) == [(pointer, "too_long", {"max": high})]


def test_an_address_may_be_empty_or_300_characters_long_and_not_longer() -> None:
    assert errors(placed("/place/address", MISSING)) == []
    assert errors(placed("/place/address", "x" * 300)) == []
    too_long = [("/place/address", "too_long", {"max": 300})]
    assert errors(placed("/place/address", "x" * 301)) == too_long


@pytest.mark.parametrize("pointer", ["/place/province", "/place/regency", "/agency", "/category"])
@pytest.mark.parametrize("value", ["99", "x", "../32", "32#73", "x" * 80, "32/73", "❤"])
def test_a_code_must_stand_in_its_register(pointer: str, value: str) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "unknown_code", {})]


@pytest.mark.parametrize("pointer", ["/place/province", "/place/regency", "/agency", "/category"])
def test_a_code_of_256_characters_is_too_long_to_be_looked_up(pointer: str) -> None:
    assert errors(placed(pointer, "9" * 256)) == [(pointer, "too_long", {"max": 80})]


@pytest.mark.parametrize("pointer", ["/class", "/reporter/notify", "/reporter/language"])
@pytest.mark.parametrize("value", ["", "Complaint", "pengaduan", " complaint"])
def test_a_choice_is_one_of_those_that_there_are(pointer: str, value: str) -> None:
    assert errors(placed(pointer, value)) == [(pointer, "unknown_code", {})]


def test_the_national_admin_is_no_agency_that_can_be_chosen() -> None:
    assert errors(placed("/agency", "national")) == [("/agency", "unknown_code", {})]


def test_a_category_that_is_over_cannot_be_chosen_any_more() -> None:
    assert errors(placed("/category", "corona-virus")) == [("/category", "unknown_code", {})]


def test_a_regency_lies_in_its_province() -> None:
    place = {"province": "33", "regency": "32.73"}
    assert errors({**asked(), "place": place}) == [("/place/regency", "not_in_province", {})]
    province_as_regency = {"province": "32", "regency": "32"}
    found = errors({**asked(), "place": province_as_regency})
    assert found == [("/place/regency", "unknown_code", {})]


@pytest.mark.parametrize("day", ["2026-11-23", "2020-02-29", "2016-01-01"])
def test_a_day_up_to_today_is_good(day: str) -> None:
    assert errors(placed("/occurred_on", day)) == []


def test_today_is_already_today_in_the_east() -> None:
    late = MONDAY.replace(hour=16)  # 01:00 on the 24th in Jayapura
    context = registers.context(late)
    body = placed("/occurred_on", "2026-11-24")
    assert validation.check(NewReport, body, context).occurred_on == "2026-11-24"


@pytest.mark.parametrize("day", ["2026-11-24", "2027-01-01", "9999-12-31"])
def test_a_day_to_come_is_refused(day: str) -> None:
    assert errors(placed("/occurred_on", day)) == [("/occurred_on", "future_date", {})]


@pytest.mark.parametrize("day", ["2015-12-31", "1945-08-17", "0001-01-01"])
def test_a_day_long_ago_is_refused(day: str) -> None:
    assert errors(placed("/occurred_on", day)) == [("/occurred_on", "too_old", {"year": 2016})]


@pytest.mark.parametrize(
    "day",
    ["x", "2026-13-01", "2026-02-29", "2026-11-31", "23-11-2026", "2026-11-23T10:00", "0000-01-01"],
)
def test_what_is_no_day_is_refused(day: str) -> None:
    assert errors(placed("/occurred_on", day)) == [("/occurred_on", "bad_format", {})]


@pytest.mark.parametrize("day", ["20261120", "2026-W47-1", "2026W471"])
def test_a_day_is_written_as_year_month_day_and_in_no_other_way(day: str) -> None:
    assert errors(placed("/occurred_on", day)) == [("/occurred_on", "bad_format", {})]


@pytest.mark.parametrize("name", ["status", "report_class"])
@pytest.mark.parametrize("value", ["closed", 1, None, {"a": 1}], ids=repr)
@pytest.mark.parametrize("parent", ["", "/place", "/reporter"])
def test_an_unknown_member_is_refused_by_name(name: str, value: Any, parent: str) -> None:
    found = errors(placed(f"{parent}/{name}", value))
    assert found == [(f"{parent}/{name}", "unknown_field", {"name": name})]


def test_an_unknown_name_is_a_json_pointer_and_is_not_echoed_at_any_length() -> None:
    assert errors({**asked(), "a/b~c": 1}) == [
        ("/a~1b~0c", "unknown_field", {"name": "a/b~c"}),
    ]
    ((pointer, _, params),) = errors({**asked(), "x" * 50_000: 1})
    assert len(params["name"]) == 40
    assert len(pointer) <= 200


def test_an_error_carries_only_what_its_sentence_needs() -> None:
    with pytest.raises(Invalid) as refused:
        validation.check(NewReport, placed("/title", "x"), CONTEXT)
    assert refused.value.errors == (FieldError("/title", "too_short", {"min": 5}),)
    assert "'x'" not in str(refused.value)
