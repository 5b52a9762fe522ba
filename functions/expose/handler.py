"""POST /api/desk/{number}/{show-file,hide-file}: an officer decides whether the public sees it."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import officers_case, spoken, taken
from lapor.domain import files
from lapor.domain.protecting import OneFile


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    file = files.known(case.events, request.read(OneFile).file)
    return taken(request, case, request.action, spoken({"file": file.id}))
