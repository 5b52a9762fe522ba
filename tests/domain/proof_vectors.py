"""Vectors that hold the browser's recomputation to Python's: `python -m tests.domain.proof_vectors`

writes them to `web/test/proof-vectors.json`; a test fails when the file is stale.
"""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from lapor.domain import visibility
from lapor.domain.event import hash_of
from lapor.domain.merkle import leaf_hash, path_of, root_of
from lapor.domain.proof import leaf_of, proof_of, verified
from tests.domain.damage import DAMAGE, END, EVENTS, LIFE, rechained, swapped
from tests.domain.lives import Life

FILE = Path(__file__).parents[2] / "web/test/proof-vectors.json"
HARD = 'Ä "kutip" \\ \t\n\u2028\x7f 😀 <b>é</b>'
"""What two writers of JSON could write in two ways."""


def seal(seq: int) -> dict[str, Any]:
    """Put an event's hash into the tree of a day with five other leaves."""
    leaf = leaf_of(LIFE.report.number, EVENTS[seq - 1].hash)
    leaves = [bytes([n]) * 32 for n in range(5)]
    hashes = [leaf_hash(each) for each in (*leaves[:3], leaf, *leaves[3:])]
    path = [[side, other.hex()] for side, other in path_of(hashes, 3)]
    return {"day": "2026-11-23", "seq": seq, "root": root_of(hashes).hex(), "path": path}


def cases() -> dict[str, dict[str, Any]]:
    """Give every case by name: a proof, and what else the checker knows."""
    first = EVENTS[0].hash
    whole = proof_of(LIFE.report.number, EVENTS, visibility.REPORTER)
    hard = Life(title="Judul " + HARD.strip(), body=f"Isi laporan: {HARD} selesai.").routed()
    old = [replace(e, v=1) for e in LIFE.events[:2]]
    old[0] = replace(old[0], hash=hash_of(old[0]))
    old[1] = replace(old[1], prev=old[0].hash)
    old[1] = replace(old[1], hash=hash_of(old[1]))
    root = seal(END)["root"]
    made: dict[str, dict[str, Any]] = {
        "whole": {"proof": whole, "first": first},
        "without a receipt": {"proof": whole},
        "another receipt": {"proof": whole, "first": "ab" * 32},
        "hard characters": {
            "proof": proof_of(hard.report.number, hard.events, visibility.REPORTER),
            "first": hard.events[0].hash,
        },
        "redacted": {"proof": _of(LIFE.with_event(3, text=None, salt=None)), "first": first},
        "version 1": {"proof": _of(old), "first": old[0].hash},
        "sealed": {"proof": {**whole, "sealed": seal(END)}, "first": first, "root": root},
        "another root": {"proof": {**whole, "sealed": seal(END)}, "first": first, "root": "0" * 64},
        "sealed, then cut off": {
            "proof": {**_of(EVENTS[:-1]), "sealed": seal(END)}, "first": first, "root": root,
        },
        "sealed, then hashed anew": {
            "proof": {**_of(rechained(4, role="national")), "sealed": seal(END)}, "root": root,
        },
        "cut off since": {"proof": _of(EVENTS[:-2]), "first": first, "earlier": whole},
        "hashed anew since": {"proof": _of(rechained(4, kind="x")), "earlier": whole},
        "shorter than the desk remembers": {
            "proof": {**_of(EVENTS[:-1]), "last": {"seq": END, "head": EVENTS[-1].hash}},
        },
        "longer than the desk remembers": {
            "proof": {**whole, "last": {"seq": 3, "head": EVENTS[2].hash}}, "first": first,
        },
        "listed in another order": {
            "proof": {**whole, "events": [*whole["events"][::-1]]}, "first": first,
        },
        "swapped at the sealed end": {
            "proof": {**_of(swapped(END - 1, END)), "sealed": seal(END), "head": whole["head"],
                      "last": {"seq": END, "head": EVENTS[-1].hash}},
            "first": first, "root": root,
        },
        "no events": {"proof": {**whole, "events": []}, "first": first},
    }  # fmt: skip
    made |= {name: {"proof": _of(rows), "first": first} for name, (rows, _) in DAMAGE.items()}
    return made


def text() -> str:
    """Write all cases with what Python finds."""
    found = []
    for name, case in cases().items():
        more = {k: v for k, v in case.items() if k not in ("proof", "first")}
        finding = asdict(verified(case["proof"], case.get("first"), **more))
        found.append({"name": name, **case, "finding": finding})
    return "[" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in found) + "]\n"


def _of(events: Any) -> dict[str, Any]:
    return proof_of(LIFE.report.number, events, visibility.REPORTER)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
