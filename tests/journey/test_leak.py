"""No trace of a reporter anywhere but sealed, in all four visibilities, also when things break.

Lives are lived with words that cannot occur by chance; then every place that the system writes to
is read. That the eyes see is tried first: a word is planted in each place, and must be found there;
then leaks of the kind that real systems have are made on purpose, and fail these very tests.
"""

import io
import json
import os
import secrets
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL.PngImagePlugin import PngInfo

from local.demo import rest
from tests.functions.world import sample
from tests.journey import leaks
from tests.journey.conftest import Send
from tests.journey.outbox import eventually
from tests.journey.sending import posted
from tests.media import papers, pictures, sight

Stack = Mapping[str, Any]
Aws = Callable[[str], Any]
Keyed = Callable[[str], dict[str, str]]
MIXTURES = list(product([False, True], repeat=2))
ROOT = Path(__file__).parents[2]
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}
PLANTED = "kata-yang-ditanam-7f3a"


class Told(NamedTuple):
    """A report of the journey: what only its reporter knows, and what slipped into its words."""

    number: str
    code: str
    anonymous: bool
    confidential: bool
    title: str
    person: Mapping[str, str]
    slipped: Mapping[str, str]


@pytest.fixture(scope="module")
def home() -> Path:
    """The folder in which the stack keeps its logs."""
    from local.stack import HOME

    return HOME


@pytest.fixture(scope="module")
def people(stack: Stack) -> str:
    """The one table in which identities are, sealed."""
    return str(stack["outputs"]["PeopleTable"])


@pytest.fixture(scope="module")
def told(
    stack: Stack,
    send: Send,
    token: Callable[[str], str],
    locked_key: Callable[[bool], None],
    paused: Callable[[str, bool], None],
    kept: list[tuple[str, str]],
    keyed: Keyed,
) -> list[Told]:
    """Four lives, each with refusals, a key that fails, and messages that wait."""
    return [
        _told(stack, send, token, locked_key, paused, kept, keyed, *mixture) for mixture in MIXTURES
    ]


@pytest.fixture(scope="module")
def kept() -> list[tuple[str, str]]:
    """What was seen in queues while messages waited there."""
    return []


def _told(
    stack: Stack,
    send: Send,
    token: Callable[[str], str],
    locked_key: Callable[[bool], None],
    paused: Callable[[str, bool], None],
    kept: list[tuple[str, str]],
    keyed: Keyed,
    anonymous: bool,
    confidential: bool,
) -> Told:
    report = _words(anonymous, confidential)
    person = report.person
    mine = {"X_Forwarded_For": person["address"], "User_Agent": person["agent"]}
    body = _body(report)

    def file(said: Any) -> Any:
        return send("POST", "/reports", said, **keyed(str(uuid.uuid4())), **mine)

    for wrong in ({**body, "name": person["name"]}, {**body, "class": person["email"]}, "{"):
        assert file(wrong).status in (400, 422)
    locked_key(True)
    try:
        assert file(body).status == 503
    finally:
        locked_key(False)
    paused("NotifyQueue", True)
    receipt = json.loads(file(body).data)
    number, opened = receipt["number"], {"Access_Code": receipt["access_code"], **mine}
    kept.extend(eventually(lambda: _waiting(stack, number)))
    paused("NotifyQueue", False)
    _rest(stack, number)
    _photographed(send, number, opened, person)

    assert send("GET", f"/reports/{number}", Access_Code="0" * 16, **mine).status == 404
    assert send("GET", f"/reports/{number}", **opened).status == 200
    for who, action, said, status in (
        ("admin.bandung", "verify", BANDUNG, 200),
        ("admin.bandung", "verify", BANDUNG, 409),
        ("pu.bandung", "note", {"text": f"Pelapor di {report.slipped['place']}."}, 200),
        ("pu.bandung", "ask", {"question": "Sejak kapan rusak?"}, 200),
    ):
        bearer = f"Bearer {token(who)}"
        answer = send("POST", f"/desk/{number}/{action}", said, Authorization=bearer, **mine)
        assert answer.status == status, answer.data
    reply = {"text": f"NIK saya {report.slipped['nik']}, nama {person['name']}."}
    assert send("POST", f"/reports/{number}/reply", reply, **opened).status == 200
    done = {"text": "Sudah diperbaiki hari ini.", "done": True}
    bearer = f"Bearer {token('pu.bandung')}"
    assert send("POST", f"/desk/{number}/follow-up", done, Authorization=bearer).status == 200
    _rest(stack, number)
    return report._replace(number=number, code=receipt["access_code"])


