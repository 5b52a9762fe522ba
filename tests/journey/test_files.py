"""Files on the local stack: sent as a browser sends them, cleaned, and seen by whom they may."""

import hashlib
import io
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import urllib3
from PIL import Image

from lapor.domain.event import body_digest
from lapor.domain.proof import verified
from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.outbox import eventually
from tests.journey.sending import HTTP, posted
from tests.media import papers, pictures, sight

Stack = Mapping[str, Any]
Send = Callable[..., Any]
Token = Callable[[str], str]
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}


class Case:
    """A report on the stack, with its two sides."""

    def __init__(self, stack: Stack, send: Send, token: Token, **changes: Any) -> None:
        self.stack, self.send, self.token = stack, send, token
        self.site = Site(stack["api"])
        receipt = self.site.file(sample(agency="32.73", **changes), str(uuid.uuid4()))
        self.number, self.code = receipt["number"], receipt["access_code"]
        self.rested()

    def rested(self) -> None:
        rest.wait([self.number.replace("-", "")], self.stack["outputs"])

    def verified(self) -> None:
        self.site.officer("admin.bandung", self.number, "verify", BANDUNG)
        self.rested()

    def call(self, method: str, path: str, who: str, body: Any = None) -> Any:
        """Call `/files…` as the reporter, the public or an officer, by user name."""
        match who:
            case "reporter":
                return self.send(method, f"/reports/{self.number}{path}", body,
                                 Access_Code=self.code)  # fmt: skip
            case "public":
                return self.send(method, f"/public/reports/{self.number}{path}", body)
            case _:
                bearer = {"Authorization": f"Bearer {self.token(who)}"}
                return self.send(method, f"/desk/{self.number}{path}", body, **bearer)

    def asked(self, content: bytes, kind: str = "image/jpeg", who: str = "reporter") -> Any:
        """Ask where a file may be sent."""
        answer = self.call("POST", "/files", who, {"type": kind, "size": len(content)})
        assert answer.status == 201, answer.data
        return answer.json()

    def attached(self, content: bytes, kind: str = "image/jpeg", who: str = "reporter") -> Any:
        """Send a file and wait until it is decided; gives its entry."""
        form = self.asked(content, kind, who)
        assert posted(form, content).status == 204
        return self.decided(form["file"], who)

    def decided(self, file: str, who: str = "reporter") -> Any:
        def look() -> Any:
            entry = self.entry(file, who)
            return entry if entry["state"] in ("attached", "refused") else None

        return eventually(look)

    def entry(self, file: str, who: str = "reporter") -> Any:
        (found,) = [e for e in self.call("GET", "/files", who).json()["items"] if e["id"] == file]
        return found

    def content(self, file: str, who: str, query: str = "") -> urllib3.BaseHTTPResponse | None:
        """Fetch a file, or None when there is no such file for the caller."""
        answer = self.call("GET", f"/files/{file}{query}", who)
        if answer.status == 404:
            return None
        assert answer.status == 200, answer.data
        return HTTP.request("GET", answer.json()["url"])


@pytest.fixture
def case(stack: Stack, send: Send, token: Token) -> Case:
    """A report that waits for Bandung."""
    return Case(stack, send, token)


def test_a_deleted_file_is_gone_from_the_bucket_and_every_address_and_its_reporter_reads_why(
    case: Case, aws: Callable[[str], Any]
) -> None:
    """Given an address that still holds, when an admin deletes the file, it leads nowhere."""
    file = case.attached(pictures.photo())["id"]
    case.verified()
    held = case.call("GET", f"/files/{file}", "reporter").json()["url"]
    assert HTTP.request("GET", held).status == 200
    attached = next(e for e in case.site.track(case.number, case.code)["events"]
                  if e["kind"] == "attached")  # fmt: skip
    assert attached["file"] == {"type": "image/jpeg", "place": 1}

    body = {"file": file, "reason": "berkas-data-pribadi"}
    answer = case.call("POST", "/delete-file", "admin.bandung", body)
    assert answer.status == 200, answer.data

    bucket = case.stack["outputs"]["CleanBucket"]
    prefix = case.number.replace("-", "")
    objects = aws("s3").list_objects_v2
    eventually(lambda: "Contents" not in objects(Bucket=bucket, Prefix=prefix))
    assert HTTP.request("GET", held).status == 404
    for who in ("reporter", "public", "admin.bandung"):
        assert case.content(file, who) is None
    entry = case.entry(file)
    assert (entry["state"], entry["code"]) == ("deleted", "berkas-data-pribadi")
    last = case.site.track(case.number, case.code)["events"][-1]
    assert (last["kind"], last["data"]["reason"]) == ("file_deleted", "berkas-data-pribadi")
    public = case.send("GET", f"/public/reports/{case.number}").data.decode()
    assert "file_deleted" not in public
    assert file not in public
    proof = case.call("GET", "/proof", "reporter").json()
    assert verified(proof).faults == ()
    (kept,) = [e["body"]["data"] for e in proof["events"]
               if e.get("body", {}).get("kind") == "attached"]  # fmt: skip
    assert len(kept["sha256"]) == 64


def test_a_copy_of_all_data_leads_to_the_files(case: Case) -> None:
    file = case.attached(pictures.photo())["id"]

    value = case.call("POST", "/export", "reporter", {}).json()

    (entry,) = value["data"]["files"]
    assert value["proof"]["sha256"] == body_digest(value["data"])
    fetched = HTTP.request("GET", entry["url"])
    assert (fetched.status, entry["id"]) == (200, file)
    assert hashlib.sha256(fetched.data).hexdigest() == entry["sha256"]
    assert len(fetched.data) == entry["size"]
    assert entry["name"] in fetched.headers["Content-Disposition"]


