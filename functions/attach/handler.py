"""AttachQueue: a file has arrived and is checked, cleaned and put where it may be seen."""

from lapor.aws import clock
from lapor.aws.attaching import attach
from lapor.aws.queues import arrivals


@arrivals
def handler(place: str) -> None:
    attach(place, clock.now())
