"""What must be so when the faults have ended and everything has drained, by name."""

import json
from collections import Counter
from collections.abc import Callable, Iterator

from lapor.aws import desk_rows, directory, sends
from lapor.domain import notices
from lapor.domain.deadlines import wake
from lapor.domain.event import Event, broken_link
from lapor.domain.lifecycle import fold
from lapor.domain.moves import MOVES
from lapor.domain.report import Clock, Report, State
from lapor.registers import rules
from tests.simulation import moves
from tests.simulation.life import Life

Breach = Iterator[str]

MOVES_NO_DEADLINE = frozenset(
    {
        "routed", "forwarded", "noted", "proposed", "declined", "anonymised", "concealed",
        "unanonymised", "unconcealed", "masked", "unmasked", "redacted", "revealed",
        "reveal_asked", "reveal_granted", "reveal_refused", "blocked", "unblocked", "attached",
        "rated", "objected", "exported", "erased", "restricted", "unrestricted", "consented",
        "escalated",
    }
)  # fmt: skip
"""Comments, edits and everything else after which every clock runs on as it ran."""

MOST = {"email": 2, "sms": 1}
"""How often a message may be handed over when a crash hides what became of the first time."""


def acknowledged_is_stored(life: Life) -> Breach:
    """Whoever got a receipt finds the report; whoever heard 200 finds the move, with its words."""
    for citizen in life.people:
        if citizen.receipt is None:
            yield f"no receipt after everything has calmed down: {citizen.body['title']}"
            continue
        number = citizen.receipt["number"]
        stored = life.events(number)
        if not stored or stored[0].data["confidential"] != citizen.body["confidential"]:
            yield f"{number} is not stored"
        elif not _holds(life, stored, 1, citizen.body["title"]):
            yield f"{number} has not the words that were sent"
    for deed in life.seen.deeds:
        stored = life.events(deed.number)
        if len(stored) < deed.version:
            yield f"{deed} is not stored"
        elif deed.call != "erase":  # asking again to be erased is acknowledged and changes nothing
            event = stored[deed.version - 1]
            kinds = {row.event for row in MOVES if row.call == deed.call}
            if event.kind not in kinds:
                yield f"{deed} was stored as {event.kind}"
            if deed.words and not _holds(life, stored, deed.version, deed.words):
                yield f"{deed} was stored without its words"


def _holds(life: Life, stored: list[Event], seq: int, words: str) -> bool:
    gone = seq in fold(stored).redacted
    return gone or words in moves.words_of(stored[seq - 1])


def chains_hold(life: Life) -> Breach:
    """Events are numbered without gaps and each holds the hash of the one before."""
    for number in _reports(life):
        if (seq := broken_link(life.events(number))) is not None:
            yield f"{number} breaks at event {seq}"


def identities_stay(life: Life) -> Breach:
    """Who gave a name is kept under seal for as long as the report is, unless it was erased."""
    rows = {row["report"]: row for row in life.rows("PEOPLE")}
    for citizen in life.people:
        if citizen.receipt is None or citizen.body["reporter"] is None:
            continue
        number = citizen.receipt["number"].replace("-", "")
        row, report = rows.get(number, {}), fold(life.events(number))
        if "identity" in report.erased:
            if "identity" in row or "contact" in row:
                yield f"{number} was erased and its identity is there"
        elif "identity" not in row or "expires" in row:
            yield f"{number} has lost its identity, or will"


def redacted_words_are_gone(life: Life) -> Breach:
    """Words that were removed are nowhere in the ledger."""
    for number in _reports(life):
        events = life.events(number)
        for seq in fold(events).redacted:
            if events[seq - 1].text or events[seq - 1].salt:
                yield f"{number} still has the words of event {seq}"


def the_desk_shows_the_ledger(life: Life) -> Breach:
    """Every report has one row on the desk, which is what its events amount to."""
    rows = {row["report"]: row for row in life.rows("DESK")}
    reports = _reports(life)
    if rows.keys() != set(reports):
        yield f"rows and reports differ: {sorted(rows.keys() ^ set(reports))}"
    for number in reports:
        folded = desk_rows.row_of(fold(life.events(number)), rules())
        whole = {name: value for name, value in folded.items() if value is not None}
        if number in rows and rows[number] != whole:
            wrong = {n for n in whole.keys() | rows[number].keys()
                     if whole.get(n) != rows[number].get(n)}  # fmt: skip
            yield f"{number} differs on the desk in {sorted(wrong)}"


