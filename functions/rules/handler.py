"""GET /api/rules{,/gaps}; POST /api/rules/{calendar,limits,holidays,ladder}: what binds offices."""

from lapor.aws import directory, settings
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.settings import AgencyCalendar, Holidays, NewLadder, OwnLimits


@endpoint
def handler(request: Request) -> Reply:
    by, now = directory.actor(request.officer), request.now
    match request.action:
        case "calendar":
            value = settings.calendar(by, request.read(AgencyCalendar), now)
        case "limits":
            value = settings.limits(by, request.read(OwnLimits), now)
        case "holidays":
            value = settings.holidays(by, request.read(Holidays), now)
        case "ladder":
            value = settings.ladder(by, request.read(NewLadder), now)
        case "gaps":
            value = settings.gaps(by)
        case _:
            value = settings.shown(by, request.query.get("agency", by.agency or ""))
    return Reply(200, value)
