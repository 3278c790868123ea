"""Reports to be printed, every other one with one fault, all with lines and damages that must not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle

from bench.precision.fault import Fault, added
from bench.precision.numbers import NUMBERS, broken
from bench.precision.prose import HARMLESS, PROSE, true_lines
from data.demo.county import county
from data.demo.damage import DAMAGES, Proof
from data.demo.draws import Draws
from data.demo.press import PRESSES
from data.demo.render import LAYOUTS
from data.demo.render.parts import parts
from data.model import Report, Status

FAULTS = (*NUMBERS, *PROSE)
YEARS = (2019, 2024)
UNDAMAGED = 0.7  # share of the documents
# Damages that leave every cell and every sentence as it was.
HARMLESS_DAMAGES = (
    "hybrid_label", "item_number_lost", "header_cut", "labels_split", "labels_explained", "traditional_with_pinyin",
    "radicals", "blanks_in_labels", "notes_beside_numbers", "page_number_in_table", "empty_header_row",
    "spans_disagree", "page_furniture", "text_broken_up", "no_ruling_lines", "gb18030", "utf_16", "header_given_twice",
)  # fmt: skip
GIVE_UP = 5_000  # reports in a row that can't have a fault: a whole county may be among them, by its name


@dataclass(frozen=True)
class Printed:
    """A document, the fault in it if it has one, and what may rightly be said of it."""

    name: str
    content: bytes
    parents: tuple[str, ...]
    fault: Fault | None
    expected: frozenset[str]
    allowed: frozenset[str]


def corpus(documents: int, seed: int) -> Iterator[Printed]:
    """So many documents, each fault in turn in every other one; the same for the same arguments."""
    reports = faultless(documents, seed)
    faults = cycle(FAULTS)
    for number in range(documents):
        draws = Draws(seed, number)
        if number % 2:
            yield with_fault(reports, next(faults), draws)
        else:
            yield _printed(_with_harmless(next(reports), draws), None, draws)


def faultless(documents: int, seed: int) -> Iterator[Report]:
    """Reports of made-up counties in which nothing was planted, again and again."""
    for round_ in cycle(range(1_000)):
        townships = max(6, min(40, documents // 4))
        made = [m.report for m in county(townships, YEARS, seed + round_).reports if not m.planted and not m.findings]
        yield from Draws(seed, round_, "order").shuffled(made)


def with_fault(reports: Iterator[Report], fault: Fault, draws: Draws) -> Printed:
    """The fault in the first report that can have it."""
    for _ in range(GIVE_UP):
        report = next(reports)
        if not _formats(report, fault):
            continue
        planted = fault.plant(report, draws)
        if planted is not None:
            return _printed(planted, fault, draws)
    raise ValueError(f"no report can have {fault.rule}")


def _with_harmless(report: Report, draws: Draws) -> Report:
    for section, line in draws.shuffled([*HARMLESS, *true_lines(report)])[: draws.between(0, 4)]:
        report = added(report, section, line)
    return report


def _can(damage: str, report: Report, format_: str) -> bool:
    return format_ in DAMAGES[damage].formats and DAMAGES[damage].fit(report)


def _formats(report: Report, fault: Fault | None) -> list[str]:
    """The formats in which the report can be printed with the fault."""
    if fault is None:
        return list(PRESSES)
    return [
        name for name in PRESSES if name in fault.formats and (not fault.damage or _can(fault.damage, report, name))
    ]


def _printed(report: Report, fault: Fault | None, draws: Draws) -> Printed:
    damage = fault.damage if fault else None
    format_ = draws.one(_formats(report, fault))
    proof = Proof(report, list(parts(report)), draws.one(list(LAYOUTS)))
    if not damage and not draws.chance(UNDAMAGED):
        damage = next((name for name in draws.shuffled(HARMLESS_DAMAGES) if _can(name, report, format_)), None)
    if damage:
        DAMAGES[damage].do(proof, draws)
    if any(reading.status is Status.BLANK for reading in report.readings) and not LAYOUTS[proof.layout].shows_empty:
        proof = replace(proof, layout="tabs")
    expected = frozenset({fault.rule} if fault else ()) | broken(report)
    also = fault.also if fault else frozenset()
    return Printed(
        f"{report.source_file}.{format_}", PRESSES[format_](proof), report.jurisdiction.parents, fault, expected, also
    )
