"""What the public finds on the running stack: the list with its filters, and one report."""

import json
import urllib.request
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.outbox import eventually

Stack = Mapping[str, Any]


def listed(stack: Stack, **query: str) -> list[str]:
    """Give the numbers on the first page of the public list."""
    url = f"{stack['api']}/public/reports?{urlencode(query)}"
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own stack
        return [item["number"] for item in json.loads(answer.read())["items"]]


def verified(stack: Stack, **changes: Any) -> str:
    """File a report and have it verified; gives its number."""
    site = Site(stack["api"])
    number = str(site.file(sample(agency="73.71", **changes), str(uuid.uuid4()))["number"])
    rest.wait([number.replace("-", "")], stack["outputs"])
    site.officer("admin.makassar", number, "verify", {"agency": "73.71"})
    return number


def test_a_verified_report_is_listed_where_it_belongs_and_a_confidential_one_nowhere(
    stack: Stack,
) -> None:
    hidden = verified(stack, confidential=True)
    number = verified(stack)

    assert eventually(lambda: number in listed(stack, agency="73.71"))
    assert number in listed(stack, province="32", state="disposed")
    assert number not in listed(stack, agency="32.73")
    assert hidden not in listed(stack)
    assert hidden not in listed(stack, agency="73.71")
