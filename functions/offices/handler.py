"""GET /api/offices; POST /api/offices/{add,edit,close}: agencies and units, and their keeping."""

from lapor.aws import directory, offices
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.administration import ClosedOffice, EditedOffice, NewUnit


@endpoint
def handler(request: Request) -> Reply:
    by = directory.actor(request.officer)
    match request.action:
        case "add":
            entry = offices.added(by, request.read(NewUnit), request.now)
        case "edit":
            entry = offices.edited(by, request.read(EditedOffice), request.now)
        case "close":
            entry = offices.closed(by, request.read(ClosedOffice), request.now)
        case _:
            return Reply(200, offices.listed(by, request.query.get("agency", by.agency or "")))
    return Reply(201 if request.action == "add" else 200, offices.shown(entry, keeps=True))
