"""POST /api/forms/reports: the report form of people whose browser runs no JavaScript."""

import json
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lapor.aws import forms
from lapor.aws.filing import file
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain import ids
from lapor.domain.errors import Invalid, Refused

TEMPLATES = Path(__file__).parent / "templates"
PAGES = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@endpoint
def handler(request: Request) -> Reply:
    typed = forms.typed(request.body)
    if typed["step"] == "edit":
        return _page("report", 200, typed, e={}, errors=[])
    try:
        filed = forms.checked(typed, request.now)
        if typed["step"] != "send" or not typed["key"]:
            rows = forms.summary(typed, filed)
            return _page("check", 200, typed, rows=rows, key=str(uuid4()))
        receipt = file(filed, ids.checked_key(typed["key"]), request.now, channel="form")
        return _page("receipt", 201, typed, **forms.readable(receipt, filed, typed["lang"]))
    except Invalid as invalid:
        return _page("report", 422, typed, **forms.explained(invalid, *_said(typed["lang"])))
    except Refused as refused:
        return _page("report", refused.status, typed, **forms.excused(refused, typed["lang"]))


def _said(language: str) -> tuple[str, Mapping[str, str]]:
    return language, json.loads((TEMPLATES / f"messages.{language}.json").read_text())


def _page(name: str, status: int, typed: forms.Typed, **values: object) -> Reply:
    page = PAGES.get_template(f"{name}.{typed['lang']}.html").render(v=typed, **values)
    return Reply(status, page, {"content-type": "text/html; charset=utf-8"})
