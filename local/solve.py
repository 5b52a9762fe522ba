"""Solving a challenge as a browser does, for the demo and the tests."""

from collections.abc import Mapping
from typing import Any

from altcha import Challenge, Payload, solve_challenge


def solved(challenge: Mapping[str, Any]) -> str:
    """Give the proof for a challenge of `GET /api/challenge`, as the header `Proof` carries it."""
    asked = Challenge.from_dict(dict(challenge))
    solution = solve_challenge(asked)
    if solution is None:
        raise TimeoutError("the challenge took too long")
    return Payload(asked, solution).to_base64()
