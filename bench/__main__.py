"""`make bench`: everything measured, and docs/performance.md written; `python -m bench pages start` only those."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable

from bench import computed, screens, stores, written
from bench.paired import paired
from bench.screens import Weight

COMPUTED_ROUNDS, TESTED_ROUNDS, DRAWN_ROUNDS, START_ROUNDS = 11, 9, 5, 3
COMPUTED_GOAL, RERUN_GOAL = 1.3, 3


def pages() -> str:
    """What each page computes, on every store, cold and warm."""
    parts = []
    for cold, heading in ((True, "第一次：缓存全空（目标所指）"), (False, "再一次：结果已留存")):
        parts.append(f"### {heading}")
        for townships in stores.SIZES:
            rows = paired(computed.pairs(townships, cold), COMPUTED_ROUNDS)
            table = written.compared(rows, COMPUTED_GOAL if cold else None)
            parts += [f"{stores.size(stores.snapshot(townships))}：", table]
    return "\n\n".join(parts)


def rerun() -> str:
    """Reruns without a browser."""
    return written.compared(screens.tested(TESTED_ROUNDS), RERUN_GOAL)


def drawn() -> str:
    """Reruns in a browser, and their bytes."""
    rows, weights = screens.drawn(DRAWN_ROUNDS)
    return f"{written.compared(rows, RERUN_GOAL)}\n\n### 每次操作的字节数\n\n{weighed(weights)}"


def weighed(weights: Iterable[Weight]) -> str:
    """The table of what went over the websocket."""
    header = ("页面", "收到（kB）", "发出（kB）", "下限收到（kB）")
    kilobytes = ((one.name, *(f"{size / 1000:.1f}" for size in (one.received, one.sent, one.floor))) for one in weights)
    return written.table(header, kilobytes)


def start() -> str:
    """Cold starts."""
    return written.compared(screens.started(START_ROUNDS))


SECTIONS: dict[str, Callable[[], str]] = {
    "machine": written.machine,
    "pages": pages,
    "rerun": rerun,
    "drawn": drawn,
    "start": start,
}


def main(names: Iterable[str]) -> None:
    """Measure these sections, all if none is named, and write each as soon as it is there."""
    logging.disable(logging.WARNING)  # Streamlit's, of running without a server
    for name in list(names) or SECTIONS:
        began = time.monotonic()
        written.put(name, SECTIONS[name]())
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
