"""What must be so when the faults have ended and everything has drained, by name."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lapor.aws import climbing, desk_rows, rulebook, sends
from lapor.domain import deadlines, lifecycle, notices, reached
from lapor.domain.clocks import ripe
from lapor.domain.event import Event, broken_link
from lapor.domain.moves import MOVES
from lapor.domain.report import Clock, Report, State
from tests.simulation import moves
from tests.simulation.life import Life

Breach = Iterator[str]


@dataclass(frozen=True, slots=True)
class Rest:
    """A life at rest: by report its events, and the report as it was after each of them."""

    life: Life
    events: Mapping[str, list[Event]]
    folds: Mapping[str, list[Report]]

    def report(self, number: str) -> Report:
        return self.folds[number][-1]


def at_rest(life: Life) -> Rest:
    """Read every report's history once."""
    numbers = sorted(life.cloud.dynamodb.tables["Ledger"].rows)
    events = {number: life.events(number) for number in numbers}
    folds: dict[str, list[Report]] = {}
    for number in numbers:
        report: Report | None = None
        folds[number] = [report := lifecycle.applied(report, event) for event in events[number]]
    return Rest(life, events, folds)


MOVES_NO_DEADLINE = frozenset(
    {
        "routed", "forwarded", "noted", "proposed", "declined", "anonymised", "concealed",
        "unanonymised", "unconcealed", "masked", "unmasked", "redacted", "revealed",
        "reveal_asked", "reveal_granted", "reveal_refused", "blocked", "unblocked", "attached",
        "rated", "objected", "exported", "erased", "restricted", "unrestricted", "consented",
        "escalated", "reminded", "offered",
    }
)  # fmt: skip
"""Comments, edits and everything else after which every clock runs on as it ran."""

MOST = {"email": 2, "sms": 1}
"""How often a message may be handed over when a crash hides what became of the first time."""


def acknowledged_is_stored(rest: Rest) -> Breach:
    """Whoever got a receipt finds the report; whoever heard 200 finds the move, with its words."""
    for citizen in rest.life.people:
        if citizen.receipt is None:
            yield f"no receipt after everything has calmed down: {citizen.body['title']}"
            continue
        number = _plain(citizen.receipt["number"])
        stored = rest.events.get(number, [])
        if not stored or stored[0].data["confidential"] != citizen.body["confidential"]:
            yield f"{number} is not stored"
        elif not _holds(rest, number, 1, citizen.body["title"]):
            yield f"{number} has not the words that were sent"
    for deed in rest.life.deeds:
        number = _plain(deed.number)
        stored = rest.events.get(number, [])
        if len(stored) < deed.version:
            yield f"{deed} is not stored"
        elif deed.call != "erase":  # asking again to be erased is acknowledged and changes nothing
            event = stored[deed.version - 1]
            kinds = {row.event for row in MOVES if row.call == deed.call}
            if event.kind not in kinds:
                yield f"{deed} was stored as {event.kind}"
            if deed.words and not _holds(rest, number, deed.version, deed.words):
                yield f"{deed} was stored without its words"


def _holds(rest: Rest, number: str, seq: int, words: str) -> bool:
    gone = seq in rest.report(number).redacted
    return gone or words in moves.words_of(rest.events[number][seq - 1])


def chains_hold(rest: Rest) -> Breach:
    """Events are numbered without gaps and each holds the hash of the one before."""
    for number, events in rest.events.items():
        if (seq := broken_link(events)) is not None:
            yield f"{number} breaks at event {seq}"


def identities_stay(rest: Rest) -> Breach:
    """Who gave a name is kept under seal for as long as the report is, unless it was erased."""
    rows = {row["report"]: row for row in rest.life.rows("PEOPLE")}
    for citizen in rest.life.people:
        if citizen.receipt is None or citizen.body["reporter"] is None:
            continue
        number = _plain(citizen.receipt["number"])
        if number not in rest.events:
            continue  # which is another breach
        row, report = rows.get(number, {}), rest.report(number)
        if "identity" in report.erased:
            if "identity" in row or "contact" in row:
                yield f"{number} was erased and its identity is there"
        elif "identity" not in row or "expires" in row:
            yield f"{number} has lost its identity, or will"


