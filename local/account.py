"""Points our own AWS modules at the local stack, or at an account that an operator names."""

import argparse
import os
from collections.abc import Mapping
from typing import Any

import boto3

from local import stack


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments by which every operator's command names its stack."""
    parser.add_argument("--stack", default=stack.NAME)
    parser.add_argument("--region", help="of an account; without it the local stack is meant")


def enter(wanted: argparse.Namespace, *tables: str) -> Mapping[str, str]:
    """Set the environment as the functions have it, with the names of these tables; gives all."""
    cloudformation: Any = None
    if wanted.region:
        os.environ["AWS_DEFAULT_REGION"] = wanted.region
        cloudformation = boto3.client("cloudformation")
    else:
        stack.load()
        os.environ |= {
            "AWS_ENDPOINT_URL": stack.endpoint(),
            "AWS_DEFAULT_REGION": stack.REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "LAPOR_CLOCK": str(stack.HOME / "clock"),
        }
    found = stack.outputs(cloudformation, wanted.stack)
    for table in tables:
        os.environ[f"{table.upper()}_TABLE"] = found[f"{table}Table"]
    return found
