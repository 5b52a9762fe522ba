"""ForgetQueue: what a report is no longer kept for goes, by the rules of retention."""

from lapor.aws import clock
from lapor.aws.queues import Task, consumer
from lapor.aws.rights import forget


@consumer
def handler(task: Task) -> None:
    forget(task.report, clock.now())
