"""POST /api/forms/reports: the report form of people whose browser runs no JavaScript."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from lapor import registers
from local import pages
from tests.functions.world import FUNCTIONS, RIGHTS, Answer, World


@pytest.fixture(scope="module", autouse=True)
def _printed() -> None:
    """The templates come from the web build; nothing is done when they are up to date."""
    pages.build()


TYPED = {
    "lang": "id",
    "class": "complaint",
    "title": "Jalan berlubang di depan pasar",
    "body": "Sudah tiga minggu jalan di depan pasar berlubang dalam dan belum diperbaiki.",
    "occurred_day": "9",
    "occurred_month": "11",
    "occurred_year": "2026",
    "province": "32",
    "regency": "32.73",
    "address": "Jl. Contoh No. 1",
    "agency": "",
    "category": "",
    "visibility": "public",
    "name": "Warga Contoh",
    "phone": "",
    "email": "warga@contoh.example",
    "notify": "email",
}


class Page(HTMLParser):
    """What a reader without JavaScript has before them: fields with values, and the words."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.words = ""
        self.area: str | None = None
        self.select: str | None = None
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and (
            given.get("type") not in ("radio", "checkbox") or "checked" in given
        ):
            self.fields[name] = given.get("value", "")
        if tag == "button" and name:
            self.buttons[given.get("value", "")] = name
        if tag == "textarea":
            self.area, self.fields[name] = name, ""
        if tag == "select":
            self.select, self.fields[name] = name, ""
        if tag == "option" and "selected" in given and self.select:
            self.fields[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = None
        if tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data
        self.words += data


def post(world: World, fields: dict[str, str], encoded: bool = True) -> Answer:
    """Send the form as a browser does; API Gateway hands such bodies over in base64."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    path = "/api/forms/reports"
    body = urlencode(fields)
    return world.call("form", "POST", path, body, headers=headers, encoded=encoded)


def signed(world: World, seconds: float = 5) -> dict[str, str]:
    """Get a check page and read it for some seconds; gives what sending it adds to the answers."""
    page = Page(post(world, TYPED))
    world.now += timedelta(seconds=seconds)
    return {"step": "send", "key": page.fields["key"], "token": page.fields["token"]}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_check_and_send_file_a_report(world: World, lang: str) -> None:
    first = post(world, {**TYPED, "lang": lang})
    assert (first.status, world.rows("LEDGER")) == (200, []), first.text
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    check = Page(first)
    for said in ("Jalan berlubang di depan pasar", "Jl. Contoh No. 1", "Kota Bandung"):
        assert said in check.words
    assert check.buttons["send"] == "step"

    world.now += timedelta(seconds=5)
    sent = post(world, {**check.fields, "step": "send"})

    assert sent.status == 201, sent.text
    (event,) = world.ledger(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", sent.text)[0])
    assert event["text"] == {
        "title": "Jalan berlubang di depan pasar",
        "body": TYPED["body"],
        "address": "Jl. Contoh No. 1",
    }
    assert (event["data"]["channel"], event["data"]["occurred_on"]) == ("form", "2026-11-09")
    (person,) = world.rows("PEOPLE")
    assert {"identity", "contact"} <= person.keys()
    assert event["hash"] in sent.text
    shown = {"id": "26 November 2026", "en": "26 November 2026"}[lang]
    assert shown in Page(sent).words
    world.settle()
    assert f"/{lang}/lacak/" in world.mail_calls()[0]["Message"]["Body"]["Text"]["Data"]


def test_the_receipts_code_opens_the_report(world: World) -> None:
    sent = post(world, {**TYPED, **signed(world)})
    number = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)", sent.text)[0]
    code = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", sent.text)[0]

    assert world.track(number, code).json["may"] == ["files", "reply", "withdraw", *RIGHTS]


def test_each_check_page_carries_a_key_of_its_own(world: World) -> None:
    keys = {Page(post(world, TYPED)).fields["key"] for _ in range(3)}

    assert len(keys) == 3


def test_pressing_the_button_twice_files_one_report(world: World) -> None:
    fields = {**TYPED, **signed(world)}
    first = post(world, fields)
    second = post(world, fields)

    assert (first.status, second.text) == (201, first.text)
    assert len(world.rows("LEDGER")) == 1
    assert len(world.rows("PEOPLE")) == 1


def test_the_form_comes_back_with_what_was_typed_and_what_is_wrong(world: World) -> None:
    typed = {**TYPED, "title": "Ada", "regency": "35.78", "email": "bukan alamat"}

    answer = post(world, typed)

    assert answer.status == 422, answer.text
    page = Page(answer)
    kept = {n: v for n, v in typed.items() if n not in ("lang",)}
    assert {n: page.fields.get(n) for n in kept} == kept
    assert "Judul paling sedikit 5 huruf" in page.words
    assert not any(world.everything().values())


@pytest.mark.parametrize("field", ["class", "title", "body", "visibility", "name"])
def test_a_missing_answer_is_named_at_its_field(world: World, field: str) -> None:
    answer = post(world, {**TYPED, field: ""})

    assert answer.status == 422, answer.text
    assert re.search(rf'href="#{field}[^"]*"', answer.text)
    target = re.findall(rf'href="#({field}[^"]*)"', answer.text)[0]
    assert f'id="{target}"' in answer.text


@pytest.mark.parametrize(
    "date",
    [
        {"occurred_day": ""},
        {"occurred_day": "31", "occurred_month": "2"},
        {"occurred_year": "2027"},
        {"occurred_day": "satu"},
        {"occurred_day": "1", "occurred_year": "99999"},
    ],
)
def test_a_wrong_date_is_named_at_the_date(world: World, date: dict[str, str]) -> None:
    answer = post(world, {**TYPED, **date})

    assert answer.status == 422, answer.text
    targets = re.findall(r'href="#(occurred_[a-z]+)"', answer.text)
    assert targets
    assert f'id="{targets[0]}"' in answer.text
    messages = re.findall(
        r'<p[^>]*id="occurred_[a-z]+-error"[^>]*>(.*?)</p>', answer.text, re.DOTALL
    )
    assert messages
    assert re.sub(r"<[^>]+>", "", messages[0]).strip()


def test_every_wrong_answer_is_named_at_once(world: World) -> None:
    answer = post(world, {"lang": "id"})

    assert answer.status == 422, answer.text
    targets = set(re.findall(r'href="#([a-z_]+)[^"]*"', answer.text))
    needed = {"class", "title", "body", "province", "regency", "visibility", "name"}
    assert needed <= targets | {t.partition("-")[0] for t in targets}


def test_every_choice_of_the_form_is_understood(world: World) -> None:
    """What the printed form offers, the function must take: visibility above all."""
    source = (FUNCTIONS / "form/templates/report.id.html").read_text()
    offered = re.findall(r'name="visibility"[^>]*value="([a-z_]+)"', source)
    offered += re.findall(r'value="([a-z_]+)"[^>]*name="visibility"', source)

    statuses = {choice: post(world, {**TYPED, "visibility": choice}).status for choice in offered}

    assert set(statuses.values()) == {200}, statuses
    assert len(statuses) >= 3


def test_going_back_from_the_check_page_brings_the_form(world: World) -> None:
    check = Page(post(world, TYPED))
    assert check.buttons.get("edit") == "step"

    answer = post(world, {**check.fields, "step": "edit"})

    assert answer.status == 200
    page = Page(answer)
    assert page.fields.get("title") == TYPED["title"]
    assert "send" not in page.buttons
    assert page.fields["body"].strip() == TYPED["body"]


def test_an_anonymous_report_needs_no_name(world: World) -> None:
    typed = {**TYPED, "visibility": "anonymous", "name": "", "email": "", "notify": ""}

    answer = post(world, {**typed, **signed(world)})

    assert answer.status == 201, answer.text
    (event,) = world.rows("LEDGER")
    assert (event["data"]["anonymous"], event["data"]["confidential"]) == (True, False)
    assert world.rows("PEOPLE") == []


@pytest.mark.parametrize("step", ["check", "send"])
def test_markup_in_every_field_stays_text(world: World, step: str) -> None:
    evil = '"><script>alert(1)</script>{{7919*7907}}'
    typed = {
        n: v + evil if n in ("title", "body", "address", "name") else v for n, v in TYPED.items()
    }

    for fields in (typed, {**typed, "class": evil, "province": evil, "agency": evil}):
        answer = post(world, {**fields, **signed(world), "step": step})
        assert answer.status < 500
        assert "<script>alert" not in answer.text
        assert "62615533" not in answer.text


def test_a_used_key_with_other_answers_is_refused_on_the_page(world: World) -> None:
    ready = signed(world)
    post(world, {**TYPED, **ready})
    before = world.everything()

    answer = post(world, {**TYPED, **ready, "title": "Judul yang lain"})

    assert answer.status == 409
    assert answer.headers["content-type"].startswith("text/html")
    assert "Judul yang lain" in answer.text
    assert world.everything() == before


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("PutItem Ledger", "ProvisionedThroughputExceededException"),
        ("PutItem People", "ThrottlingException"),
        ("GenerateDataKey", "KMSInternalException"),
    ],
)
def test_when_aws_fails_what_was_typed_stays_on_the_page(
    world: World, name: str, error: str
) -> None:
    ready = signed(world)
    world.wire.disturb(name, error)

    answer = post(world, {**TYPED, **ready})

    assert answer.status == 503
    assert answer.headers["content-type"].startswith("text/html"), answer.text
    assert answer.headers["retry-after"]
    assert Page(answer).fields["title"] == TYPED["title"]
    assert world.rows("LEDGER") == []


@pytest.mark.parametrize("body", ["%", "a=%ff%fe", "&".join(f"f{n}=1" for n in range(99)), ""])
def test_a_body_that_is_no_form_of_ours_stores_nothing(world: World, body: str) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}

    answer = world.call("form", "POST", "/api/forms/reports", body, headers=headers, encoded=True)

    assert answer.status in (400, 422), answer.text
    assert world.rows("LEDGER") == []


@pytest.mark.parametrize("lang", ["", "fr", "../id", "en/../../x"])
def test_an_unknown_language_is_read_as_indonesian(world: World, lang: str) -> None:
    answer = post(world, {**TYPED, "lang": lang})

    assert answer.status == 200
    assert re.search(r'<html[^>]* lang="id"', answer.text)


@pytest.mark.parametrize(
    ("lang", "seconds", "said"),
    [
        ("id", 2, "Periksa isian Anda beberapa detik"),
        ("en", 2, "Check your answers for a few seconds"),
        ("id", 7201, "terbuka lebih dari 2 jam"),
        ("en", 7201, "open for more than 2 hours"),
    ],
)
def test_a_form_sent_too_early_or_too_late_comes_back_with_everything_typed(
    world: World, lang: str, seconds: float, said: str
) -> None:
    answer = post(world, {**TYPED, **signed(world, seconds), "lang": lang})

    assert answer.status == 400
    page = Page(answer)
    assert said in page.words
    assert {name: page.fields[name] for name in TYPED} == TYPED | {"lang": lang}
    assert world.rows("LEDGER") == world.rows("LIMITS") == []
    again = post(world, {**TYPED, **signed(world)})
    assert again.status == 201, "nothing was lost"


@pytest.mark.parametrize("brought", ["", "1.2", "of another form"])
def test_a_form_without_its_own_token_comes_back_with_everything_typed(
    world: World, brought: str
) -> None:
    ready, other = signed(world), signed(world)
    token = other["token"] if brought == "of another form" else brought

    answer = post(world, {**TYPED, **ready, "token": token})

    assert answer.status == 400
    assert "Halaman pemeriksaan tidak cocok" in Page(answer).words
    assert Page(answer).fields["body"].strip() == TYPED["body"]
    assert world.rows("LEDGER") == []


def test_one_form_sent_many_times_is_stopped_and_its_report_stays(world: World) -> None:
    fields = {**TYPED, **signed(world)}

    answers = [post(world, fields) for _ in range(6)]

    assert [a.status for a in answers] == [201] * 5 + [429]
    assert 0 < int(answers[5].headers["retry-after"]) <= 60
    assert "Tidak ada yang hilang" in Page(answers[5]).words
    assert Page(answers[5]).fields["title"] == TYPED["title"]
    assert len(world.rows("LEDGER")) == 1
    world.now += timedelta(minutes=1)
    assert post(world, fields).text == answers[0].text


@pytest.mark.parametrize(
    ("limit", "wait", "lang", "said"),
    [
        ("sends_per_minute", timedelta(minutes=1), "id", "Nyalakan JavaScript"),
        ("sends_per_day", timedelta(days=1), "en", "Switch JavaScript on"),
    ],
)
def test_all_forms_together_are_limited_by_the_minute_and_by_the_day(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    wait: timedelta,
    lang: str,
    said: str,
) -> None:
    """Given a flood of forms from everywhere, the time's budget ends, the next one's begins."""
    few = {**registers.limits("form"), limit: 2}
    monkeypatch.setattr(registers, "limits", lambda what: few)
    ready = [signed(world, 0) for _ in range(3)]
    world.now += timedelta(seconds=5)
    typed = {**TYPED, "lang": lang}

    answers = [post(world, {**typed, **one}) for one in ready]

    assert [a.status for a in answers] == [201, 201, 429]
    assert 0 < int(answers[2].headers["retry-after"]) <= wait.total_seconds()
    again = Page(answers[2])
    assert said in again.words
    assert (again.fields["title"], again.fields["body"].strip()) == (TYPED["title"], TYPED["body"])
    assert {again.fields[f] for f in ("regency", "name", "email")} == {
        TYPED[f] for f in ("regency", "name", "email")
    }
    world.now += wait
    assert post(world, {**typed, **signed(world)}).status == 201


def test_a_flood_of_forms_files_a_sixth_of_a_days_reports_and_shuts_nothing_else(
    world: World,
) -> None:
    """The numbers themselves: ten a minute and three hundred a day, and browsers file on."""
    allowed = registers.limits("form")
    assert (allowed["sends_per_minute"], allowed["sends_per_day"]) == (10, 300)
    ready = [signed(world, 0) for _ in range(11)]
    world.now += timedelta(seconds=5)

    answers = [post(world, {**TYPED, **one}).status for one in ready]

    assert answers == [201] * 10 + [429]
    assert world.filed()[0]


def test_the_counters_of_forms_name_neither_key_nor_token(world: World) -> None:
    ready = signed(world)
    post(world, {**TYPED, **ready})

    stored = str(world.rows("LIMITS")) + world.log.getvalue()
    assert ready["key"] not in stored
    assert ready["token"] not in stored