def everybody_is_told(life: Life) -> Breach:
    """Every event that somebody must know of has one final row for each of them."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in life.rows("SENDS"):
        rows.setdefault(row["event"], []).append(row)
    for number in _reports(life):
        events = life.events(number)
        latest = fold(events)
        for event in events:
            found = rows.pop(f"{number}#{event.seq}", [])
            unfinished = [row["channel"] for row in found if row["state"] not in sends.FINAL]
            if unfinished:
                yield f"{number}#{event.seq} is not final for {unfinished}"
            told = Counter(row["channel"].partition("#")[2] for row in found)
            due, maybe = _audience(life, events[: event.seq], latest)
            if told != due and told != due + maybe:
                yield f"{number}#{event.seq} {event.kind} told {dict(told)}, not {dict(due)}"
    if rows:
        yield f"rows of no event: {sorted(rows)}"


def _audience(
    life: Life, events: list[Event], latest: Report
) -> tuple[Counter[str], Counter[str]]:
    """Name who must be told of the last of these events, and who may be."""
    report = fold(events)
    notice = notices.notice_of(events[-1], report)
    due: Counter[str] = Counter()
    maybe: Counter[str] = Counter()
    for audience in notices.NOTICES[notice] if notice else ():
        if audience != notices.REPORTER:
            due.update(_offices(audience, events[-1], report))
        elif _wants_news(life, report.number):
            # A right that was used meanwhile ends the use of the contact at once, or just did not.
            used = latest.restricted or "identity" in latest.erased or _was_restricted(life, report)
            (maybe if used else due)[audience] += 1
    return due, maybe


def _offices(audience: str, event: Event, report: Report) -> list[str]:
    if audience == notices.LEADER and report.agency:
        leaders = directory.leaders(report.agency)
        return [f"{directory.OFFICER}#{leader['id']}" for leader in leaders] or [report.agency]
    return [notices.recipient(audience, event, report)]


def _was_restricted(life: Life, report: Report) -> bool:
    return any(event.kind == "restricted" for event in life.events(report.number))


def _wants_news(life: Life, number: str) -> bool:
    for citizen in life.people:
        if citizen.receipt and citizen.receipt["number"].replace("-", "") == number:
            person = citizen.body["reporter"]
            return bool(person) and person["notify"] != "none"
    return False


def nobody_is_told_too_often(life: Life) -> Breach:
    """A mail is handed over twice at most, an SMS once, and each under a claim."""
    for (event, channel), times in life.cloud.handed.claimed.items():
        if times > MOST[channel.partition("#")[0]]:
            yield f"{event} {channel} was handed over {times} times"
    for message in life.cloud.handed.unclaimed:
        yield f"handed over without a claim: {message}"


def nobody_is_told_before_it_is_stored(life: Life) -> Breach:
    """Every message is about an event that the ledger holds."""
    for event, channel in life.cloud.handed.claimed:
        number, _, seq = event.partition("#")
        if len(life.events(number)) < int(seq):
            yield f"{event} {channel} is of no event"


def no_identity_leaks(life: Life) -> Breach:
    """No name, phone or address stands in a message, log line, desk row or stream record, and no
    word that people wrote in a message or log line."""
    bodies, logged = "\n".join(life.cloud.sqs.bodies), life.log.getvalue()
    places = {
        "a queue": bodies,
        "the log": logged,
        "the desk": json.dumps(life.rows("DESK")),
        "the stream": json.dumps([r.value for shard in life.cloud.shards for r in shard]),
        "an office's mail": "\n".join(
            words for _, to, words in life.cloud.mailer.taken if not to.endswith("@surel.example")
            and not to.startswith("+")
        ),
    }  # fmt: skip
    secrets = [secret for citizen in life.people for secret in citizen.secrets]
    for place, text in places.items():
        low = text.lower()
        found = [secret for secret in secrets if secret.lower() in low]
        if place != "the desk" and place != "the stream" and "sentinelkata" in low:
            found.append("what somebody wrote")
        if found:
            yield f"{place} holds {sorted(set(found))}"


def no_deadline_passes(life: Life) -> Breach:
    """After one sweep nothing that was due then is still to be done."""
    late = [
        number
        for number in _reports(life)
        if (due := wake(fold(life.events(number)), rules())) and due.at < life.swept_at
    ]
    if late:
        yield f"{len(late)} reports were left, {late[0]} among them"


def nothing_escalates_twice(life: Life) -> Breach:
    """Each level is told once of one run of a clock."""
    for number in _reports(life):
        events, told = life.events(number), Counter[tuple[str, str, str]]()
        for event in events:
            if event.kind == "escalated":
                before = fold(events[: event.seq - 1])
                clock = Clock(event.data["clock"])
                told[clock, event.data["to"], str(before.clocks.get(clock))] += 1
        twice = [key for key, times in told.items() if times > 1]
        if twice:
            yield f"{number} escalated twice: {twice}"


def comments_move_no_deadline(life: Life) -> Breach:
    """After a comment or an edit every clock runs as it ran before."""
    for number in _reports(life):
        events = life.events(number)
        for event in events[1:]:
            before, after = fold(events[: event.seq - 1]), fold(events[: event.seq])
            added = event.kind == "replied" and before.state in (State.SUBMITTED, State.DISPOSED)
            if (added or event.kind in MOVES_NO_DEADLINE) and before.clocks != after.clocks:
                yield f"{number}: event {event.seq} ({event.kind}) moved a clock"


def everything_is_done(life: Life) -> Breach:
    """No message waits, nor lies among the dead."""
    for name, queue in life.cloud.sqs.queues.items():
        if queue.waiting:
            yield f"{name} holds {[(m.body, m.reason) for m in queue.waiting]}"


INVARIANTS: dict[str, Callable[[Life], Breach]] = {
    "acknowledged is stored": acknowledged_is_stored,
    "chains hold": chains_hold,
    "identities stay": identities_stay,
    "redacted words are gone": redacted_words_are_gone,
    "the desk shows the ledger": the_desk_shows_the_ledger,
    "everybody is told": everybody_is_told,
    "nobody is told too often": nobody_is_told_too_often,
    "nobody is told before it is stored": nobody_is_told_before_it_is_stored,
    "no identity leaks": no_identity_leaks,
    "no deadline passes": no_deadline_passes,
    "nothing escalates twice": nothing_escalates_twice,
    "comments move no deadline": comments_move_no_deadline,
    "everything is done": everything_is_done,
}


def breaches(life: Life) -> list[tuple[str, str]]:
    """Give every breach of a life at rest: the invariant's name and what was found."""
    found = list(life.seen.wrong)
    for name, broken in INVARIANTS.items():
        found += [(name, what) for what in broken(life)]
    return found


def _reports(life: Life) -> list[str]:
    return sorted(life.cloud.dynamodb.tables["Ledger"].rows)


