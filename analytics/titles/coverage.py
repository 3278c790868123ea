"""The sentences over what is in the store: the overview's heading, and the grid of units and years."""

from __future__ import annotations

from analytics.coverage import Coverage
from analytics.headline import Figure, Headline
from analytics.sentence import Sentence, counted
from analytics.spans import runs
from analytics.titles.facts import compared, marked

NAMED = 6  # of more absent units than this the first are named, and all counted


def coverage_title(found: Coverage) -> Sentence:
    """How many reports of a year are there, who is missing, and how many sums of all years shown don't close."""
    if found.table.empty:
        return Sentence("coverage_empty")
    said = held_title(found)
    return Sentence("coverage_both", {"stored": said, "sums": sums_title(found)}) if len(found.stored) else said


def held_title(found: Coverage, year: int | None = None) -> Sentence:
    """How many reports of a year (by default the one to speak of) are there, whose are not, and what else is due."""
    if found.table["jurisdiction"].nunique() == 1 and len(found.years) > 1 and year is None:
        return _due(found, _one_unit(found), found.years[-1])
    year = year or found.main_year
    return _due(found, _of_year(found, year), year)


def _one_unit(found: Coverage) -> Sentence:
    rows = found.stored
    facts = {
        "place": found.table["jurisdiction"].iloc[0],
        "years": runs(rows["year"]),
        "reports": counted("reports", len(rows)),
    }
    return Sentence("coverage_one" if len(rows) else "coverage_one_none", facts | {"shown": runs(found.years)})


def _of_year(found: Coverage, year: int) -> Sentence:
    absent, expected = found.absent(year), found.expected(year)
    facts: dict[str, object] = {
        "year": str(year),
        "units": counted("units", expected),
        "n": expected - len(absent),
        "expected": expected,
        "reports": counted("reports", expected - len(absent)),
    }
    if not expected:
        return Sentence("coverage_nobody", facts)
    if len(absent) == expected:
        return Sentence("coverage_none" if expected > 1 else "coverage_none_one", facts | {"place": absent[0]})
    said = Sentence("coverage_received" if found.rostered else "coverage_held", facts)
    if not absent:
        return said
    facts = {"said": said, "names": absent[:NAMED], "n": len(absent)}
    word = "wanting" if found.wanting(year) else "lacking"
    return Sentence(f"coverage_{word}" if len(absent) <= NAMED else f"coverage_{word}_many", facts)


def _due(found: Coverage, said: Sentence, year: int) -> Sentence:
    """The sentence, with what there is of later years and the years that are due and wholly absent."""
    later = found.stored["year"][found.stored["year"] > year]
    for one, reports in later.value_counts().sort_index().items():
        said = Sentence("coverage_begun", {"said": said, "year": str(one), "reports": counted("reports", int(reports))})
    if found.overdue:
        said = Sentence("coverage_overdue", {"said": said, "years": runs(found.overdue)})
    return said


def sums_title(found: Coverage) -> Sentence:
    """How many sums of the reports in view don't close; there must be a report."""
    rows = found.stored
    sums, tables = int(rows["findings"].sum()), int(rows["tables_missing"].map(bool).sum())
    facts: dict[str, object] = {
        "years": runs(rows["year"]),
        "sums": counted("mismatches", sums),
        "tables": counted("reports", tables),
    }
    several = "" if rows["year"].nunique() == 1 else "_years"
    if not sums:
        lacking = tables or rows["cells_missing"].any() or rows["cells_empty"].any()
        facts |= {"closing": Sentence("all_close_some" if lacking else "all_close")}
        said = Sentence(f"sums_none{'_tables' if tables else ''}{several}", facts)
        return marked(said, bool(rows["doubtful"].any()))
    return Sentence(f"sums_some{'_tables' if tables else ''}{several}", facts)


def headline_title(found: Headline) -> Sentence:
    """The overview's heading: reports, who is missing, new applications and how they changed."""
    applications = found.figure("applications_new")
    facts: dict[str, object] = {
        "stored": held_title(found.coverage, found.year) if len(found.coverage.table) else Sentence("coverage_empty"),
        "base": str(found.base_year),
        "applications": _applications(found),
        "same": same_as_base(found, applications),
        "by": abs(applications.change or 0),
    }
    if applications.value is None:
        return Sentence("headline_reports", facts)
    if applications.change is None:
        return marked(Sentence("headline_applications", facts), applications.doubtful)
    way = "up" if applications.change > 0 else "down" if applications.change < 0 else "same"
    return marked(Sentence(f"headline_{way}", facts), applications.doubtful or applications.unsure)


def same_as_base(found: Headline, figure: Figure) -> Sentence:
    """The units over which a figure is set against the year before: of the reports all that existed in both years."""
    if figure.code == "reports":
        return counted("same_existing", figure.same)
    return compared(figure.same, found.figure("findings").same)


def _applications(found: Headline) -> Sentence:
    """How many there were, and over how many units if some reports lack the figure."""
    figure, reports = found.figure("applications_new"), found.figure("reports").value
    facts = {"n": figure.value or 0, "units": counted("units", figure.units)}
    return Sentence("headline_sum" if figure.units == reports else "headline_sum_some", facts)