def test_a_photo_comes_back_without_its_place_and_the_public_waits_for_an_officer(
    case: Case,
) -> None:
    """Given a photo with GPS, when it is sent, it is seen by the offices, then by all."""
    entry = case.attached(pictures.photo(orientation=6))
    assert (entry["state"], entry["type"], entry["place"]) == ("attached", "image/jpeg", 1)
    assert (entry["width"], entry["height"], entry["public"]) == (480, 640, False)
    file = entry["id"]
    case.verified()

    fetched = case.content(file, "pu.bandung")
    assert fetched is not None
    assert fetched.status == 200
    assert fetched.headers["Content-Type"] == "image/jpeg"
    assert f"lapor-{case.number}-1.jpg" in fetched.headers["Content-Disposition"]
    seen = Image.open(io.BytesIO(fetched.data))
    assert (seen.size, dict(seen.getexif()), seen.info.get("icc_profile")) == ((480, 640), {}, None)
    assert pictures.OWNER.encode() not in fetched.data
    red, green, _ = pictures.colour(seen, 470, 10)
    assert red > 200 > green, "turned upright: red above right"
    small = case.content(file, "reporter", "?thumb=1")
    assert small is not None
    assert max(Image.open(io.BytesIO(small.data)).size) <= 400

    assert case.content(file, "public") is None
    public = case.send("GET", f"/public/reports/{case.number}").json()
    assert public["files"] == []

    assert case.call("POST", "/show-file", "admin.bandung", {"file": file}).status == 200
    shown = case.content(file, "public")
    assert shown is not None
    assert shown.data == fetched.data
    assert case.call("POST", "/hide-file", "admin.bandung", {"file": file}).status == 200
    assert case.content(file, "public") is None


def test_a_document_comes_to_the_public_without_the_places_of_its_photos(case: Case) -> None:
    """Given a PDF that tells its owner everywhere, what an officer shows to all tells nothing."""
    owner = "Pemilik 7f3a9c"
    sent = papers.everything(owner)
    assert owner in sight.within(sent)
    file = case.attached(sent, "application/pdf")["id"]
    case.verified()
    assert case.call("POST", "/show-file", "admin.bandung", {"file": file}).status == 200

    shown = case.content(file, "public")

    assert shown is not None
    assert (shown.status, shown.headers["Content-Type"]) == (200, "application/pdf")
    assert shown.data.startswith(b"%PDF-")
    assert owner not in sight.within(shown.data)


def test_evidence_of_an_office_is_public_until_the_report_is_confidential(case: Case) -> None:
    case.verified()
    file = case.attached(pictures.document(), "application/pdf", "pu.bandung")["id"]
    shown = case.content(file, "public")
    assert shown is not None
    assert shown.data.startswith(b"%PDF-")
    assert case.content(file, "admin.surabaya") is None

    assert case.call("POST", "/conceal", "admin.bandung", {}).status == 200
    assert case.content(file, "public") is None
    assert case.content("0" * 32, "public") is None
    assert case.content(file, "reporter") is not None


def test_a_virus_is_refused_and_the_reporter_reads_why(case: Case) -> None:
    infected = pictures.photo() + pictures.EICAR
    entry = case.attached(infected)
    assert (entry["state"], entry["code"]) == ("refused", "malware")
    assert case.content(entry["id"], "reporter") is None
    assert case.site.track(case.number, case.code)["state"] == "submitted"


def test_s3_itself_refuses_another_size_type_or_key(case: Case) -> None:
    content = pictures.photo()
    form = case.asked(content)
    assert posted(form, content + b"x").status == 400
    assert posted(form, content[:-1]).status == 400
    assert posted(form, content, Content_Type="text/html").status == 403
    assert posted(form, content, key="somebody/else").status == 403
    assert case.entry(form["file"])["state"] == "pending"
    assert posted(form, content).status == 204
    assert case.decided(form["file"])["state"] == "attached"


def test_a_sixth_file_is_refused_and_the_offices_have_room_of_their_own(case: Case) -> None:
    case.verified()
    for _ in range(5):
        case.attached(pictures.photo())
    answer = case.call("POST", "/files", "reporter", {"type": "image/png", "size": 9})
    assert (answer.status, answer.json()["code"]) == (409, "too_many_files")
    assert case.attached(pictures.photo(), who="pu.bandung")["state"] == "attached"


def test_the_same_upload_again_changes_nothing(case: Case, aws: Callable[[str], Any]) -> None:
    content = pictures.photo()
    form = case.asked(content)
    posted(form, content)
    case.decided(form["file"])
    before = case.site.track(case.number, case.code)

    assert posted(form, content).status == 204
    queue = case.stack["outputs"]["AttachQueueUrl"]
    place = f"{case.number.replace('-', '')}/{form['file']}"
    body = {"Records": [{"s3": {"object": {"key": place}}}]}
    aws("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(body))
    case.rested()

    assert case.site.track(case.number, case.code) == before
    left = aws("s3").list_objects_v2(Bucket=case.stack["outputs"]["IncomingBucket"], Prefix=place)
    assert left.get("KeyCount") == 0


def test_pages_of_this_site_alone_may_send(stack: Stack, aws: Callable[[str], Any]) -> None:
    """MiniStack answers every browser; what S3 would answer is what the bucket was told."""
    rules = aws("s3").get_bucket_cors(Bucket=stack["outputs"]["IncomingBucket"])["CORSRules"]
    assert [(r["AllowedOrigins"], r["AllowedMethods"]) for r in rules] == [
        ([stack["url"]], ["POST"])
    ]