def _photographed(
    send: Send, number: str, opened: Mapping[str, str], person: Mapping[str, str]
) -> None:
    """Send a photo and a document that tell who made them, with what and where; wait for both.

    Each tells it everywhere that its format allows, also packed and behind its end.
    """
    tags = pictures.exif()
    tags[0x013B], tags[0x010F] = person["name"], person["camera"]
    tags.get_ifd(0x8825)[28] = person["spot"].encode()
    told = " ".join(person[part] for part in ("name", "camera", "spot"))
    photo = pictures.saved(pictures.picture(), "JPEG", exif=tags, comment=person["name"].encode())
    sent = {
        "image/jpeg": photo + pictures.gain_map(told),
        "application/pdf": papers.everything(told),
    }
    for kind, content in sent.items():
        inside = sight.within(content)
        assert all(person[part] in inside for part in ("name", "camera", "spot"))
        asked = {"type": kind, "size": len(content)}
        form = send("POST", f"/reports/{number}/files", asked, **opened).json()
        assert posted(form, content).status == 204

    def attached() -> bool:
        items = send("GET", f"/reports/{number}/files", **opened).json()["items"]
        return [item["state"] for item in items] == ["attached", "attached"]

    eventually(attached)


def _waiting(stack: Stack, number: str) -> list[tuple[str, str]]:
    """Give what waits in queues once a message about the report does."""
    seen = list(leaks.queues(stack))
    return seen if number.replace("-", "") in str(seen) else []


def _words(anonymous: bool, confidential: bool) -> Told:
    """Make words that occur nowhere else; the numbers are nobody's."""
    mark = secrets.token_hex(6)
    digits = f"{secrets.randbelow(10**12):012}"
    return Told(
        "",
        "",
        anonymous,
        confidential,
        f"Judul {mark} tentang jalan",
        person={
            "name": f"Warga {mark} Contoh",
            "phone": f"6281200{digits[:6]}",
            "email": f"warga.{mark}@contoh.example",
            "address": f"203.0.113.{mark}",
            "agent": f"Peramban/{mark}",
            "camera": f"Kamera {mark}",
            "spot": f"Titik {mark}",
        },
        slipped={
            "nik": f"9901{digits}",
            "email in words": f"tetangga.{mark}@contoh.example",
            "phone in words": f"0857{digits[:8]}",
            "place": f"-6.{digits[:7]}, 107.{digits[5:]}",
        },
    )


def _body(report: Told) -> Mapping[str, Any]:
    return sample(
        agency="32.73",
        title=report.title,
        body=f"Hubungi saya: {'; '.join(report.slipped.values())}. Jalan rusak parah.",
        anonymous=report.anonymous,
        confidential=report.confidential,
        reporter={
            "name": report.person["name"],
            "phone": f"+{report.person['phone']}",
            "email": report.person["email"],
            "notify": "email",
            "language": "id",
        },
    )


def _rest(stack: Stack, number: str) -> None:
    rest.wait([number.replace("-", "")], stack["outputs"])


def words(told: list[Told], *parts: str) -> dict[str, str]:
    """Name the words of some kinds of all reports."""
    return {
        f"{part} of {report.number}, {name}": word
        for report in told
        for part in parts
        for name, word in getattr(report, part).items()
    }


Places = Iterator[tuple[str, str]]


@pytest.fixture
def everywhere(
    stack: Stack, aws: Aws, home: Path, people: str, kept: list[tuple[str, str]]
) -> Callable[[], Places]:
    """Gives all that the system has written down, but for what is sent to people and shown."""
    return lambda: chain(
        leaks.logs(aws, home),
        iter(kept),
        leaks.queues(stack),
        leaks.streams(aws),
        leaks.tables(aws, people=people),
        leaks.sealed(aws, people=people),
        leaks.metrics(aws),
        leaks.objects(aws),
    )


