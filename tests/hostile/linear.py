"""Every regular expression of data/ against texts made from its own structure: does any take more than its share?

python -m tests.hostile.linear      minutes of an idle processor, since it measures time; exit code 1 if any does
"""

from __future__ import annotations

import re
import sys

from tests.hostile.patterns import Used, steep, used

# Found by the way they are used: the measure is worth nothing if it passes them.
STEEP = (
    (r"(?:公开|发布)(?:政府|公开)*信息", "search"),
    (r"[×_]{2,}(?=镇)", "finditer"),
    (r"\d+\s*\d+件", "search"),
    (r"^.*(?:标题|名称).*年报$", "match"),
)


def main() -> int:
    """A line for each that does, and how many were tried."""
    missed = [pattern for pattern, way in STEEP if not steep(Used("here", re.compile(pattern), frozenset({way})))]
    found = 0
    patterns = used()
    for one in patterns:
        if what := steep(one):
            found += 1
            print(f"{one.place}: {what[:200]!r}", flush=True)
    print(f"{len(patterns)} patterns, {found} steep; {len(missed)} of {len(STEEP)} steep ones not seen to be so")
    return 1 if found or missed else 0


if __name__ == "__main__":
    sys.exit(main())
