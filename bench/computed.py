"""What each page computes of a store before anything is drawn, and the SQL that gives the same numbers."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import pyarrow as pa

from analytics.change import Change, change
from analytics.charts.rows import each
from analytics.charts.years import spoken
from analytics.composition import Composition, compositions
from analytics.coverage import Coverage, coverage
from analytics.flow import Flow
from analytics.headline import MEASURED, of
from analytics.places import bodies
from analytics.ranking import Ranking, middles, ranking
from analytics.remarked import Remarked, remarked
from analytics.series import Series, trend, trends
from analytics.sheet import Sheet, sheet
from bench import floor, stores
from bench.paired import Pair
from data.store import Snapshot

DEFAULT = "applications_new"  # the measure that the bar begins with
STRIPS = ("applications_new", "disclosure_rate", "reviews", "licences", "penalties", "fees_amount")


@dataclass
class Found:
    """What a page has in hand."""

    series: list[Series] = field(default_factory=list)
    rankings: list[Ranking] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    compositions: list[Composition] = field(default_factory=list)
    coverage: Coverage | None = None
    remarked: Remarked | None = None
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Page:
    """A page: its name, its path in the address, what it computes, and of what.

    `beside` are statements of the floor beside values.sql.
    """

    name: str
    path: str
    computes: Callable[[Snapshot, Page], Found]
    codes: tuple[str, ...]
    breakdowns: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def _measured(snapshot: Snapshot, code: str) -> Found:
    """The measure of the bar, as every page of a category begins."""
    series = trend(snapshot, code)
    return Found([series], [ranking(series, spoken(series)[-1])])


def overview(snapshot: Snapshot, page: Page) -> Found:
    """总览."""
    found = coverage(snapshot)
    told = dict(zip(page.codes, trends(snapshot, page.codes), strict=True))
    of(found, {code: told[code] for code in MEASURED}, found.years[-1])
    whole = told[DEFAULT]
    changes = [change(whole, *spoken(whole)[-2:])]
    return Found(list(told.values()), changes=changes, coverage=found, remarked=remarked(snapshot))


def compare(snapshot: Snapshot, page: Page) -> Found:
    """对比."""
    found = _measured(snapshot, *page.codes)
    found.changes = [change(found.series[0], *spoken(found.series[0])[-2:])]
    return found


def category(snapshot: Snapshot, page: Page) -> Found:
    """A page of a category: the measure of the bar, the compositions with their sums, other measures."""
    found = _measured(snapshot, page.codes[0])
    for code, made in compositions(snapshot, page.breakdowns).items():
        _ = (Flow(made).balances, made.sums) if code == "flow" else made.sums
        found.compositions.append(made)
    found.series += trends(snapshot, page.codes[1:])
    return found


def unit(snapshot: Snapshot, page: Page) -> Found:
    """单位详情: the last report of the first unit, and six measures of it among its class."""
    place, year = _unit(snapshot)
    found = Found(sheet=sheet(snapshot, place, year))
    found.series += trends(snapshot, page.codes)
    for series in found.series:
        found.rankings.append(ranking(series, year))
        middles(series)
    return found


def _unit(snapshot: Snapshot) -> tuple[str, int]:
    known = bodies(snapshot)
    return str(known.within()["path"][0]), known.years()[-1]


PAGES = (
    Page("总览", "overview", overview, MEASURED, beside=("coverage", "remarked")),
    Page("对比", "compare", compare, (DEFAULT,)),
    Page("政府采购", "procurement", category, ("procurement_amount", "procurement_projects", "procurement_mean")),
    Page("依申请公开", "applications", category, (DEFAULT,), ("flow", "outcomes", "reasons", "applicants")),
    Page("主动公开", "disclosure", category, ("documents_made", "items_disclosed"), ("documents", "decisions")),
    Page(
        "复议诉讼",
        "disputes",
        category,
        ("reviews", "review_correction_rate", "lawsuit_correction_rate"),
        ("reviews", "lawsuits"),
    ),
    Page("单位详情", "unit", unit, STRIPS, beside=("sheet", "remarks")),
)


Statements = dict[str, dict[str, Any] | None]


@cache
def statements(snapshot: Snapshot, page: Page) -> Statements:
    """The floor of a page: the names of its statements, with what each binds."""
    place, year = _unit(snapshot)
    own = {"path": place, "year": year}
    beside = {name: own if name in {"sheet", "remarks"} else None for name in page.beside}
    return {"values": floor.bound(page.codes, page.breakdowns), **beside}


def bare(snapshot: Snapshot, asked: Statements) -> dict[str, pa.Table]:
    """What they give, by name."""
    return {name: floor.run(snapshot, name, bound) for name, bound in asked.items()}


def forget() -> None:
    """Empty every cache of what a snapshot holds, as if it had just been imported."""
    for one in kept():
        one.cache_clear()


def kept() -> Iterator[Any]:
    """Everything in analytics that keeps what a snapshot holds."""
    for name, module in list(sys.modules.items()):
        if name.startswith("analytics"):
            for thing in list(vars(module).values()):
                if hasattr(thing, "cache_clear") and "snapshot" in inspect.signature(thing).parameters:
                    yield thing


def pairs(townships: int, cold: bool) -> Iterator[Pair]:
    """Every page on the store of so many townships: cold, nothing known of the snapshot; warm, asked before."""
    snapshot = stores.snapshot(townships)
    for page in PAGES:
        agree(snapshot, page)
        yield Pair(
            page.name,
            partial(page.computes, snapshot, page),
            partial(bare, snapshot, statements(snapshot, page)),
            before=forget if cold else lambda: None,
        )


# ── the same numbers ─────────────────────────────────────────────────────────────────────────────


def agree(snapshot: Snapshot, page: Page) -> int:
    """Raises AssertionError where page and floor give different numbers; how many there are of them."""
    ours, least = numbers(page.computes(snapshot, page)), least_numbers(bare(snapshot, statements(snapshot, page)))
    # The floor ranks and compares in every year, a page in those it shows.
    extra = {key for key in least.keys() - ours.keys() if key[0] in {"rank", "difference"}}
    wrong = {key for key in ours.keys() | (least.keys() - extra) if ours.get(key) != least.get(key)}
    assert not wrong, f"{page.name}: {[(key, ours.get(key), least.get(key)) for key in sorted(wrong, key=str)[:5]]}"
    return len(ours)


Numbers = dict[tuple[Any, ...], Any]


def numbers(found: Found) -> Numbers:
    """All numbers of a page by what they are of."""
    told: Numbers = {}
    for one in [*found.series, *(series for made in found.compositions for series in made.series)]:
        rows = one.table[one.table["number"].notna()]
        told |= {("value", one.measure.code, row.jurisdiction, row.year): row.number for row in each(rows)}
    for rank in found.rankings:
        rows = rank.table[rank.table["rank"].notna()]
        told |= {("rank", rank.measure.code, row.jurisdiction, rank.year): row.rank for row in each(rows)}
    for since in found.changes:
        told |= {
            ("difference", since.measure.code, row.jurisdiction, since.year): row.difference
            for row in each(since.table)
        }
    for made in found.compositions:
        for (code, year), summed in made.sums.items():
            if summed.value is not None:
                told["sum", made.breakdown.code, code, year] = (summed.value, summed.units)
    if found.coverage is not None:
        told |= {
            ("coverage", row.jurisdiction, row.year): (row.findings, row.doubtful)
            for row in each(found.coverage.stored)
        }
    if found.remarked is not None:
        told |= {("remarked", row.jurisdiction, row.rule): row.findings for row in each(found.remarked.table)}
    if found.sheet is not None:
        told |= {("cell", code): (cell.raw, cell.value) for code, cell in found.sheet.cells.items()}
        told["remarks",] = len(found.sheet.findings)
    return told


def least_numbers(found: dict[str, pa.Table]) -> Numbers:
    """The same of the floor."""
    told: Numbers = {}
    for row in found["values"].to_pylist():
        if row["part"]:
            told["sum", row["part"], row["measure"], row["year"]] = (row["exact"], row["units"])
            continue
        key = (row["measure"], row["path"], row["year"])
        told["value", *key] = row["number"]
        told |= {(name, *key): row[name] for name in ("rank", "difference") if row[name] is not None}
    for row in found["coverage"].to_pylist() if "coverage" in found else ():
        told["coverage", row["path"], row["year"]] = (row["findings"], row["doubtful"])
    for row in found["remarked"].to_pylist() if "remarked" in found else ():
        told["remarked", row["path"], row["rule"]] = row["findings"]
    if "sheet" in found:
        for row in found["sheet"].to_pylist():
            code = row["indicator"] if row["row_label"] is None else f"{row['indicator']}@{row['row_label']}"
            told["cell", code] = (row["raw"], row["value"])
        told["remarks",] = found["remarks"].num_rows
    return told
