"""The boto3 clients, each made once per process and only when a step needs it."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

ONCE = frozenset({"sesv2", "sns"})
"""Providers of messages: what they may have sent is not asked for again behind our back."""

S3 = {"signature_version": "s3v4", "s3": {"addressing_style": "virtual"}}
"""Without them botocore signs addresses of S3's global name, which redirects browsers away."""


@cache
def client(service: str) -> Any:
    """Give the client of one AWS service.

    Its patience is short enough that a citizen hears 503 before API Gateway gives up at 30 s.
    """
    retries: Any = {"mode": "standard", "total_max_attempts": 1 if service in ONCE else 3}
    more: Any = S3 if service == "s3" else {}
    config = Config(connect_timeout=2, read_timeout=5, retries=retries, **more)
    return boto3.client(service, config=config)  # type: ignore[call-overload]  # any service
