"""What SES says of a mail meets the template's own rule, and comes back through its queue."""

import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lapor.aws import sends
from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample, somebody
from tests.journey.conftest import Send
from tests.journey.outbox import eventually, mails_about, texts_about

Stack = Mapping[str, Any]


@pytest.fixture
def site(stack: Stack) -> Site:
    """The API of the stack under test."""
    return Site(stack["api"])


def bounce(number: str, address: str, configured: str) -> dict[str, Any]:
    """The event that AWS documents for a permanent bounce, as it arrives on the bus."""
    tag = sends.tag(f"{number.replace('-', '')}#1", "email#reporter")
    return {
        "eventType": "Bounce",
        "bounce": {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [{"emailAddress": address, "action": "failed", "status": "5.1.1"}],
        },
        "mail": {
            "timestamp": "2026-11-23T03:00:00.000Z",
            "messageId": "0102018f-ses",
            "destination": [address],
            "commonHeaders": {"to": [address]},
            "tags": {"ses:configuration-set": [configured], "send": [tag]},
        },
    }


def extracted(transformer: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    """Do to an event what the bus does: fill the template with what the paths point to."""
    written = str(transformer["InputTemplate"])
    for name, path in transformer["InputPathsMap"].items():
        found: Any = {"detail": detail}
        for step in path.removeprefix("$.").replace("[0]", ".0").split("."):
            found = found[int(step)] if isinstance(found, list) else found.get(step, "")
        written = written.replace(f"<{name}>", found)
    return written


def test_a_mail_that_comes_back_is_seen_by_officers_and_followed_by_an_sms(
    site: Site, stack: Stack, aws: Callable[[str], Any], send: Send
) -> None:
    phone = f"+62812{uuid.uuid4().int % 10**8:08d}"
    email = f"warga.{uuid.uuid4().hex[:12]}@contoh.example"
    receipt = site.file(
        sample(agency="32.73", reporter=somebody(phone=phone, email=email)), str(uuid.uuid4())
    )
    number, code = receipt["number"], receipt["access_code"]
    rest.wait([number.replace("-", "")], stack["outputs"])
    eventually(lambda: mails_about(stack, number))

    (configured,) = aws("sesv2").list_configuration_sets()["ConfigurationSets"]
    bus = aws("events")
    (rule,) = [r for r in bus.list_rules()["Rules"] if "aws.ses" in r.get("EventPattern", "")]
    (target,) = bus.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    detail = bounce(number, email, configured)
    happened = {"id": "1", "source": "aws.ses", "detail-type": "Email Bounced", "detail": detail}
    told = {"account": "0", "time": "2026-11-23T03:00:00Z", "region": stack["region"]}
    matched = bus.test_event_pattern(
        EventPattern=rule["EventPattern"], Event=json.dumps({**happened, **told, "resources": []})
    )
    assert matched["Result"] is True
    # Nobody may put an event of `aws.ses` on a bus, so the rule's extract is put on its queue.
    aws("sqs").send_message(
        QueueUrl=stack["outputs"]["FeedbackQueueUrl"],
        MessageBody=extracted(target["InputTransformer"], detail),
    )

    eventually(lambda: texts_about(stack, number))

    def outcome() -> str | None:
        """The row of the SMS: nobody has confirmed the contact, so the page says nothing of it."""
        row = aws("dynamodb").get_item(
            TableName=stack["outputs"]["SendsTable"],
            Key={"event": {"S": f"{number.replace('-', '')}#1"}, "channel": {"S": "sms#reporter"}},
        )
        state = row.get("Item", {}).get("state", {}).get("S")
        return state if state != "claimed" else None

    assert eventually(outcome) == "sent", "by the other channel"
    answer = send("GET", f"/reports/{number}/contact", None, Access_Code=code)
    assert json.loads(answer.data)["told"] is None
