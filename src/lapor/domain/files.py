"""The files of a report: what its events say of them, how many fit, and who may fetch which.

What a reporter attaches is not public: photos have given reporters away (domain notes 6). An
office's evidence is, once the report is, but not what came while it was confidential; an officer
shows and hides both. When a report is made
anonymous, what was shown of its reporter is hidden again. An admin deletes what must not be kept at
all; the digest in its `attached` event stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from lapor.domain.confidence import confides
from lapor.domain.errors import FieldError, Invalid, NotFound, TooManyFiles
from lapor.domain.event import Actor, Event, stamp
from lapor.domain.ids import shown as written
from lapor.domain.report import Report
from lapor.domain.roles import REPORTER
from lapor.domain.visibility import Words, is_listed, may_see, reads

TYPES: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
}
"""What may be sent, with the ending that our own names for it have."""

MAX_BYTES = 10_000_000
MAX_FILES = 5
"""Files of one side, the reporter or the offices: five photos must not keep evidence out."""


@dataclass(frozen=True, slots=True)
class File:
    """One file as the events so far tell it.

    `state` is `attached`, `erased` with the reporter's words, or `deleted` by an admin or `refused`
    for the reason `code`; `place` counts the attached ones from 1; `sha256` is the clean copy's and
    stays; `facts` holds `size` in bytes, `thumb`, and `width` and `height` or `pages`.
    """

    id: str
    type: str
    role: str
    at: datetime
    state: Literal["attached", "refused", "erased", "deleted"]
    place: int = 0
    public: bool = False
    code: str = ""
    sha256: str = ""
    facts: Mapping[str, Any] | None = None


def side(role: str) -> str:
    """Give whose file it is: the reporter's, or the offices'."""
    return REPORTER if role == REPORTER else "office"


def files(events: Iterable[Event]) -> list[File]:
    """Read a report's files from its events, in their order."""
    found: dict[str, File] = {}
    places, confidential = 0, False
    for event in events:
        confidential = confides(event, confidential)
        match event.kind:
            case "attached":
                places += 1
                file = _attached(event, places, confidential)
                found[file.id] = file
            case "file_refused":
                file = _refused(event)
                found[file.id] = file
            case "file_shown" | "file_hidden":
                known = found[event.data["file"]]
                found[known.id] = replace(known, public=event.kind == "file_shown")
            case "anonymised":
                found |= {
                    file.id: replace(file, public=False)
                    for file in found.values()
                    if side(file.role) == REPORTER
                }
            case "file_deleted":
                known = found[event.data["file"]]
                reason = event.data["reason"]
                found[known.id] = replace(
                    known, state="deleted", public=False, facts=None, code=reason
                )
            case "erased" if "words" in event.data["parts"]:
                found |= {
                    file.id: replace(file, state="erased", public=False, facts=None)
                    for file in found.values()
                    if file.state == "attached" and side(file.role) == REPORTER
                }
    return list(found.values())


def gone(events: Iterable[Event]) -> list[str]:
    """Give the ids of the files whose content must be gone: all that are not attached."""
    return [file.id for file in files(events) if file.state != "attached"]


def settled(events: Iterable[Event], file: str) -> bool:
    """Say whether it was decided already what becomes of a file."""
    return any(known.id == file for known in files(events))


def room(events: Iterable[Event], role: str, waiting: int = 0) -> None:
    """Raise TooManyFiles when this role's side has all its files, counting those on their way."""
    theirs = [f for f in files(events) if f.state == "attached" and side(f.role) == side(role)]
    if len(theirs) + waiting >= MAX_FILES:
        raise TooManyFiles(MAX_FILES)


def known(events: Iterable[Event], file: str) -> File:
    """Give an attached file of a report; raises NotFound."""
    for each in files(events):
        if each.id == file and each.state == "attached":
            return each
    raise NotFound


def may_fetch(report: Report, file: File, viewer: Actor) -> bool:
    """Say whether this viewer may have a file's content: as it may read the report's words."""
    how = reads(viewer, report)
    if file.state != "attached" or how is Words.NONE or not may_see(report, viewer):
        return False
    return how is Words.WHOLE or (is_listed(report) and file.public)


def exposable(report: Report, file: File, call: str) -> None:
    """Check that a file may be shown: never an anonymous reporter's. Raises Invalid."""
    if call == "show-file" and report.anonymous and side(file.role) == REPORTER:
        raise Invalid([FieldError("/file", "anonymous_file")])


def name(report: Report, file: File) -> str:
    """Give the name that a fetched file has; what its sender called it was never stored."""
    return f"lapor-{written(report.number)}-{file.place}.{TYPES[file.type]}"


def shown(report: Report, events: Sequence[Event], viewer: Actor) -> Sequence[Mapping[str, Any]]:
    """Write the files that a viewer may know of; of an erased one nothing is left to say."""
    return [
        _written(file)
        for file in files(events)
        if file.state != "erased" and _may_know(report, file, viewer)
    ]


def named(report: Report, events: Sequence[Event], viewer: Actor) -> Mapping[int, Any]:
    """Say of each event about a file, by its number, which it is: `type` and `place`.

    Only of files that the viewer may know of.
    """
    theirs = {f.id: f for f in files(events) if _may_know(report, f, viewer)}
    about = {e.seq: theirs[e.data["file"]] for e in events if e.data.get("file") in theirs}
    return {seq: {"type": f.type, "place": f.place or None} for seq, f in about.items()}


def _may_know(report: Report, file: File, viewer: Actor) -> bool:
    """Say whether a file exists for a viewer; one that is no more only for who would have read it.

    Of a refused one the other side has never heard, unless it is the office.
    """
    if file.state == "attached":
        return may_fetch(report, file, viewer)
    theirs = viewer.role != REPORTER or file.state != "refused" or side(file.role) == REPORTER
    whole = reads(viewer, report) is Words.WHOLE
    return theirs and whole and may_see(report, viewer)


def _attached(event: Event, place: int, confidential: bool) -> File:
    facts = {k: v for k, v in event.data.items() if k not in ("file", "type", "sha256")}
    return File(
        event.data["file"],
        event.data["type"],
        event.role,
        event.at,
        "attached",
        place=place,
        public=side(event.role) != REPORTER and not confidential,
        sha256=event.data["sha256"],
        facts=facts,
    )


def _refused(event: Event) -> File:
    data = event.data
    return File(data["file"], data["type"], data["sender"], event.at, "refused", code=data["code"])


def _written(file: File) -> Mapping[str, Any]:
    return {
        "id": file.id,
        "type": file.type,
        "by": file.role,
        "at": stamp(file.at),
        "state": file.state,
        "place": file.place or None,
        "public": file.public,
        "code": file.code or None,
        **(file.facts or {}),
    }