@pytest.fixture
def wordless(
    stack: Stack, aws: Aws, home: Path, kept: list[tuple[str, str]]
) -> Callable[[], Places]:
    """Gives what holds no report's words at all, not even a title; the desk and its events do."""
    return lambda: chain(
        leaks.logs(aws, home),
        iter(kept),
        leaks.queues(stack),
        leaks.metrics(aws),
        leaks.objects(aws),
    )


@pytest.fixture
def published(send: Send, told: list[Told]) -> Callable[[], Places]:
    """Gives what anybody is answered: each report, and the whole list."""

    def answers() -> Places:
        for path in _public_paths(told):
            answer = send("GET", path)
            yield f"public {path}", f"{answer.headers} {answer.data.decode()}"
        cursor = ""
        while cursor is not None:
            answer = send("GET", f"/public/reports?cursor={cursor}")
            yield "public list", answer.data.decode()
            cursor = answer.json()["cursor"]

    return answers


def tell_nothing(words: Mapping[str, str], places: Places) -> None:
    """Fail with word, place and surroundings where a place holds one of the words."""
    found = leaks.found(words, places)
    assert found == [], "\n".join(f"{leak.place}: {leak.word}" for leak in found)


# --- the eyes see


@pytest.fixture
def planted(stack: Stack, aws: Aws, home: Path) -> Iterator[None]:
    """Put a word where the search must find it."""
    logs, sqs, s3, dynamodb = aws("logs"), aws("sqs"), aws("s3"), aws("dynamodb")
    group, outputs = "/lapor/local/submit", stack["outputs"]
    logs.create_log_stream(logGroupName=group, logStreamName=PLANTED)
    line = {"timestamp": 1_795_500_000_000, "message": PLANTED}
    logs.put_log_events(logGroupName=group, logStreamName=PLANTED, logEvents=[line])
    (home / "planted.log").write_text(PLANTED)
    sqs.send_message(QueueUrl=outputs["NotifyQueueDeadUrl"], MessageBody=PLANTED)
    key = {"report": {"S": "PLANTED00000"}}
    dynamodb.put_item(TableName=outputs["DeskTable"], Item={**key, "title": {"S": PLANTED}})
    metric = {"MetricName": PLANTED, "Value": 1}
    aws("cloudwatch").put_metric_data(Namespace="lapor", MetricData=[metric])
    for name, content in _planted_files().items():
        s3.put_object(Bucket=outputs["WebBucket"], Key=name, Body=content)
    yield
    logs.delete_log_stream(logGroupName=group, logStreamName=PLANTED)
    (home / "planted.log").unlink()
    sqs.purge_queue(QueueUrl=outputs["NotifyQueueDeadUrl"])
    dynamodb.delete_item(TableName=outputs["DeskTable"], Key=key)
    for name in _planted_files():
        s3.delete_object(Bucket=outputs["WebBucket"], Key=name)


def _planted_files() -> Mapping[str, bytes]:
    """Give files that hold the word bare, packed in a chunk, and packed twice in a document."""
    notes = PngInfo()
    notes.add_text("Comment", PLANTED * 9, zip=True)
    packed = papers.placed("on_page", "EXIF", ("/ASCII85Decode", "/FlateDecode"))
    files = {
        "planted.txt": PLANTED.encode(),
        "planted.png": pictures.saved(pictures.picture(), "PNG", pnginfo=notes),
        "planted.pdf": papers.telling(packed, PLANTED),
    }
    assert [name for name, content in files.items() if PLANTED.encode() in content] == [
        "planted.txt"
    ]
    return files


def test_a_word_that_is_planted_anywhere_is_found(
    stack: Stack, aws: Aws, home: Path, people: str, planted: None
) -> None:
    everywhere = chain(
        leaks.logs(aws, home),
        leaks.queues(stack),
        leaks.tables(aws, people=people),
        leaks.metrics(aws),
        leaks.objects(aws),
    )

    places = {leak.place for leak in leaks.found({"planted": PLANTED}, everywhere)}

    assert places == {
        "log /lapor/local/submit",
        "file planted.log",
        f"queue {stack['outputs']['NotifyQueueDeadUrl'].rpartition('/')[2]}",
        f"table {stack['outputs']['DeskTable']}",
        "metric",
        "object planted.txt",
        "object planted.png",
        "object planted.pdf",
    }


