"""Check that nothing was changed, deleted or moved: a saved proof, or the tables themselves.

Anybody, with a proof from the page "Periksa bukti" and the fingerprint on the receipt (nothing but
Python 3.12 is needed):

    ./lapor verify-chain lapor-ABCD-EFGH-JKMN.json --receipt 5f0c… --site https://lapor.example

Operators, on the running local stack or on an account:

    make verify-chain ARGS="--all"
    make verify-chain ARGS="ABCD-EFGH-JKMN --stack lapor-prod --region ap-southeast-3"

Exit code: 0 when all is in order, 1 when something was found, 2 when it could not be checked.
"""

import argparse
import json
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lapor.domain.chain import (
    ADDED,
    CUT_OFF,
    EDITED,
    MISSING,
    NOT_SEALED,
    OTHER_REPORT,
    REORDERED,
    REPORT_DELETED,
    WORDS_CHANGED,
    Fault,
)
from lapor.domain.ids import NUMBER_LENGTH, shown
from lapor.domain.proof import Finding, Unreadable, verified

WORDS = {
    EDITED: "edited: the event was changed after it was recorded",
    WORDS_CHANGED: "words changed: the words are not those that were recorded",
    MISSING: "deleted: the event is not there any more",
    ADDED: "added: the event was put in without being chained",
    REORDERED: "order swapped: the event stands where another was recorded",
    CUT_OFF: "cut off: the chain ends before this event, although it was known to go on",
    OTHER_REPORT: "another report: this is not the report of the receipt, or its beginning was "
    "written anew",
    NOT_SEALED: "not sealed: the chain up to here is not in the published root of its day",
    REPORT_DELETED: "report deleted: nothing of it is left, although it was known up to this event",
}
"""Each kind of damage in plain words."""


def main(given: Sequence[str]) -> int:
    """Check what the arguments name; gives the exit code."""
    wanted = _arguments(given)
    if any(name.endswith(".json") for name in wanted.what):
        return _proofs(wanted)
    from local import audit_chains  # boto3 and a progress bar: only operators need them

    found = audit_chains.check(wanted)
    for where, what, fault in found:
        shown_as = shown(what) if len(what) == NUMBER_LENGTH else what
        print(f"{shown_as:16} event {fault.seq:>3}  {fault.kind:14} {where:7} {_words(fault)}")
    nothing = "Nothing was changed, deleted, added or moved."
    print(_counted(len(found), "finding") if found else nothing)
    return 1 if found else 0


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _words(fault: Fault) -> str:
    """Say what was done to an event, and where a moved one came from."""
    return WORDS[fault.kind] + (f"; it was recorded as event {fault.was}" if fault.was else "")


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    about, _, how = str(__doc__).partition("\n")
    parser = argparse.ArgumentParser(
        prog="lapor verify-chain",
        description=about,
        epilog=how,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="*", help="saved proofs (.json), or numbers of reports")
    proofs = parser.add_argument_group("for anybody, with a saved proof")
    proofs.add_argument("--receipt", metavar="HASH", help="the fingerprint on the receipt")
    proofs.add_argument("--earlier", metavar="FILE", help="a proof that was saved earlier")
    proofs.add_argument("--site", metavar="URL", help="where to fetch the published root")
    tables = parser.add_argument_group("for operators, with the tables")
    tables.add_argument("--all", action="store_true", help="every report")
    tables.add_argument("--resume", metavar="FILE", help="keep progress here, and go on from it")
    tables.add_argument("--stack", default="lapor")
    tables.add_argument("--region", help="of an account; without it the local stack is meant")
    wanted = parser.parse_args(given)
    if bool(wanted.what) == wanted.all:
        parser.error("name saved proofs, or numbers of reports, or --all")
    return wanted


def _proofs(wanted: argparse.Namespace) -> int:
    try:
        earlier = _read(wanted.earlier) if wanted.earlier else None
        findings = []
        for name in wanted.what:
            proof = _read(name)
            root = _root(wanted.site, proof) if wanted.site else None
            receipt = wanted.receipt.lower() if wanted.receipt else None
            findings.append(verified(proof, receipt, root=root, earlier=earlier))
            print(f"{proof['number']}: {proof['head']}")
            _tell(findings[-1], receipt, root)
    except Unreadable:
        print("This is not a proof that this program can read.")
        return 2
    except (OSError, ValueError) as error:
        print(f"It could not be checked: {error}")
        return 2
    return 1 if any(finding.faults for finding in findings) else 0


def _read(name: str) -> Any:
    return json.loads(Path(name).read_text(encoding="utf-8"))


def _root(site: str, proof: Any) -> str | None:
    """Fetch the published root of the day that the proof names; None when it names none."""
    if not isinstance(proof, dict) or not proof.get("sealed"):
        return None
    address = f"{site.rstrip('/')}/api/public/roots/{proof['sealed']['day']}"
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError("--site must begin with https://")
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - checked above
        return str(json.load(answer)["root"])


def _tell(finding: Finding, receipt: str | None, root: str | None) -> None:
    for fault in finding.faults:
        print(f"  event {fault.seq:>3}  {fault.kind}: {_words(fault)}")
    if not finding.faults:
        print(f"  {_counted(finding.length, 'event')}: none changed, deleted, added or moved")
    notes = {
        "shown only as digests": finding.hidden,
        "whose words were taken away": finding.redacted,
        "of version 1, which only an operator can check": finding.unprovable,
    }
    for note, numbers in notes.items():
        if numbers:
            print(f"  events {note}: {', '.join(map(str, numbers))}")
    if not receipt:
        print("  Without --receipt this does not show that the report is yours.")
    if not finding.sealed:
        print("  Not sealed in a published root yet: events at the end could still be taken away.")
    elif not root:
        print(f"  Says it is sealed in the root of {finding.sealed}; --site compares with it.")
    elif not finding.faults:
        print(f"  Sealed in the published root of {finding.sealed}.")
