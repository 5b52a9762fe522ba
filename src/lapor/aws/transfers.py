"""Where a browser sends a file, what became of it, and where it fetches one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from lapor.aws import clean, incoming, limits, log, rulebook, uploads
from lapor.aws.http import Request
from lapor.aws.pepper import pepper
from lapor.aws.steps import Case, spoken
from lapor.aws.uploads import Upload
from lapor.domain import files
from lapor.domain.errors import NotFound
from lapor.domain.event import stamp
from lapor.domain.ids import mac
from lapor.domain.lifecycle import move
from lapor.domain.protecting import NewFile

TRIES, A_DAY = 30, timedelta(days=1)
"""Uploads that one side of one report may ask for a day: five files, each tried six times."""


def offered(request: Request, case: Case) -> Mapping[str, Any]:
    """Give the form for one file: `file`, `url`, `fields`, `expires_at`.

    Raises Invalid for another type or size, NotAllowed when the report's state takes no files,
    TooManyFiles and TooMany.
    """
    wanted = request.read(NewFile)
    report, caller, now = case.report, case.caller, request.now
    move(report, "attach", caller, now, spoken(), rulebook.rules(report))
    waiting = [u for u in _open(case) if u.state(now) == "pending"]
    files.room(case.events, caller.role, len(waiting))
    asking = mac(pepper(), "files", report.number, files.side(caller.role)).hex()
    limits.count(f"files#{asking}", TRIES, A_DAY, now)
    upload = uploads.ask(report.number, wanted.type, wanted.size, caller, now)
    log.outcome("upload offered", report=report.number)
    ends = stamp(now + uploads.SENDING)
    return {"file": upload.file, **incoming.form(upload), "expires_at": ends}


def listed(request: Request, case: Case) -> Mapping[str, Any]:
    """Give the files that the caller may know of, with those of its own side under way."""
    shown = files.shown(case.report, case.events, case.caller)
    return {"items": [*shown, *(_waiting(u, request.now) for u in _open(case))]}


def fetched(request: Request, case: Case) -> Mapping[str, Any]:
    """Give the short-lived address of a file, or with `thumb=1` of its thumbnail.

    Raises NotFound for what the caller may not have, as for what does not exist.
    """
    file = files.known(case.events, request.parameters["file"])
    if not files.may_fetch(case.report, file, case.caller):
        raise NotFound
    place = f"{case.report.number}/{file.id}"
    name = files.name(case.report, file)
    if request.query.get("thumb") != "1":
        url = clean.address(place, file.type, name)
    elif (file.facts or {}).get("thumb"):
        url = clean.address(clean.small(place), clean.THUMBNAIL, name)
    else:
        raise NotFound
    return {"url": url, "expires_at": stamp(request.now + clean.GOOD_FOR)}


def _open(case: Case) -> list[Upload]:
    return uploads.open_ones(case.report.number, case.caller.role, case.events)


def _waiting(upload: Upload, now: datetime) -> Mapping[str, Any]:
    return {
        "id": upload.file,
        "type": upload.type,
        "by": upload.role,
        "at": stamp(upload.asked_at),
        "state": upload.state(now),
        "size": upload.size,
    }