def test_the_journey_is_seen_where_it_may_be(
    stack: Stack, aws: Aws, home: Path, people: str, told: list[Told], kept: list[tuple[str, str]]
) -> None:
    """A search that reads nothing would find no leak either: numbers must be found everywhere."""
    numbers = {report.number: report.number.replace("-", "") for report in told}

    for places in (
        leaks.logs(aws, home),
        iter(kept),
        leaks.streams(aws),
        leaks.tables(aws, people=people),
        leaks.sealed(aws, people=people),
    ):
        seen = {leak.word for leak in leaks.found(numbers, places)}
        assert seen == set(numbers)


# --- and leaks that are made on purpose fail the tests below


LEAKY = """
import json

import honest


def handler(event, context):
    print(json.dumps({"outcome": "filed", "by": json.loads(event["body"])["reporter"]["name"]}))
    return honest.handler(event, context)
"""
"""The step that files reports, by somebody who wants to see in the log who filed."""


@pytest.fixture
def leaky(aws: Aws) -> Iterator[str]:
    """A second function beside `submit`, with its role, settings and log, and one line more."""
    functions = aws("lambda")
    submit = next(
        f for f in functions.list_functions()["Functions"] if "-Submit-" in f["FunctionName"]
    )
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as packed:
        packed.writestr("leaky.py", LEAKY)
        packed.writestr("honest.py", (ROOT / "functions/submit/handler.py").read_text())
    name = f"planted-{secrets.token_hex(4)}"
    functions.create_function(
        FunctionName=name,
        Handler="leaky.handler",
        Code={"ZipFile": code.getvalue()},
        Layers=[layer["Arn"] for layer in submit["Layers"]],
        **{part: submit[part] for part in ("Runtime", "Role", "Timeout", "MemorySize")},
        Environment={"Variables": submit["Environment"]["Variables"]},
        LoggingConfig=submit["LoggingConfig"],
    )
    yield name
    functions.delete_function(FunctionName=name)


def test_a_name_in_a_log_line_fails_the_leak_test(
    aws: Aws, home: Path, leaky: str, everywhere: Callable[[], Places]
) -> None:
    """Given a line of code too much, the log is named in which the reporter's name stands."""
    victim = _words(anonymous=True, confidential=True)._replace(number="planted")
    event = {
        "version": "2.0",
        "rawPath": "/api/reports",
        "headers": {"content-type": "application/json", "idempotency-key": str(uuid.uuid4())},
        "requestContext": {"http": {"method": "POST", "path": "/api/reports"}},
        "body": json.dumps(_body(victim)),
        "isBase64Encoded": False,
    }
    answer = aws("lambda").invoke(FunctionName=leaky, Payload=json.dumps(event))
    said = json.loads(answer["Payload"].read())
    assert (answer.get("FunctionError"), said["statusCode"] < 500) == (None, True), said

    eventually(lambda: leaks.found(words([victim], "person"), leaks.logs(aws, home)))
    with pytest.raises(AssertionError, match="log /lapor/local/submit: person of planted, name"):
        tell_nothing(words([victim], "person"), everywhere())


def test_a_confidential_title_in_a_count_fails_the_leak_test(
    aws: Aws, wordless: Callable[[], Places]
) -> None:
    """Given reports counted by title, so that a chart has a line for each."""
    victim = _words(anonymous=False, confidential=True)
    by_title = [{"Name": "title", "Value": victim.title}]
    count = {"MetricName": "reports", "Value": 1, "Unit": "Count", "Dimensions": by_title}
    aws("cloudwatch").put_metric_data(Namespace="lapor", MetricData=[count])

    with pytest.raises(AssertionError, match="metric: title"):
        tell_nothing({"title": victim.title}, wordless())


