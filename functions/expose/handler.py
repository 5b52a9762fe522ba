"""POST /api/desk/{number}/{show-file,hide-file}: an officer decides whether the public sees it."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import officers_case, planned, spoken, taken
from lapor.domain import files
from lapor.domain.protecting import OneFile


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    facts = spoken({"file": request.read(OneFile).file})
    planned(request, case, request.action, facts)  # who may not hears that, and no more
    files.exposable(case.report, files.known(case.events, facts.data["file"]), request.action)
    return taken(request, case, request.action, facts)
