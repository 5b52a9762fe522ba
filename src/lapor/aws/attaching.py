"""What becomes of a file that has arrived: checked, cleaned, kept, told, and only then to be seen.

Each step may be repeated: the clean copy is the same bytes under the same key, the ledger takes one
event for a file, and the incoming object goes last.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lapor.aws import clean, directory, incoming, ledger, log, rulebook, scanners, uploads
from lapor.aws.steps import spoken
from lapor.aws.uploads import Upload
from lapor.domain import files
from lapor.domain.errors import NotAllowed, NotFound, TooManyFiles, Unauthorized
from lapor.domain.event import Actor, Event
from lapor.domain.lifecycle import Facts, move
from lapor.domain.report import Report
from lapor.domain.roles import SignedIn
from lapor.domain.visibility import REPORTER, SYSTEM
from lapor.media import Cleaned, Unfit, apart

REASONS: Mapping[type[Exception], str] = {
    NotAllowed: "report_closed",
    NotFound: "no_longer_yours",
    Unauthorized: "no_longer_yours",
    TooManyFiles: "too_many_files",
}
"""Why a good file is refused all the same."""


def attach(place: str, now: datetime) -> None:
    """Decide about the incoming object with this key, once; raises Changed to be called again."""
    number, _, file = place.partition("/")
    upload = uploads.asked(number, file) if number and file else None
    if upload is None:
        log.outcome("upload of nobody")
        return incoming.discard(place)
    report, events = ledger.opened(number)
    if files.settled(events, file):
        log.outcome("attached before", report=number)
        return incoming.discard(place)
    content = incoming.fetched(place)
    if content is None:
        return log.outcome("upload gone", report=number)
    event = _decided(report, events, upload, content, now)
    ledger.append(event)
    log.outcome("attached" if event.kind == "attached" else "file refused",
                report=number, seq=event.seq, code=event.data.get("code", ""))  # fmt: skip
    return incoming.discard(place)


def _decided(
    report: Report, events: Sequence[Event], upload: Upload, content: bytes, now: datetime
) -> Event:
    """Make the event of a file, with its clean copy stored; a refusal is an event too."""
    try:
        by, rules = _uploader(upload, now), rulebook.rules(report)
        move(report, "attach", by, now, spoken(), rules)  # may it at all, before the work
        files.room(events, upload.role)
        if len(content) != upload.size:
            raise Unfit("wrong_size")
        place = f"{upload.report}/{upload.file}"
        scanners.look(place, content)
        made = apart.cleaned(content, upload.type)
        event = move(report, "attach", by, now, spoken(_facts(upload, made)), rules)
        clean.store(place, made.type, made.content, made.thumbnail)
    except (NotAllowed, NotFound, Unauthorized, TooManyFiles) as refusal:
        return _refused(report, upload, REASONS[type(refusal)], now)
    except Unfit as unfit:
        if unfit.fault:
            log.outcome("cleaning failed", report=upload.report, error=unfit.fault)
        return _refused(report, upload, unfit.code, now)
    return event


def _uploader(upload: Upload, now: datetime) -> Actor:
    """Give who asked, with what an officer may do today; raises Unauthorized for a former one."""
    if not upload.officer:
        return REPORTER
    return directory.actor(SignedIn(upload.officer, int(now.timestamp())))


def _facts(upload: Upload, made: Cleaned) -> Mapping[str, Any]:
    return {
        "file": upload.file,
        "type": made.type,
        "size": len(made.content),
        "thumb": made.thumbnail is not None,
        "sha256": hashlib.sha256(made.content).hexdigest(),
        **made.facts,
    }


def _refused(report: Report, upload: Upload, code: str, now: datetime) -> Event:
    data = {"file": upload.file, "type": upload.type, "code": code, "sender": upload.role}
    return move(report, "refuse_file", SYSTEM, now, Facts(data), rulebook.rules(report))
