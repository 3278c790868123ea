"""`python -m bench.prose`: how much of what prose says against its report is found, and what is told falsely.

Measured on sentences written without knowledge of the program: tests/prose/held_out/README.md tells their format.

python -m bench.prose [FOLDER] [--show]      the folder of the sentences; --show prints each that was judged wrongly
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bench.written import table
from data import forms
from data.checks import check
from data.model import Finding, Reading, Report, Status
from data.prose import facts
from data.prose.earlier import Tables, speaks_of_last_year, step
from data.recognise.who import body

HELD_OUT = Path(__file__).parents[1] / "tests" / "prose" / "held_out"
KINDS = (
    "applications", "carried", "outcomes", "documents", "decisions", "money", "disputes", "year", "body", "last_year",
)  # fmt: skip
# Rules that tell of a contradiction between the prose and the report. Last year's figure where this year's should stand
# (`stale_year`) is a question of its own, counted only where years are asked for.
CONTRADICTIONS = frozenset({
    "prose_disagrees", "prose_figure_disagrees", "prose_year_disagrees", "other_body_named", "period_unusual",
})  # fmt: skip
RECALL, FALSE, LEAST, HALF = 0.85, 0.01, 200, (0.4, 0.6)
HEADER = ("类别", "句数", "其中矛盾", "找到", "召回率", "误报", "误报率")


@dataclass(frozen=True)
class Case:
    """A sentence in a report with these cells, and whether they contradict each other."""

    kind: str
    sentence: str
    year: int
    name: str
    contradicts: bool
    parents: tuple[str, ...] = ()
    section: str = "1"
    form: str = ""
    cells: Mapping[str, Decimal] = field(default_factory=dict)
    last: Mapping[str, Decimal] = field(default_factory=dict)
    note: str = ""

    @classmethod
    def of(cls, declared: Mapping[str, Any]) -> Case:
        """Raises ValueError for a kind or a cell that there is not, TypeError for a key too many or too few."""
        values = {
            key: {code: Decimal(str(value)) for code, value in (declared.get(key) or {}).items()}
            for key in ("cells", "last")
        }
        given: dict[str, Any] = {**declared, **values, "parents": tuple(declared.get("parents") or ())}
        case = cls(**given)
        if case.kind not in KINDS or case.contradicts not in (True, False):
            raise ValueError(f"no such kind or verdict: {declared}")
        for code in (*case.cells, *case.last):
            if code not in forms.INDICATORS:
                raise ValueError(f"no such cell: {code} in {declared}")
        return case

    def report(self) -> Report:
        """The report that says this and nothing else; cells that are not named are not in the document."""
        form = self.form or forms.of_year(self.year)
        own = body(self.name)
        return Report(
            jurisdiction=own if not self.parents else type(own)(own.name, own.kind, self.parents),
            year=self.year,
            title=f"{self.name}{self.year}年政府信息公开工作年度报告",
            published=None,
            forms=dict.fromkeys(forms.TABLE_SECTIONS, form),
            narrative={self.section: self.sentence},
            readings=tuple(_reading(code, value) for code, value in self.cells.items()),
            findings=(),
            source_file="",
            sha256="",
        )


def _reading(code: str, value: Decimal) -> Reading:
    return Reading(code, str(value), value, forms.INDICATORS[code].unit, Status.REPORTED)


def cases(folder: Path = HELD_OUT) -> Iterator[Case]:
    """All sentences of a folder's YAML files."""
    for file in sorted(folder.glob("*.yaml")):
        yield from map(Case.of, yaml.safe_load(file.read_text(encoding="utf-8")) or ())


def told(case: Case) -> list[Finding]:
    """The contradictions that the program finds in it."""
    report, last = case.report(), replace(case, year=case.year - 1, cells=case.last).report()
    rules = CONTRADICTIONS | {"stale_year"} if case.kind == "year" else CONTRADICTIONS
    found = [finding for finding in check(report) if finding.rule in rules]
    now, before = (Tables(_values(one), one.forms) for one in (report, last))
    said = [fact for fact in facts(report) if speaks_of_last_year(fact, report.year)] if case.last else []
    return [*found, *(Finding("last_year_disagrees") for fact in said if step(fact, now, before))]


def _values(report: Report) -> dict[str, Decimal]:
    return {reading.indicator: reading.value for reading in report.readings if reading.value is not None}


@dataclass(frozen=True)
class Tally:
    """What became of the sentences of one kind, and those judged wrongly, each with what was told of it."""

    kind: str
    sentences: int
    contradicting: int
    found: int
    false: int
    wrong: tuple[tuple[Case, list[Finding]], ...]

    @property
    def recall(self) -> float:
        """Of the contradicting ones, the share that was found."""
        return self.found / self.contradicting if self.contradicting else 1.0

    @property
    def false_alarms(self) -> float:
        """Of those that do not contradict, the share that was said to."""
        right = self.sentences - self.contradicting
        return self.false / right if right else 0.0

    def failures(self) -> list[str]:
        """The gates that this kind does not reach."""
        share = self.contradicting / self.sentences
        gates = {
            f"{self.sentences} sentences": self.sentences >= LEAST,
            f"{share:.0%} contradicting": HALF[0] <= share <= HALF[1],
            f"recall {self.recall:.3f}": self.recall >= RECALL,
            f"false alarms {self.false_alarms:.3f}": self.false_alarms <= FALSE,
        }
        return [f"{self.kind}: {said}" for said, reached in gates.items() if not reached]


def tallies(judged: Iterable[Case]) -> list[Tally]:
    """One for each kind that has sentences."""
    by_kind: dict[str, list[tuple[Case, list[Finding]]]] = {}
    for case in judged:
        by_kind.setdefault(case.kind, []).append((case, told(case)))
    return [_tally(kind, by_kind[kind]) for kind in KINDS if kind in by_kind]


def _tally(kind: str, judged: list[tuple[Case, list[Finding]]]) -> Tally:
    count = Counter((case.contradicts, bool(findings)) for case, findings in judged)
    wrong = tuple((case, findings) for case, findings in judged if case.contradicts != bool(findings))
    contradicting = count[True, True] + count[True, False]
    return Tally(kind, len(judged), contradicting, count[True, True], count[False, True], wrong)


def _row(one: Tally) -> tuple[str, ...]:
    counts = (one.sentences, one.contradicting, one.found)
    return (one.kind, *map(str, counts), f"{one.recall:.3f}", str(one.false), f"{one.false_alarms:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.prose", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=HELD_OUT)
    parser.add_argument("--show", action="store_true", help="print the sentences that were judged wrongly")
    asked = parser.parse_args()
    found = tallies(cases(asked.folder))
    for one in found if asked.show else ():
        for case, findings in one.wrong:
            said = "; ".join(f"{f.rule} {dict(f.evidence)}" for f in findings)
            print("FALSE" if findings else "MISSED", case.kind, case.year, case.sentence, dict(case.cells), said)
    print(table(HEADER, map(_row, found)))


if __name__ == "__main__":
    main()
