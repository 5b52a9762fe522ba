"""An officer reads a report: on the record before anything of it is given."""

from lapor.aws import audit
from lapor.aws.http import Request
from lapor.aws.steps import Case, officers_case

FIELDS = ["words", "files"]
"""What whoever opens a report can go on to read that day without another row."""


def officers_reading(request: Request) -> Case:
    """Open a report for the signed-in officer who reads it, after the day's one row of that."""
    case = officers_case(request)
    facts = {"fields": FIELDS, "agency": case.report.agency}
    subject = f"report#{case.report.number}"
    audit.once_a_day(audit.READ, case.caller, subject, request.now, facts)
    return case
