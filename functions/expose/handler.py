"""POST /api/desk/{number}/{show-file,hide-file,delete-file}: who sees a file, or nobody ever."""

from collections.abc import Mapping

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import officers_case, planned, spoken, taken
from lapor.domain import files
from lapor.domain.protecting import DeleteFile, OneFile

ASKED: Mapping[str, type[OneFile]] = {
    "show-file": OneFile,
    "hide-file": OneFile,
    "delete-file": DeleteFile,
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    facts = spoken(request.read(ASKED[request.action]).model_dump())
    planned(request, case, request.action, facts)  # who may not hears that, and no more
    files.exposable(case.report, files.known(case.events, facts.data["file"]), request.action)
    return taken(request, case, request.action, facts)
