"""A world in one process: moto for AWS, its tables and queues made from the project's template."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

import boto3
import moto
import pytest

from lapor.aws import audit, clients, clock, directory, log
from tests.functions import tables, wire
from tests.functions.pool import Pool
from tests.functions.sending import Files
from tests.functions.world import QUEUES, World

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""10:00 in Jakarta on a working Monday."""

SETTINGS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": tables.REGION,
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "MAIL_FROM": "lapor@contoh.example",
    "MAIL_EVENTS": "lapor-test",
    "OPERATOR_EMAIL": "operator@contoh.example",
    "SMS_SENDER": "LAPOR",
    "PUBLIC_URL": "https://lapor.example",
    "PEPPER": "a-pepper-that-only-the-tests-know-0123456789",
    "LINK_KEY": "a-key-of-links-that-only-the-tests-know-01234567",
    "POWERTOOLS_SERVICE_NAME": "test",
}


@cache
def session() -> boto3.Session:
    """The one session of all worlds: a new one reads botocore's descriptions again."""
    return boto3.Session()


@contextmanager
def universe() -> Iterator[World]:
    """A fresh system at 10:00 on a Monday, with the registers that the tests name."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in [n for n in os.environ if n.startswith(("AWS_", "LAPOR_"))]:
            monkeypatch.delenv(name)
        for name, value in SETTINGS.items():
            monkeypatch.setenv(name, value)
        clients.client.cache_clear()
        directory.forget()
        audit.forget()
        with moto.mock_aws():
            monkeypatch.setattr(boto3, "DEFAULT_SESSION", session())
            tables.hasten(monkeypatch)
            line = wire.connected(monkeypatch)
            for logical, name in tables.make().items():
                monkeypatch.setenv(f"{logical.upper()}_TABLE", name)
            monkeypatch.setenv("PEOPLE_KEY_ID", tables.people_key())
            sqs = boto3.client("sqs")
            for queue in QUEUES:
                url = sqs.create_queue(QueueName=queue)["QueueUrl"]
                monkeypatch.setenv(f"{queue}_QUEUE_URL", url)
            boto3.client("ses").verify_email_identity(EmailAddress=SETTINGS["MAIL_FROM"])
            logged = io.StringIO()
            monkeypatch.setattr(log._logger.registered_handler, "stream", logged)
            made = World(MONDAY, line, logged)
            monkeypatch.setattr(clock, "now", lambda: made.now)
            made.seed()
            yield made
            print(logged.getvalue())
        clients.client.cache_clear()
        directory.forget()


@pytest.fixture
def world() -> Iterator[World]:
    """A world of the test's own."""
    with universe() as made:
        yield made


@pytest.fixture
def vault(world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """The bucket of the roots, locked as the template says; gives its name."""
    s3 = boto3.client("s3")
    s3.create_bucket(
        Bucket="roots",
        CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"},
        ObjectLockEnabledForBucket=True,
    )
    s3.put_object_lock_configuration(
        Bucket="roots",
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 3650}},
        },
    )
    monkeypatch.setenv("ROOTS_BUCKET", "roots")
    return "roots"


@pytest.fixture
def pool(world: World, monkeypatch: pytest.MonkeyPatch) -> Pool:
    """A pool of officers' accounts, empty."""
    return Pool(monkeypatch)


@pytest.fixture
def files(world: World, monkeypatch: pytest.MonkeyPatch) -> Files:
    """A world with its buckets."""
    monkeypatch.setenv("INCOMING_BUCKET", "incoming")
    monkeypatch.setenv("CLEAN_BUCKET", "clean")
    monkeypatch.setenv("SCANNER", "eicar")
    return Files(world)