def test_a_confidential_title_in_the_public_list_fails_the_leak_test(
    stack: Stack, aws: Aws, told: list[Told], published: Callable[[], Places]
) -> None:
    """Given the row of a public report counts its neighbour among its own words."""
    public = next(r for r in told if not r.confidential)
    victim = _words(anonymous=False, confidential=True)
    change = {
        "TableName": stack["outputs"]["DeskTable"],
        "Key": {"report": {"S": public.number.replace("-", "")}},
        "UpdateExpression": "SET public_title = :t",
    }
    both = f"{public.title}; {victim.title}"
    try:
        aws("dynamodb").update_item(**change, ExpressionAttributeValues={":t": {"S": both}})
        with pytest.raises(AssertionError, match="public list: title"):
            tell_nothing({"title": victim.title}, published())
    finally:
        aws("dynamodb").update_item(**change, ExpressionAttributeValues={":t": {"S": public.title}})


# --- and see nothing


def test_nothing_of_a_person_is_in_what_operators_take_out(told: list[Told]) -> None:
    """The breach tool's table, whole and as CSV, over all that happened."""
    # The stack's time may be months ahead of ours.
    began = datetime.now(UTC) - timedelta(days=1)
    window = ["--from", began.isoformat(), "--to", (began + timedelta(days=400)).isoformat()]
    taken = [
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "local.breach", *window, *more],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "src"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for more in ([], ["--csv"])
    ]
    numbers = {report.number: report.number.replace("-", "") for report in told}

    assert {leak.word for leak in leaks.found(numbers, iter([("csv", taken[1])]))} == set(numbers)
    places = (("taken out", text) for text in taken)
    assert leaks.found(words(told, "person", "slipped"), places) == []


def test_nothing_of_a_person_is_in_any_log_queue_stream_table_metric_or_object(
    told: list[Told], everywhere: Callable[[], Places]
) -> None:
    tell_nothing(words(told, "person", "slipped"), everywhere())


def test_no_title_is_in_any_log_queue_metric_or_object(
    told: list[Told], wordless: Callable[[], Places]
) -> None:
    tell_nothing({f"title of {r.number}": r.title for r in told}, wordless())


def test_mails_name_no_person_and_offices_get_no_words(stack: Stack, told: list[Told]) -> None:
    ours = {report.person["email"] for report in told}
    sent = leaks.mails(stack)
    to_offices = [("mail", json.dumps(mail)) for mail in sent if not ours & set(mail["To"])]
    to_reporters = [_said(mail) for mail in sent if ours & set(mail["To"])]
    titles = {f"title of {report.number}": report.title for report in told}
    numbers = {report.number: report.number for report in told}

    assert leaks.found(words(told, "person", "slipped") | titles, iter(to_offices)) == []
    assert {leak.word for leak in leaks.found(numbers, iter(to_offices))} == set(numbers)
    secret = {f"title of {r.number}": r.title for r in told if r.confidential}
    assert leaks.found(words(told, "person", "slipped") | secret, iter(to_reporters)) == []
    assert {leak.word for leak in leaks.found(numbers, iter(to_reporters))} == set(numbers)


def _said(mail: Mapping[str, Any]) -> tuple[str, str]:
    """Give a mail without its envelope, which must name whom it goes to."""
    return "mail to a reporter", json.dumps({k: v for k, v in mail.items() if k != "To"})


def test_the_public_reads_no_person_no_slip_and_nothing_of_a_confidential_report(
    told: list[Told], published: Callable[[], Places]
) -> None:
    seen = list(published())
    hidden = {f"title of {r.number}": r.title for r in told if r.confidential}
    shown = {r.number: r.title for r in told if not r.confidential}

    tell_nothing(words(told, "person", "slipped") | hidden, iter(seen))
    assert {leak.word for leak in leaks.found(shown, iter(seen))} == set(shown)
    in_lists = iter([place for place in seen if place[0] == "public list"])
    tell_nothing({r.number: r.number for r in told if r.confidential}, in_lists)


@pytest.fixture(scope="module")
def key(send: Send, token: Callable[[str], str]) -> str:
    """An API key of the agency that has the reports."""
    body = {"name": "Aplikasi kota", "scopes": ["read", "submit"], "days": 1}
    bearer = f"Bearer {token('pengembang.bandung')}"
    return str(send("POST", "/keys", body, Authorization=bearer).json()["key"])


