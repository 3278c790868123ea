"""The sentences over what is in the store: the overview's heading, and the grid of units and years."""

from __future__ import annotations

from analytics.coverage import Coverage
from analytics.headline import Headline
from analytics.sentence import Sentence, counted
from analytics.titles.facts import span

NAMED = 2  # more absent units than this are counted, not named


def coverage_title(found: Coverage) -> Sentence:
    """How many of the last year's reports are there, and how many sums of all years shown don't close."""
    if found.table.empty:
        return Sentence("coverage_empty")
    if found.table["jurisdiction"].nunique() == 1 and len(found.years) > 1:
        return Sentence("coverage_both", {"stored": _one_unit(found), "sums": _sums(found)})
    stored = _last_year(found)
    return Sentence("coverage_both", {"stored": stored, "sums": _sums(found)}) if len(found.stored) else stored


def _one_unit(found: Coverage) -> Sentence:
    rows = found.stored
    facts = {
        "place": found.table["jurisdiction"].iloc[0],
        "years": span(rows["year"]),
        "reports": counted("reports", len(rows)),
    }
    return Sentence("coverage_one" if len(rows) else "coverage_one_none", facts | {"shown": span(found.years)})


def _last_year(found: Coverage) -> Sentence:
    year = found.years[-1]
    absent, expected = found.absent(year), found.expected(year)
    facts: dict[str, object] = {
        "year": str(year),
        "units": counted("units", expected),
        "n": expected - len(absent),
        "absent": counted("reports", len(absent)),
        "names": absent[:NAMED],
    }
    if not expected:
        return Sentence("coverage_nobody", facts)
    if not absent:
        return Sentence("coverage_all" if expected > 1 else "coverage_all_one", facts | {"place": _only(found, year)})
    if len(absent) == expected:
        return Sentence("coverage_none" if expected > 1 else "coverage_none_one", facts | {"place": absent[0]})
    return Sentence("coverage_some" if len(absent) <= NAMED else "coverage_some_many", facts)


def _only(found: Coverage, year: int) -> str:
    return str(found.stored.loc[found.stored["year"] == year, "jurisdiction"].iloc[0])


def _sums(found: Coverage) -> Sentence:
    rows = found.stored
    sums, tables = int(rows["findings"].sum()), int(rows["tables_missing"].map(bool).sum())
    facts = {"years": span(rows["year"]), "sums": counted("mismatches", sums), "tables": counted("reports", tables)}
    several = "" if rows["year"].nunique() == 1 else "_years"
    if not sums:
        return Sentence(f"sums_none{'_tables' if tables else ''}{several}", facts)
    return Sentence(f"sums_some{'_tables' if tables else ''}{several}", facts)


def headline_title(found: Headline) -> Sentence:
    """The overview's heading: reports, new applications and their change over the units of both years."""
    reports, applications = found.figure("reports"), found.figure("applications_new")
    facts: dict[str, object] = {
        "year": str(found.year),
        "base": str(found.base_year),
        "reports": counted("reports", reports.value or 0),
        "n": applications.value or 0,
        "same": counted("same_units", applications.same),
        "by": abs(applications.change or 0),
    }
    if not reports.value:
        return Sentence("headline_none", facts)
    if applications.value is None:
        return Sentence("headline_reports", facts)
    if applications.change is None:
        return Sentence("headline_applications", facts)
    way = "up" if applications.change > 0 else "down" if applications.change < 0 else "same"
    return Sentence(f"headline_{way}", facts)
