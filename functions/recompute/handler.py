"""RecomputeQueue: after a change of rules, the rows of the open reports that it concerns."""

from collections.abc import Callable, Mapping

from lapor.aws import recomputing
from lapor.aws.queues import Task, consumer

STEPS: Mapping[str, Callable[[str], None]] = {
    recomputing.OFFICE: recomputing.spread,
    recomputing.PILE: recomputing.unfold,
    recomputing.REPORT: recomputing.renew,
}


@consumer
def handler(task: Task) -> None:
    STEPS[task.kind](task.report)