def redacted_words_are_gone(rest: Rest) -> Breach:
    """Words that were removed are nowhere in the ledger."""
    for number, events in rest.events.items():
        for seq in rest.report(number).redacted:
            if events[seq - 1].text or events[seq - 1].salt:
                yield f"{number} still has the words of event {seq}"


def the_desk_shows_the_ledger(rest: Rest) -> Breach:
    """Every report has one row on the desk, which is what its events amount to."""
    rows = {row["report"]: row for row in rest.life.rows("DESK")}
    if rows.keys() != rest.events.keys():
        yield f"rows and reports differ: {sorted(rows.keys() ^ rest.events.keys())}"
    for number in rest.events:
        folded = desk_rows.row_of(rest.report(number), rulebook.rules(rest.report(number)))
        whole = {name: value for name, value in folded.items() if value is not None}
        if number in rows and rows[number] != whole:
            wrong = {n for n in whole.keys() | rows[number].keys()
                     if whole.get(n) != rows[number].get(n)}  # fmt: skip
            yield f"{number} differs on the desk in {sorted(wrong)}"


def everybody_is_told(rest: Rest) -> Breach:
    """Every event that somebody must know of has one final row for each of them.

    A reporter whom one channel did not reach has one for the other channel too, and else has not.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    for row in rest.life.rows("SENDS"):
        rows.setdefault(row["event"], []).append(row)
    for number, events in rest.events.items():
        for event, report in zip(events, rest.folds[number], strict=True):
            found = rows.pop(f"{number}#{event.seq}", [])
            unfinished = [row["channel"] for row in found if row["state"] not in reached.FINAL]
            if unfinished:
                yield f"{number}#{event.seq} is not final for {unfinished}"
            states = {row["channel"]: row["state"] for row in found}
            told = {c: s for c, s in states.items() if not c.endswith(f"#{notices.REPORTER}")}
            offices = {f"email#{who}" for who in _offices(event, report)}
            if told.keys() != offices or len(states) != len(found):
                yield f"{number}#{event.seq} {event.kind} told {sorted(told)}, not {offices}"
            if event.kind == "escalated" and not offices:
                yield f"{number}#{event.seq} escalated to nobody"
            heard = any("heard_at" in row for row in found)
            yield from _reporter_is_told(rest, event, report, states, heard)
    if rows:
        yield f"rows of no event: {sorted(rows)}"


def _offices(event: Event, report: Report) -> list[str]:
    """Name the offices and officers who must be told of an event."""
    notice = notices.notice_of(event, report)
    found: list[str] = []
    for audience in notices.NOTICES[notice] if notice else ():
        if audience == notices.RAISED:
            for place in notices.places(event, report):
                found += climbing.addresses(place)
        elif audience == notices.LEADER and report.agency:
            found += climbing.addresses(f"leader@{report.agency}")
        elif audience != notices.REPORTER:
            found.append(notices.recipient(audience, report))
    return found


def _reporter_is_told(
    rest: Rest, event: Event, report: Report, states: Mapping[str, str], heard: bool
) -> Breach:
    """Hold the channels on which the reporter was told against what became of each of them.

    When the other channel was used and the mail service told better (or other) news of a mail
    afterwards, both stand.
    """
    suffix = f"#{notices.REPORTER}"
    told = {c.removesuffix(suffix): s for c, s in states.items() if c.endswith(suffix)}
    notice = notices.notice_of(event, report)
    concerns = bool(notice) and notices.REPORTER in notices.NOTICES[notice or ""]
    chosen = _wants_news(rest.life, report.number) if concerns else None
    due: list[str] = []
    if chosen:
        (other,) = reached.OTHERWISE.keys() - {chosen}
        due = [chosen, other] if told.get(chosen) in reached.OTHERWISE[chosen] else [chosen]
    stopped = _used_a_right(rest, report.number) and list(told) == due[: len(told)]
    later = heard and told.get("email") in ("delivered", "complained") and len(told) == 2
    if sorted(told) != sorted(due) and not (stopped or (chosen == "email" and later)):
        yield f"{report.number}#{event.seq} {event.kind} told its reporter {told}, not by {due}"


def _used_a_right(rest: Rest, number: str) -> bool:
    """Say whether the use of the contact ended in this life: at once, or just too late."""
    return any(e.kind in ("restricted", "erased") for e in rest.events[number])


def _wants_news(life: Life, number: str) -> str | None:
    """Give the channel that a reporter chose, if any."""
    for citizen in life.people:
        if citizen.receipt and _plain(citizen.receipt["number"]) == number:
            person = citizen.body["reporter"]
            return person["notify"] if person and person["notify"] != "none" else None
    return None


def what_is_heard_stands(rest: Rest) -> Breach:
    """A message's row says at least what the mail service has told of it, in whatever order."""
    rows = {(row["event"], row["channel"]): row["state"] for row in rest.life.rows("SENDS")}
    for event, channel, state in rest.life.news:
        stands = rows.get((event, channel), "nothing")
        if reached.rank(stands) < reached.HEARD[state]:
            yield f"{event} {channel} is {stands} though {state} was heard"


