"""Handing messages to the providers: SES for mail, SNS for SMS."""

import os
from collections.abc import Mapping

from lapor.aws.clients import client
from lapor.domain.notices import Message

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""Asks other machines not to answer (RFC 3834); an answer would go to nobody who reads it."""


def mail(
    to: str, message: Message, tag: str | None = None, headers: Mapping[str, str] | None = None
) -> str:
    """Hand a mail to SES; gives its message id.

    `tag` names the message's row of `Sends` in what SES reports of the mail later.
    """

    def said(data: str) -> dict[str, str]:
        return {"Data": data, "Charset": "UTF-8"}

    named = {**AUTOMATIC, **(headers or {})}
    sent = client("sesv2").send_email(
        FromEmailAddress=os.environ["MAIL_FROM"],
        Destination={"ToAddresses": [to]},
        ConfigurationSetName=os.environ["MAIL_EVENTS"],
        EmailTags=[{"Name": "send", "Value": tag}] if tag else [],
        Content={
            "Simple": {
                "Subject": said(message.subject),
                "Body": {"Text": said(message.text), "Html": said(message.html)},
                "Headers": [{"Name": name, "Value": value} for name, value in named.items()],
            }
        },
    )
    return str(sent["MessageId"])


def sms(to: str, text: str) -> str:
    """Hand an SMS to SNS; gives its message id."""
    sent = client("sns").publish(
        PhoneNumber=to,
        Message=text,
        MessageAttributes={
            "AWS.SNS.SMS.SenderID": {
                "DataType": "String",
                "StringValue": os.environ["SMS_SENDER"],
            },
            "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
        },
    )
    return str(sent["MessageId"])
