"""`make precision`: the table of precision and recall in docs/method.md, from reports made up now.

python -m bench.precision [--documents N] [--seed K] [--show]
"""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import yaml
from rich.progress import track

import words
from bench.precision.corpus import FAULTS, corpus
from bench.precision.tally import READINGS, Tally, tally
from bench.written import put, table

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENTS = 1_000
HEADER = ("规则", "类别", "植入", "找到", "漏报", "误报", "其中无错的一半", "准确率", "召回率")


def severities() -> dict[str, str]:
    """Each rule of finding and its severity, in the order in which docs/rules.yaml explains them."""
    groups = yaml.safe_load((DOCS / "rules.yaml").read_text(encoding="utf-8"))
    return {code: rule["severity"] for rules in groups.values() for code, rule in rules.items()}


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


def section(counted: Tally, seed: int) -> str:
    """What is written into the document: how it was measured, the table, and what was not planted."""
    planted = {fault.rule for fault in FAULTS}
    others = "、".join(
        f"`{rule}`" for rule in severities() if rule not in planted | READINGS and not counted.false[rule]
    )
    unreadable = counted.false["unreadable"]
    return "\n\n".join((
        f"{date.today():%Y-%m-%d}，种子 {seed}，{counted.documents}份，其中{counted.faultless}份没有错；"
        f"无错的一半共有误报{sum(counted.false_in_faultless.values())}处，读不了的文件{unreadable}份。",
        table(HEADER, rows(counted)),
        f"没有植入、也没有误报的规则：{others}。" if others else "",
    )).strip()


def measured(documents: int, seed: int, shown: Iterable[str] = ()) -> Tally:
    """The whole way there and back for so many documents, with a progress bar."""
    return tally(track(corpus(documents, seed), description="".join(shown), total=documents, transient=True))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.precision", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--seed", type=int, default=None, help="a fresh one by default")
    parser.add_argument("--show", action="store_true", help="print it, and leave the document as it is")
    asked = parser.parse_args()
    seed = secrets.randbelow(10**6) if asked.seed is None else asked.seed
    print(f"seed {seed}")
    counted = measured(asked.documents, seed, f"seed {seed} ")
    for wrong in counted.wrong:
        print(*wrong)
    text = section(counted, seed)
    print(text)
    if not asked.show:
        put("precision", text, DOCS / "method.md")


if __name__ == "__main__":
    main()
