"""Lives under seeds: `make simulate`, or `python -m tests.simulation.simulate --seed 7`.

A seed decides everything: who does what when, which call fails, what is delivered again. Seeds that
failed once stand in `seeds.txt` and run first.
"""

import argparse
import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from tests.simulation.expressions import Unsupported
from tests.simulation.invariants import breaches
from tests.simulation.life import lived

KEPT = Path(__file__).with_name("seeds.txt")
CHUNK = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seed: its breaches, and the steps that led there."""

    seed: int
    breaches: list[tuple[str, str]]
    trace: list[str]
    runs: int

    def told(self, lines: int) -> str:
        """Say what broke and how it came about."""
        steps = [f"    {line}" for line in self.trace[-lines:]]
        broken = [f"  {name}: {what}" for name, what in self.breaches]
        return "\n".join([f"seed {self.seed} fails", *broken, *steps])


def simulated(seed: int) -> Outcome:
    """Live one seed's life and judge it."""
    with lived(seed) as life:
        try:
            life.live()
            found = breaches(life)
        except Unsupported as error:
            found = [("the stand-ins know every call", str(error))]
        except Exception as error:  # of the simulation itself; those of functions are taken there
            found = [("the simulation goes on", "".join(traceback.format_exception(error)))]
        return Outcome(seed, found, life.trace, life.runs.total())


def kept() -> list[int]:
    """Give the seeds that failed once."""
    lines = (line.partition("#")[0].strip() for line in KEPT.read_text().splitlines())
    return [int(line) for line in lines if line]


def outcomes(seeds: Iterable[int], workers: int) -> Iterator[Outcome]:
    """Live many lives, some at once; each in the order in which it ends."""
    if workers == 1:
        yield from map(simulated, seeds)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap_unordered(simulated, seeds, CHUNK)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20_000, help="how many")
    parser.add_argument("--start", type=int, help="the first one; by the clock if not given")
    parser.add_argument("--seed", type=int, help="this one alone, with all of its steps")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    if asked.seed is not None:
        outcome = simulated(asked.seed)
        print("\n".join([*outcome.trace, outcome.told(0) if outcome.breaches else "all is well"]))
        return bool(outcome.breaches)
    start = asked.start if asked.start is not None else int(time.time())
    seeds = [*kept(), *range(start, start + asked.seeds)]
    began, runs, failed = time.monotonic(), 0, []
    bar = tqdm(outcomes(seeds, asked.workers), total=len(seeds), unit="seed", disable=None)
    for outcome in bar:
        runs += outcome.runs
        if outcome.breaches:
            failed.append(outcome.seed)
            bar.write(outcome.told(30), file=sys.stdout)
    took = time.monotonic() - began
    print(f"{len(seeds)} seeds from {start}, {runs} runs of functions, {took:.0f} s", end="; ")
    print(f"failing seeds: {failed[:20]}" if failed else "all is well")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
