"""POST /api/forms/reports: the report form of people whose browser runs no JavaScript."""

from pathlib import Path

from lapor.aws import forms, proof_of_work
from lapor.aws.filing import file
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.pages import Pages
from lapor.domain import ids

TEMPLATES = Path(__file__).parent / "templates"


@endpoint
def handler(request: Request) -> Reply:
    typed = forms.typed(request.body)
    pages = Pages(TEMPLATES, typed)
    if typed["step"] == "edit":
        return pages.form()
    try:
        filed = forms.checked(typed, request.now)
        if typed["step"] != "send" or not typed["key"]:
            return pages.check(filed, request.now)
        key = ids.checked_key(typed["key"])
        proof_of_work.check_form(typed["token"], key, request.now)
        receipt = file(filed, key, request.now, channel="form")
    except Exception as error:
        return pages.form_again(error)
    return pages.receipt(receipt, filed)
