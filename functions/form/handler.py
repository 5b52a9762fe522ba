"""POST /api/forms/reports: the report form of people whose browser runs no JavaScript."""

from pathlib import Path

from lapor.aws import forms
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
            return pages.check(filed)
        receipt = file(filed, ids.checked_key(typed["key"]), request.now, channel="form")
    except Exception as error:
        return pages.form_again(error)
    return pages.receipt(receipt, filed)
