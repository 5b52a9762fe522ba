"""What several tests of the registers ask."""

from collections.abc import Callable
from typing import Any

import pytest

from lapor.data import load

UnitsOf = Callable[[str], set[str]]


@pytest.fixture(scope="session")
def agencies() -> dict[str, dict[str, Any]]:
    """Every agency by its id."""
    return {agency["id"]: agency for agency in load("agencies")}


@pytest.fixture(scope="session")
def units_of(agencies: dict[str, dict[str, Any]]) -> UnitsOf:
    """The unit slugs of an agency: its own list, or that of its kind."""
    units = load("units")

    def slugs(agency: str) -> set[str]:
        listed = units["agencies"].get(agency) or units.get(agencies[agency]["kind"], [])
        return {unit["id"] for unit in listed}

    return slugs
