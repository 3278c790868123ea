"""`make precision`: the table of precision and recall in docs/method.md, from reports made up now.

python -m bench.precision [--documents N] [--counties N] [--seed K] [--show]
"""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.progress import track

import words
from bench.precision.across import across
from bench.precision.corpus import FAULTS, corpus
from bench.precision.tally import Tally, tally
from bench.written import put, table
from data.across import RULES

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENTS = 1_000
COUNTIES = 20
HEADER = ("规则", "类别", "植入", "找到", "漏报", "误报", "其中在无错的里", "准确率", "召回率")


def severities() -> dict[str, str]:
    """Each rule of finding and its severity, in the order in which they are explained."""
    return {code: rule.severity for code, rule in words.rules.rules().items()}


def _rate(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def rows(counted: Tally) -> Iterator[tuple[str, ...]]:
    """A line for each rule that was planted or told."""
    for rule, severity in severities().items():
        planted, found, false = counted.planted[rule], counted.found[rule], counted.false[rule]
        if planted or false:
            numbers = (planted, found, counted.missed(rule), false, counted.false_in_faultless[rule])
            rates = (_rate(counted.precision(rule)), _rate(counted.recall(rule)))
            yield f"`{rule}`", words.say(f"unit.severity_{severity}", "zh"), *map(str, numbers), *rates


def section(alone: Tally, together: Tally, seed: int) -> str:
    """What is written into the document: how it was measured, both tables, and what was not planted."""
    tried = {fault.rule for fault in FAULTS} | set(RULES)
    others = "、".join(f"`{rule}`" for rule in severities() if rule not in tried and not alone.false[rule])
    return "\n\n".join((
        f"{date.today():%Y-%m-%d}，种子 {seed}。单份：{_sizes(alone)}，读不了的文件{alone.false['unreadable']}份。",
        table(HEADER, rows(alone)),
        f"没有植入、也没有误报的规则：{others}。",
        f"各年、各单位之间：{_sizes(together)}，其余各有一处以上。",
        table(HEADER, rows(together)),
    ))


def _sizes(counted: Tally) -> str:
    false = sum(counted.false_in_faultless.values())
    return f"{counted.documents}份，其中{counted.faultless}份没有错，这些里误报{false}处"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.precision", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--seed", type=int, default=None, help="a fresh one by default")
    parser.add_argument("--show", action="store_true", help="print it, and leave the document as it is")
    asked = parser.parse_args()
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    print(f"seed {seed}")
    documents = track(corpus(asked.documents, seed), total=asked.documents, transient=True)
    alone, together = tally(documents), across(asked.counties, seed)
    for wrong in (*alone.wrong, *together.wrong):
        print(*wrong)
    text = section(alone, together, seed)
    print(text)
    if not asked.show:
        put("precision", text, DOCS / "method.md")


if __name__ == "__main__":
    main()
