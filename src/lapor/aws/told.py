"""Whether a report's reporter was reached, for the pages of both sides."""

from collections.abc import Mapping, Sequence
from typing import Any

from lapor.aws import sends
from lapor.aws.steps import Case
from lapor.domain import reached, visibility
from lapor.domain.notices import SILENT


def told(case: Case) -> Sequence[Mapping[str, Any]]:
    """Give what became of the messages about the events that the caller sees; no contact."""
    places = visibility.places(case.events, case.caller)
    spoken = [e.seq for e in case.events if e.seq in places and e.kind not in SILENT]
    return reached.told(sends.to_reporter(case.report.number, spoken), places)
