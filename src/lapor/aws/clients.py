"""The boto3 clients, each made once per process and only when a step needs it."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
)
"""Short enough that a citizen hears 503 before API Gateway gives up at 30 seconds."""


@cache
def client(service: str) -> Any:
    """Give the client of one AWS service."""
    return boto3.client(service, config=CONFIG)  # type: ignore[call-overload]  # any service
