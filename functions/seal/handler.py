"""Schedule: seals the heads of the chains that changed, and the audit rows, into the day's root."""

from collections.abc import Mapping
from typing import Any

from lapor.aws import clock, log, seals


def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, int | None]:
    count = seals.seal(clock.now())
    log.outcome("sealed before" if count is None else "sealed", count=count)
    return {"sealed": count}
