"""Very many damaged documents, judged in processes that may die. Prints what was found; exit code 1 if anything was.

python -m tests.fuzz.run --count 100000 [--first N] [--jobs N]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from data.errors import BadDocument
from data.sources import Source
from data.workers import prepared
from tests.fuzz.judge import CRASH, SLOW, WRONG

HANGS = 60.0  # seconds by the clock, which a busy machine stretches
MEMORY = 2 * 2**30  # bytes: what makes and judges the inputs takes more than what reads them
FAULTS = (CRASH, SLOW, WRONG)
JUDGE = "tests.fuzz.judge:by_name"  # loaded by the processes that use it


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=100_000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--jobs", type=int, default=1)
    given = asked.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    found = 0
    begun = time.monotonic()
    numbers = range(given.first, given.first + given.count)
    documents = (Source(str(number), (), True, Path()) for number in numbers)
    for number, result in zip(numbers, prepared(documents, JUDGE, given.jobs, HANGS, MEMORY), strict=True):
        assert isinstance(result, BadDocument)
        kind, verdict = str(result.values.get("kind", "?")), str(result.values.get("verdict", result.key))
        counts[kind, verdict] += 1
        if verdict in FAULTS or result.key != "judged":
            found += 1
            print(f"{number} {kind} {verdict}: {result.values.get('detail', '')}", flush=True)
        if number % 5000 == 4999:
            print(f"{number + 1 - given.first} in {time.monotonic() - begun:.0f} s, {found} faults", flush=True)
    for (kind, verdict), count in sorted(counts.items()):
        print(f"{kind:12} {verdict:10} {count:8}")
    print(f"{sum(counts.values())} inputs, {found} faults, {time.monotonic() - begun:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
