"""The pages of the form without JavaScript, from the templates that the web build has written."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lapor.aws import forms, proof_of_work
from lapor.aws.faults import passes
from lapor.aws.http import Reply, problem
from lapor.domain.errors import Invalid, Refused, Unavailable
from lapor.domain.new_report import NewReport


@cache
def _environment(templates: Path) -> Environment:
    loader = FileSystemLoader(templates)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


class Pages:
    """Renders what one person sees, in the person's language and with what was typed."""

    def __init__(self, templates: Path, typed: forms.Typed) -> None:
        self._templates = templates
        self._typed = typed
        self._language = typed["lang"]

    def form(self) -> Reply:
        """Give the form with what was typed."""
        return self._page("report", 200, e={}, errors=[])

    def check(self, filed: NewReport, now: datetime) -> Reply:
        """Give the page on which people check what they are about to send, with a fresh key."""
        rows, key = forms.summary(self._typed, filed), str(uuid4())
        return self._page(
            "check", 200, rows=rows, key=key, token=proof_of_work.form_token(key, now)
        )

    def receipt(self, receipt: Mapping[str, Any], filed: NewReport) -> Reply:
        """Give the receipt."""
        return self._page("receipt", 201, **forms.readable(receipt, filed, self._language))

    def form_again(self, error: Exception) -> Reply:
        """Give the form with what was typed and what is wrong; raises what is our own fault."""
        if isinstance(error, Invalid):
            said = json.loads((self._templates / f"messages.{self._language}.json").read_text())
            return self._page("report", 422, **forms.explained(error, self._language, said))
        refused = Unavailable() if passes(error) else error
        if not isinstance(refused, Refused):
            raise error
        answer = problem(refused, self._language)
        errors = [{"field": "", "message": answer.body["detail"]}]
        page = self._page("report", refused.status, e={}, errors=errors)
        return Reply(page.status, page.body, {**answer.headers, **page.headers})

    def _page(self, name: str, status: int, **values: Any) -> Reply:
        template = _environment(self._templates).get_template(f"{name}.{self._language}.html")
        html = template.render(v=self._typed, **values)
        return Reply(status, html, {"content-type": "text/html; charset=utf-8"})
