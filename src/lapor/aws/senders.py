"""Handing messages to the providers: SES for mail, SNS for SMS."""

import os

from lapor.aws.clients import client
from lapor.domain.notices import Message


def mail(to: str, message: Message) -> str:
    """Hand a mail to SES; gives its message id."""
    sent = client("ses").send_email(
        Source=os.environ["MAIL_FROM"],
        Destination={"ToAddresses": [to]},
        Message={
            "Subject": {"Data": message.subject, "Charset": "UTF-8"},
            "Body": {
                "Text": {"Data": message.text, "Charset": "UTF-8"},
                "Html": {"Data": message.html, "Charset": "UTF-8"},
            },
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