def nobody_is_told_too_often(rest: Rest) -> Breach:
    """A mail is handed over twice at most, an SMS once, and each under a claim."""
    for (event, channel), times in rest.life.cloud.handed.claimed.items():
        if times > MOST[channel.partition("#")[0]]:
            yield f"{event} {channel} was handed over {times} times"
    for message in rest.life.cloud.handed.unclaimed:
        yield f"handed over without a claim: {message}"


def no_telephone_rings_at_night(rest: Rest) -> Breach:
    """An SMS comes between seven and nine of a report's day, but for the receipt of a filing."""
    for event, at in rest.life.cloud.handed.called:
        number, _, seq = event.partition("#")
        report = rest.folds[number][int(seq) - 1]
        local = at.astimezone(ZoneInfo(report.zone)).time()
        if seq != "1" and not 7 <= local.hour < 21:
            yield f"{event} rang at {local}"


def nobody_is_told_before_it_is_stored(rest: Rest) -> Breach:
    """Every message is about an event that the ledger holds."""
    for event, channel in rest.life.cloud.handed.claimed:
        number, _, seq = event.partition("#")
        if len(rest.events.get(number, [])) < int(seq):
            yield f"{event} {channel} is of no event"


def no_identity_leaks(rest: Rest) -> Breach:
    """No name, phone or address stands in a message, log line, desk row or stream record, and no
    word that people wrote in a message or log line."""
    life = rest.life
    bodies, logged = "\n".join(life.cloud.sqs.bodies), life.log.getvalue()
    places = {
        "a queue": bodies,
        "the log": logged,
        "the desk": json.dumps(life.rows("DESK")),
        "the stream": json.dumps([r.value for shard in life.cloud.shards for r in shard]),
        "the head of a mail": json.dumps(life.cloud.mailer.carried)
        + " ".join("#".join(sends.of_tag(carried["send"]))
                   for carried in life.cloud.mailer.carried if "send" in carried),
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


def no_deadline_passes(rest: Rest) -> Breach:
    """After one sweep nothing that was to be done then is still to be done."""
    late = [
        number
        for number in rest.events
        if ripe(rest.report(number), rulebook.rules(rest.report(number)), rest.life.swept_at)
    ]
    if late:
        yield f"{len(late)} reports were left, {late[0]} among them"


def nothing_escalates_twice(rest: Rest) -> Breach:
    """Each level is told once of one run of a clock."""
    for number, events in rest.events.items():
        told = Counter[tuple[str, str, str]]()
        for before, event in zip(rest.folds[number], events[1:], strict=False):
            if event.kind == "escalated":
                clock = Clock(event.data["clock"])
                told[str(clock), event.data["to"], str(before.clocks.get(clock))] += 1
        twice = [key for key, times in told.items() if times > 1]
        if twice:
            yield f"{number} escalated twice: {twice}"


def nothing_is_reminded_amiss(rest: Rest) -> Breach:
    """A holder is reminded once of one run of a clock, at work, before the time is over."""
    for number, events in rest.events.items():
        told = Counter[tuple[str, str]]()
        for before, event in zip(rest.folds[number], events[1:], strict=False):
            if event.kind != "reminded":
                continue
            clock, rules = Clock(event.data["clock"]), rulebook.rules(before)
            told[str(clock), str(before.clocks.get(clock))] += 1
            local, office = event.at.astimezone(ZoneInfo(before.zone)), rules.calendar
            at_work = office.works(local.date()) and office.opens <= local.time() < office.closes
            if not at_work:
                yield f"{number}: event {event.seq} reminded at {local}"
            deadline = deadlines.due(before, clock, rules)
            if deadline is None or deadline < event.at:
                yield f"{number}: event {event.seq} reminded of {clock}, due {deadline}"
        if twice := [key for key, times in told.items() if times > 1]:
            yield f"{number} was reminded twice: {twice}"


def nothing_is_offered_twice(rest: Rest) -> Breach:
    """The Ombudsman is offered once for a report, when its long time is over."""
    for number, events in rest.events.items():
        pairs = zip(rest.folds[number], events[1:], strict=False)
        offered = [(before, event) for before, event in pairs if event.kind == "offered"]
        if len(offered) > 1:
            yield f"{number} was offered {len(offered)} times"
        for before, event in offered:
            since = deadlines.may_refer_from(before, rulebook.rules(before))
            if since is None or event.at <= since:
                yield f"{number} was offered at {event.at}, before {since}"


def comments_move_no_deadline(rest: Rest) -> Breach:
    """After a comment or an edit every clock runs as it ran before."""
    for number, events in rest.events.items():
        folds = rest.folds[number]
        for before, after, event in zip(folds, folds[1:], events[1:], strict=False):
            added = event.kind == "replied" and before.state in (State.SUBMITTED, State.DISPOSED)
            if (added or event.kind in MOVES_NO_DEADLINE) and before.clocks != after.clocks:
                yield f"{number}: event {event.seq} ({event.kind}) moved a clock"


def everything_is_done(rest: Rest) -> Breach:
    """No message waits, nor lies among the dead."""
    for name, queue in rest.life.cloud.sqs.queues.items():
        if queue.waiting:
            yield f"{name} holds {[(m.body, m.reason) for m in queue.waiting]}"


INVARIANTS: dict[str, Callable[[Rest], Breach]] = {
    "acknowledged is stored": acknowledged_is_stored,
    "chains hold": chains_hold,
    "identities stay": identities_stay,
    "redacted words are gone": redacted_words_are_gone,
    "the desk shows the ledger": the_desk_shows_the_ledger,
    "everybody is told": everybody_is_told,
    "what is heard stands": what_is_heard_stands,
    "nobody is told too often": nobody_is_told_too_often,
    "nobody's telephone rings at night": no_telephone_rings_at_night,
    "nobody is told before it is stored": nobody_is_told_before_it_is_stored,
    "no identity leaks": no_identity_leaks,
    "no deadline passes": no_deadline_passes,
    "nothing escalates twice": nothing_escalates_twice,
    "nothing is reminded amiss": nothing_is_reminded_amiss,
    "nothing is offered twice": nothing_is_offered_twice,
    "comments move no deadline": comments_move_no_deadline,
    "everything is done": everything_is_done,
}


def breaches(life: Life) -> list[tuple[str, str]]:
    """Give every breach of a life at rest: the invariant's name and what was found."""
    found, rest = list(life.wrong), at_rest(life)
    for name, broken in INVARIANTS.items():
        found += [(name, what) for what in broken(rest)]
    return found


def _plain(number: str) -> str:
    return number.replace("-", "")
