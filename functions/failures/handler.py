"""Schedule: tells the operator once a day which messages failed, by number and not by contact."""

from collections.abc import Mapping
from typing import Any

from lapor.aws import clock, log
from lapor.aws.failures import tell_operator


def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, int]:
    told = tell_operator(clock.now())
    log.outcome("failures told", count=sum(told.values()))
    return {"failed": sum(told.values()), "days": len(told)}
