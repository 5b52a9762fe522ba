"""The life of a report on one screen: every move, who may make it, and what it starts and stops.

States and deadlines are those of SP4N-LAPOR! (62/2018, 5/2025); `docs/lifecycle.md` is printed
from this table.
"""

from dataclasses import dataclass
from typing import Any

from lapor.domain.report import Clock, Report, State
from lapor.domain.roles import AGENCY, LEADER, NATIONAL, OMBUDSMAN, REPORTER, SYSTEM, UNIT

SUBMITTED, ON_HOLD, DISPOSED, IN_PROGRESS, REPLIED, CLOSED, ARCHIVED, REFERRED = State
VERIFICATION, FIRST_FOLLOW_UP, RESOLUTION, ANSWER, REPLY_WINDOW, CLARIFICATION = Clock
AT_WORK = (DISPOSED, IN_PROGRESS, REPLIED)
STILL_OPEN = (SUBMITTED, ON_HOLD, *AT_WORK)
BACK, SAME = "back", "same"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table.

    `call` is the last part of the API's path; `held` narrows a move on a held report to the state
    it was held from; `done` tells the two follow-ups apart, `approval` whether the agency demands
    that its leader approves a final answer; `when` names one of `CONDITIONS`; `second` names what
    somebody asked for (`look`, or the right that a letter claims): the move is for another officer
    than that one.
    A clock that runs already is not started again; one that resumes counts from its first start.
    """

    name: str
    call: str
    event: str
    by: frozenset[str]
    source: tuple[State, ...]
    target: State | str
    starts: tuple[Clock, ...] = ()
    stops: tuple[Clock, ...] = ()
    resumes: tuple[Clock, ...] = ()
    held: tuple[State, ...] = STILL_OPEN
    done: bool | None = None
    approval: bool | None = None
    when: str = "always"
    second: str | None = None
    how: str | None = None

    def fits(self, report: Report, role: str) -> bool:
        """Say whether this role finds the report in a state from which this move goes."""
        held = report.state is not ON_HOLD or report.held_from in self.held
        return role in self.by and report.state in self.source and held

    def lands(self, report: Report) -> State:
        """Give the state after this move."""
        if self.target == SAME:
            return report.state
        if self.target == BACK:
            return report.held_from or SUBMITTED
        return State(self.target)


def _m(
    name: str, call: str, event: str, by: set[str], source: Any, target: State | str, **rest: Any
) -> Move:
    states = (source,) if isinstance(source, State) else tuple(source)
    return Move(name, call, event, frozenset(by), states, target, **rest)


# fmt: off
MOVES = (
    #  move        call          event         by                 from to
    _m("submit",    "",          "submitted",   {REPORTER}, (), SUBMITTED,
       starts=(VERIFICATION,)),
    _m("route",     "",          "routed",      {SYSTEM}, SUBMITTED, SAME),
    _m("verify",    "verify",    "verified",    {AGENCY, NATIONAL}, SUBMITTED, DISPOSED,
       stops=(VERIFICATION,), starts=(FIRST_FOLLOW_UP, RESOLUTION)),
    _m("hold",      "hold",      "held",        {AGENCY, NATIONAL}, SUBMITTED, ON_HOLD,
       starts=(CLARIFICATION,)),
    _m("archive",   "archive",   "archived",    {AGENCY, NATIONAL}, (SUBMITTED, ON_HOLD), ARCHIVED,
       held=(SUBMITTED,)),
    _m("mark_spam", "spam",      "marked_spam", {AGENCY, NATIONAL}, (SUBMITTED, ON_HOLD), ARCHIVED,
       held=(SUBMITTED,), how="spam"),
    _m("return",    "return",    "returned",    {AGENCY}, (SUBMITTED, DISPOSED), SUBMITTED,
       starts=(VERIFICATION,), when="not_arbitrated"),
    _m("hand_back", "return",    "returned",    {UNIT}, DISPOSED, SAME),
    _m("follow_up", "follow-up", "followed_up", {UNIT, AGENCY}, AT_WORK, IN_PROGRESS,
       stops=(FIRST_FOLLOW_UP, ANSWER, REPLY_WINDOW), resumes=(RESOLUTION,), done=False),
    _m("finish",    "follow-up", "followed_up", {UNIT, AGENCY}, AT_WORK, IN_PROGRESS,
       stops=(FIRST_FOLLOW_UP, ANSWER, RESOLUTION, REPLY_WINDOW), starts=(REPLY_WINDOW,),
       done=True, approval=False),
    _m("propose",   "follow-up", "proposed",    {UNIT, AGENCY}, AT_WORK, SAME,
       done=True, approval=True),
    _m("approve",   "approve",   "followed_up", {LEADER}, AT_WORK, IN_PROGRESS,
       stops=(FIRST_FOLLOW_UP, ANSWER, RESOLUTION, REPLY_WINDOW), starts=(REPLY_WINDOW,),
       done=True, when="proposed_by_another"),
    _m("decline",   "decline",   "declined",    {LEADER}, AT_WORK, SAME, when="proposed"),
    _m("ask",       "ask",       "asked",       {UNIT, AGENCY}, AT_WORK, ON_HOLD,
       stops=(REPLY_WINDOW,), starts=(CLARIFICATION,), resumes=(RESOLUTION,)),
    _m("forward",   "forward",   "forwarded",   {AGENCY}, AT_WORK, SAME),
    _m("note",      "note",      "noted",       {UNIT, AGENCY, NATIONAL}, tuple(State), SAME),
    _m("anonymise", "anonymise", "anonymised",  {UNIT, AGENCY, NATIONAL}, tuple(State), SAME,
       when="named"),
    _m("conceal",   "conceal",   "concealed",   {UNIT, AGENCY, NATIONAL}, tuple(State), SAME,
       when="unconcealed"),
    _m("unanonymise", "unanonymise", "unanonymised", {REPORTER}, tuple(State), SAME,
       when="anonymous"),
    _m("unconceal", "unconceal", "unconcealed", {REPORTER}, tuple(State), SAME,
       when="confidential"),
    _m("mask",      "mask",      "masked",      {UNIT, AGENCY, NATIONAL}, tuple(State), SAME),
    _m("unmask",    "unmask",    "unmasked",    {AGENCY, NATIONAL}, tuple(State), SAME,
       when="named"),
    _m("redact",    "redact",    "redacted",    {AGENCY, NATIONAL}, tuple(State), SAME),
    _m("reveal",    "reveal",    "revealed",    {AGENCY, NATIONAL}, tuple(State), SAME,
       when="openable"),
    _m("reveal_granted", "reveal", "revealed",  {AGENCY}, tuple(State), SAME,
       when="granted"),
    _m("ask_reveal", "ask-reveal", "reveal_asked", {AGENCY}, tuple(State), SAME,
       when="not_asked"),
    _m("grant_reveal", "grant-reveal", "reveal_granted", {NATIONAL}, tuple(State), SAME,
       when="asked", second="look"),
    _m("refuse_reveal", "refuse-reveal", "reveal_refused", {NATIONAL}, tuple(State), SAME,
       when="asked"),
    _m("block",     "block",     "blocked",     {AGENCY, NATIONAL}, tuple(State), SAME,
       when="unblocked"),
    _m("unblock",   "unblock",   "unblocked",   {AGENCY, NATIONAL}, tuple(State), SAME,
       when="blocked"),
    _m("attach",    "files",     "attached",    {REPORTER, UNIT, AGENCY}, STILL_OPEN, SAME),
    _m("refuse_file", "",        "file_refused", {SYSTEM}, tuple(State), SAME),
    _m("show_file", "show-file", "file_shown",  {AGENCY, NATIONAL}, tuple(State), SAME,
       when="unconcealed"),
    _m("hide_file", "hide-file", "file_hidden", {UNIT, AGENCY, NATIONAL}, tuple(State), SAME),
    _m("delete_file", "delete-file", "file_deleted", {AGENCY, NATIONAL}, tuple(State), SAME),
    _m("add",       "reply",     "replied",     {REPORTER}, (SUBMITTED, DISPOSED, REPLIED), SAME),
    _m("reply",     "reply",     "replied",     {REPORTER}, IN_PROGRESS, REPLIED,
       stops=(REPLY_WINDOW,), starts=(ANSWER, RESOLUTION)),
    _m("complete",  "reply",     "replied",     {REPORTER}, ON_HOLD, BACK,
       stops=(CLARIFICATION,), held=(SUBMITTED, DISPOSED)),
    _m("answer",    "reply",     "replied",     {REPORTER}, ON_HOLD, REPLIED,
       stops=(CLARIFICATION,), starts=(ANSWER, RESOLUTION), held=(IN_PROGRESS, REPLIED)),
    _m("confirm",   "close",     "closed",      {REPORTER}, (IN_PROGRESS, REPLIED), CLOSED,
       how="confirmed"),
    _m("rate",      "rate",      "rated",       {REPORTER}, CLOSED, SAME,
       when="rateable"),
    _m("reopen",    "reopen",    "reopened",    {REPORTER}, CLOSED, IN_PROGRESS,
       starts=(ANSWER, RESOLUTION), when="reopen_window"),
    _m("appeal",    "appeal",    "appealed",    {REPORTER}, ARCHIVED, SUBMITTED,
       starts=(VERIFICATION,), when="appeal_window"),
    _m("object",    "appeal",    "objected",    {REPORTER}, tuple(State), SAME,
       when="unheard"),
    _m("withdraw",  "withdraw",  "withdrawn",   {REPORTER}, STILL_OPEN, CLOSED,
       how="withdrawn"),
    # The reporter's rights (UU 27/2022), and the same for who writes a letter instead.
    _m("export",    "export",    "exported",    {REPORTER}, tuple(State), SAME),
    _m("erase",     "erase",     "erased",      {REPORTER}, tuple(State), SAME,
       when="erasable"),
    _m("restrict",  "restrict",  "restricted",  {REPORTER}, tuple(State), SAME,
       when="unrestricted"),
    _m("unrestrict", "unrestrict", "unrestricted", {REPORTER}, tuple(State), SAME,
       when="restricted"),
    _m("request_subject", "request-subject", "subject_requested", {NATIONAL}, tuple(State), SAME),
    _m("refuse_subject", "refuse-subject", "subject_refused", {NATIONAL}, tuple(State), SAME,
       when="claimed"),
    _m("export_subject", "export-subject", "export_offered", {NATIONAL}, tuple(State), SAME,
       when="export_claimed", second="export"),
    _m("erase_subject", "erase-subject", "erased", {NATIONAL}, tuple(State), SAME,
       when="erase_claimed", second="erase"),
    _m("restrict_subject", "restrict-subject", "restricted", {NATIONAL}, tuple(State), SAME,
       when="restrict_claimed", second="restrict"),
    _m("forget",    "",          "erased",      {SYSTEM}, (CLOSED, ARCHIVED, REFERRED), SAME,
       when="unrestricted"),
    _m("expire",    "",          "expired",     {SYSTEM}, IN_PROGRESS, CLOSED,
       when="silence", how="unanswered"),
    _m("lapse",     "",          "lapsed",      {SYSTEM}, ON_HOLD, ARCHIVED,
       when="silence", held=(SUBMITTED,)),
    _m("resume",    "",          "resumed",     {SYSTEM}, ON_HOLD, BACK,
       stops=(CLARIFICATION,), when="silence", held=AT_WORK),
    _m("escalate",  "",          "escalated",   {SYSTEM}, (SUBMITTED, *AT_WORK), SAME,
       when="silence"),
    _m("remind",    "",          "reminded",    {SYSTEM}, (SUBMITTED, *AT_WORK), SAME,
       when="silence"),
    _m("offer",     "",          "offered",     {SYSTEM}, STILL_OPEN, SAME, when="silence"),
    _m("consent",   "consent",   "consented",   {REPORTER}, STILL_OPEN, SAME,
       when="long_open"),
    _m("refer",     "refer",     "referred",    {OMBUDSMAN}, STILL_OPEN, REFERRED,
       when="consented"),
)
# fmt: on
