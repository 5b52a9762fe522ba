"""NotifyQueue: the people who must know of an event are told, each once."""

from lapor.aws import clock
from lapor.aws.queues import Task, consumer
from lapor.aws.telling import tell


@consumer
def handler(task: Task) -> None:
    tell(task, clock.now())
