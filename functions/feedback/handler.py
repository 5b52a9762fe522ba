"""FeedbackQueue: what became of a mail stands in its row; who was not reached hears otherwise."""

from collections.abc import Mapping

from lapor.aws import clock
from lapor.aws.hearing import hear
from lapor.aws.queues import reports


@reports
def handler(said: Mapping[str, str]) -> None:
    hear(said, clock.now())