def test_an_agencys_system_reads_no_person_no_slip_and_nothing_of_a_confidential_report(
    send: Send, told: list[Told], key: str
) -> None:
    def answers() -> Iterator[tuple[str, str]]:
        for report in told:
            answer = send("GET", f"/v1/reports/{report.number}", Authorization=f"Bearer {key}")
            yield f"v1 {report.number}", f"{answer.headers} {answer.data.decode()}"
        cursor: str | None = ""
        while cursor is not None:
            path = f"/v1/reports?cursor={cursor}" if cursor else "/v1/reports"
            answer = send("GET", path, Authorization=f"Bearer {key}")
            yield "v1 list", f"{answer.headers} {answer.data.decode()}"
            cursor = answer.json()["cursor"]

    seen = list(answers())
    hidden = {r.number: r.title for r in told if r.confidential}
    shown = {r.number: r.title for r in told if not r.confidential}
    numbers = {r.number: r.number for r in told}
    in_lists = [place for place in seen if place[0] == "v1 list"]

    assert leaks.found(words(told, "person", "slipped") | hidden, iter(seen)) == []
    assert {leak.word for leak in leaks.found(shown, iter(in_lists))} == set(shown)
    assert {leak.word for leak in leaks.found(numbers, iter(in_lists))} == set(shown)


def test_an_api_key_is_stored_and_written_nowhere(
    stack: Stack, aws: Aws, home: Path, people: str, send: Send, key: str
) -> None:
    """Also not when it is wrong by a letter, or what it sends is refused."""
    for tried, body, status in ((key, "{", 400), (f"{key}x", sample(), 401), (key, sample(), 201)):
        once = {"Idempotency_Key": str(uuid.uuid4())}
        sent = send("POST", "/v1/reports", body, Authorization=f"Bearer {tried}", **once)
        assert sent.status == status, sent.data
    _, key_id, secret = key.split("_", 2)
    tables = list(leaks.tables(aws, people=people))
    everywhere = chain(
        leaks.logs(aws, home),
        leaks.queues(stack),
        leaks.streams(aws),
        iter(tables),
        leaks.metrics(aws),
        leaks.objects(aws),
    )

    assert leaks.found({"the id": key_id}, iter(tables)), "the search finds what there is"
    assert leaks.found({"the secret": secret}, everywhere) == []


def _public_paths(told: list[Told]) -> list[str]:
    return [
        path
        for report in told
        for path in (f"/public/reports/{report.number}", f"/reports/{report.number}")
    ]


def test_a_confidential_report_answers_the_public_as_one_that_never_existed(
    send: Send, told: list[Told]
) -> None:
    for report in told:
        if not report.confidential:
            continue
        for theirs in (f"/public/reports/{report.number}", f"/reports/{report.number}"):
            never = theirs.replace(report.number, "0000-0000-0000")
            answers = [send("GET", path) for path in (theirs, never)]
            assert [a.status for a in answers] == [404, 404]
            assert answers[0].data == answers[1].data
            kept = [sorted(set(a.headers) - {"apigw-requestid"}) for a in answers]
            assert kept[0] == kept[1]


def test_the_public_lists_are_the_same_with_and_without_one_more_confidential_report(
    stack: Stack, send: Send, token: Callable[[str], str], keyed: Keyed, told: list[Told]
) -> None:
    def lists() -> list[bytes]:
        queries = ("", "?province=32", "?regency=32.73", "?agency=32.73", "?class=complaint")
        return [send("GET", f"/public/reports{query}").data for query in queries]

    before = lists()
    body = _body(_words(anonymous=False, confidential=True))
    filed = send("POST", "/reports", body, **keyed(str(uuid.uuid4()))).json()
    _rest(stack, filed["number"])
    bearer = f"Bearer {token('admin.bandung')}"
    said = send("POST", f"/desk/{filed['number']}/verify", BANDUNG, Authorization=bearer)
    assert said.status == 200
    _rest(stack, filed["number"])

    assert lists() == before
