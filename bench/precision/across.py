"""The same count for what reports say against each other: whole made-up counties, taken into a store of their own."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.precision.corpus import YEARS, Printed
from bench.precision.fault import Fault, Plant, printed, values
from bench.precision.tally import Tally
from data.across import RULES
from data.demo.county import Made, county
from data.demo.damage import Proof
from data.demo.draws import Draws
from data.demo.folder import write
from data.demo.press import PRESSES
from data.demo.render.parts import parts
from data.ingest import ingest
from data.model import Report
from data.numbers import plain
from data.store import Store

TOWNSHIPS = 18
POWERS = ("licences", "penalties")
FINDINGS = """
SELECT r.source_file, f.rule
FROM report AS r JOIN finding AS f ON f.report = r.id
WHERE list_contains($rules, f.rule)
"""


def _jump_count(before: Report) -> Plant:
    code = "2.licences.decisions"
    earlier = int(values(before)[code])
    return lambda report, draws: printed(report, {code: str(max(earlier, 10) * draws.between(21, 60))})


def _jump_amount(before: Report) -> Plant:
    """元 filled in where 万元 are asked."""
    code = "2.fees.amount"

    def plant(report: Report, draws: Draws) -> Report | None:
        amount, earlier = values(report)[code], values(before)[code]
        return printed(report, {code: plain(amount)}, {code: amount * 10_000}) if amount and earlier else None

    return plant


def _decisions_as_step(before: Report) -> Plant:
    def plant(report: Report, draws: Draws) -> Report | None:
        earlier, items = values(before), values(report)
        changes = {row: draws.between(1, 9) for row in POWERS}
        decisions = {row: earlier[f"2.{row}.decisions"] + changes[row] for row in POWERS}
        if any(not earlier[f"2.{r}.decisions"] or items[f"2.{r}.items"] + changes[r] == decisions[r] for r in POWERS):
            return None
        cells = {f"2.{row}.change": "0" for row in ("other_services", "coercion")}
        cells |= {f"2.{row}.change": str(changes[row]) for row in POWERS}
        return printed(report, cells | {f"2.{row}.decisions": plain(decisions[row]) for row in POWERS})

    return plant


# Planted here, in one report of each county, where the year after does not see it: rule → year and what it needs.
# The rest is planted by the made-up county itself.
PLANTED = {
    "jump_count": (YEARS[1], _jump_count),
    "jump_amount": (YEARS[1], _jump_amount),
    "decisions_as_step": (2020, _decisions_as_step),
}


def across(counties: int, seed: int, townships: int = TOWNSHIPS) -> Tally:
    """So many counties, each read back into a store; documents are counted by the rules that should tell of them."""
    counted = Tally()
    for number in range(counties):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
            for document, said in _read_back(Path(work), seed + number, townships):
                counted.count(document, said)
    return counted


def _read_back(work: Path, seed: int, townships: int) -> Iterator[tuple[Printed, set[str]]]:
    """Each report of a county with what was said of it and the others."""
    folder = work / "documents"
    write(folder, townships, YEARS, seed, plain=True)
    made = county(townships, YEARS, seed).reports
    expected = {m.report.source_file: {rule for rule, _ in m.findings if rule in RULES} for m in made}
    for rule, report in _planted(made, Draws(seed, "across")):
        content = PRESSES["txt"](Proof(report, list(parts(report)), "tabs"))
        (folder / f"{report.source_file}.txt").write_bytes(content)
        expected[report.source_file].add(rule)
    ingest([folder], work / "store", jobs=1)
    snapshot = Store(work / "store").live()
    said: dict[str, set[str]] = defaultdict(set)
    for file, rule in snapshot.cursor().execute(FINDINGS, {"rules": list(RULES)}).fetchall() if snapshot else []:
        said[Path(file).with_suffix("").as_posix()].add(rule)
    for file, rules in expected.items():
        fault = Fault(min(rules)) if rules else None
        yield Printed(file, b"", (), fault, frozenset(rules), frozenset()), said[file]


def _planted(made: tuple[Made, ...], draws: Draws) -> Iterator[tuple[str, Report]]:
    """A report for each rule, of those in which nothing is planted and that no other one is held against."""
    free = {
        (m.report.jurisdiction.name, m.report.year): m.report for m in made if not (m.planted or m.findings or m.kept)
    }
    for rule, (year, needs) in PLANTED.items():
        for name, own in draws.shuffled(sorted(key for key in free if key[1] == year)):
            before, report = free.get((name, own - 1)), free[name, own]
            if before and before.forms == report.forms and (changed := needs(before)(report, draws)):
                del free[name, own]
                yield rule, changed
                break
