"""What is said of the store and of single reports: how many there are, who is missing, what does not add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import words
from tests.claims.claim import Claim, counted, number, speaking, total, years_in
from tests.claims.figures import Unit
from tests.claims.grammar import Node
from tests.claims.over_years import pairs


def units(claim: Claim) -> dict[str, list[Unit]]:
    """The units in view with the bodies they stand for."""
    known, asked = claim.figures.units(claim.view.boundaries), claim.view.places
    return {path: known[path] for path in sorted(known) if asked is None or path in asked}


def years_of(claim: Claim) -> tuple[int, ...]:
    return claim.view.years or claim.figures.years


def existing(claim: Claim, year: int) -> dict[str, list[Unit]]:
    """Of each unit that existed in the year the bodies that did."""
    here = {path: [one for one in own if one.first <= year <= one.last] for path, own in units(claim).items()}
    return {path: own for path, own in here.items() if own}


def absent(claim: Claim, year: int) -> list[str]:
    """Units that existed and of which a report lacks."""
    held = claim.figures.reports
    return [path for path, own in existing(claim, year).items() if any((one.path, year) not in held for one in own)]


def held(claim: Claim, years: tuple[int, ...]) -> list[tuple[str, int]]:
    """Unit and year of each report there is."""
    return [(path, year) for year in years for path in existing(claim, year) if path not in absent(claim, year)]


def rostered(claim: Claim) -> bool:
    """Whether a roster names units of each county in view."""
    listed = {unit.area for own in units(claim).values() for unit in own if unit.listed}
    return {unit.area for own in units(claim).values() for unit in own} <= listed


def coverage_both(claim: Claim, node: Node) -> None:
    stored, rest = node.get("stored"), node.get("sums")
    assert isinstance(stored, Node) and isinstance(rest, Node)
    coverage(claim, stored)
    reports = [claim.figures.reports[one.path, year] for one, year in _bodies(claim)]
    sign = rest.key == "with_doubt"
    if sign:
        rest = rest.get("said")
        assert isinstance(rest, Node)
    doubted = rest.key.startswith("sums_none") and any(one.statuses["doubtful"] for one in reports)
    assert sign == doubted, "that no sum fails rests on doubtful cells, or on none"
    years = tuple(dict.fromkeys(year for _, year in held(claim, years_of(claim))))
    said = years_in(rest.get("years")) if "years" in rest.facts else list(years)
    assert tuple(said) == years and (len(years) == 1) == ("years" not in rest.facts), f"years {years}"
    _sums(claim, rest)


def _bodies(claim: Claim) -> list[tuple[Unit, int]]:
    """Body and year of each report in view."""
    return [(one, year) for path, year in held(claim, years_of(claim)) for one in existing(claim, year)[path]]


def sums(claim: Claim, node: Node) -> None:
    """The same alone."""
    years = tuple(dict.fromkeys(year for _, year in held(claim, years_of(claim))))
    assert "years" not in node.facts or tuple(years_in(node.get("years"))) == years, f"years {years}"
    _sums(claim, node)


def _sums(claim: Claim, node: Node) -> None:
    """How many sums of all reports in view do not close, and how many reports lack a table; whether all was there."""
    mistakes = sum(claim.figures.mistakes(one.path, year) for one, year in _bodies(claim))
    if "closing" in node.facts:
        reports = [claim.figures.reports[one.path, year] for one, year in _bodies(claim)]
        whole = not any(one.missing or one.lacking for one in reports)
        assert (_closing(node) == "all_close") == whole, "whether all sums could be checked"
    lacking = {
        (path, year)
        for path, year in held(claim, years_of(claim))
        if any(claim.figures.reports[one.path, year].missing for one in existing(claim, year)[path])
    }
    said = counted(claim, node.get("sums")) if "sums" in node.facts else 0
    assert said == mistakes, f"{mistakes} sums do not close"
    assert (counted(claim, node.get("tables")) if "tables" in node.facts else 0) == len(lacking), f"{len(lacking)} lack"


def coverage(claim: Claim, node: Node) -> None:
    """How many reports of a year there are, whose lack, and what there is of other years."""
    facts = node.facts
    match node.key:
        case "coverage_empty":
            assert not claim.figures.reports
        case "coverage_lacking" | "coverage_lacking_many" | "coverage_wanting" | "coverage_wanting_many":
            said = node.get("said")
            assert isinstance(said, Node)
            coverage(claim, said)
            lacking, names = absent(claim, int(str(said.get("year")))), node.get("names")
            assert isinstance(names, list) and set(names) <= set(lacking) and len(set(names)) == len(names), lacking
            assert len(lacking) == (number(facts["n"], claim.lang) if "n" in facts else len(names)), lacking
        case "coverage_begun":
            said = node.get("said")
            assert isinstance(said, Node)
            coverage(claim, said)
            assert counted(claim, node.get("reports")) == len(held(claim, (int(str(node.get("year"))),)))
        case "coverage_overdue":
            said = node.get("said")
            assert isinstance(said, Node)
            coverage(claim, said)
            for year in years_in(node.get("years")):
                assert not held(claim, (year,)), f"there are reports of {year}"
        case "coverage_one" | "coverage_one_none":
            [path] = units(claim)
            assert node.get("place") == path
            own = [year for _, year in held(claim, years_of(claim))]
            if node.key == "coverage_one":
                assert years_in(node.get("years")) == own and counted(claim, node.get("reports")) == len(own)
            else:
                assert not own
        case "coverage_received" | "coverage_held":
            year = int(str(node.get("year")))
            number_of = len(existing(claim, year)) - len(absent(claim, year))
            assert rostered(claim) == (node.key == "coverage_received"), "who must report is known from a roster alone"
            if node.key == "coverage_received":
                assert number(node.get("n"), claim.lang) == number_of
                assert number(node.get("expected"), claim.lang) == len(existing(claim, year))
            else:
                assert counted(claim, node.get("reports")) == number_of
        case "coverage_none" | "coverage_none_one":
            year = int(str(node.get("year")))
            assert len(absent(claim, year)) == len(existing(claim, year)), "there are some"
            if node.key == "coverage_none":
                assert counted(claim, node.get("units")) == len(existing(claim, year))
            else:
                assert list(existing(claim, year)) == [node.get("place")]
        case "coverage_nobody":
            assert not existing(claim, int(str(node.get("year"))))
        case _:
            raise AssertionError(f"no check for {node.key}")


def headline(claim: Claim, node: Node) -> None:
    """The overview's heading."""
    stored = node.get("stored")
    assert isinstance(stored, Node)
    coverage(claim, stored)
    year = claim.view.year or 0
    rows = speaking(claim.of_year(year, "applications_new"))
    if node.key == "headline_reports":
        assert not rows, "there are applications"
        return
    said = node.get("applications")
    assert isinstance(said, Node)
    assert number(said.get("n"), claim.lang) == total(rows), f"{total(rows)} applications"
    whole = len(rows) == len(existing(claim, year)) - len(absent(claim, year))
    assert (said.key == "headline_sum") == whole, f"{len(rows)} units have the figure"
    if not whole:
        assert counted(claim, said.get("units")) == len(rows)
    claim.rest_on(rows)
    if node.key == "headline_applications":
        return
    base = int(str(node.get("base")))
    found = pairs(claim, base, year)
    by = total(pair.later for pair in found) - total(pair.earlier for pair in found)
    assert node.key == f"headline_{'up' if by > 0 else 'down' if by < 0 else 'same'}", f"by {by}"
    assert "by" not in node.facts or number(node.get("by"), claim.lang) == abs(by), f"by {by}"
    phrase = node.get("same")
    assert isinstance(phrase, Node) and counted(claim, phrase) == len(found), f"{len(found)} comparable"
    both = {path for path, _ in held(claim, (base,))} & {path for path, _ in held(claim, (year,))}
    assert phrase.key.startswith("same_units") == (len(both) == len(found)), f"{len(both)} have both reports"
    claim.rest_on([row for pair in found for row in (pair.earlier, pair.later)])


def _closing(node: Node) -> str:
    """How it is said that no sum fails."""
    said = node.get("closing")
    assert isinstance(said, Node)
    return said.key


def remarked(claim: Claim, node: Node) -> None:
    """How many units have something to check, and the rule of most reports."""
    reports = {(one.path, year): path for year in years_of(claim) for path, own in units(claim).items() for one in own}
    found: dict[tuple[str, int], set[str]] = {}
    for finding in claim.figures.findings:
        if finding.severity != "info" and (finding.path, finding.year) in reports:
            found.setdefault((finding.path, finding.year), set()).add(finding.rule)
    rules: Counter[str] = Counter()
    for own in found.values():
        sums = {rule for rule in own if rule.startswith("identity_")}  # broken by one mistake
        rules.update((own - sums) | ({min(sums, key=lambda r: (r != "identity_flow", r))} if sums else set()))
    assert counted(claim, node.get("units")) == len({reports[key] for key in found})
    [rule] = [key for key, one in words.family("rules").items() if one[claim.lang] == node.get("rule")]
    assert rules[rule] == max(rules.values()) == counted(claim, node.get("reports")), dict(rules)


def sheet(claim: Claim, node: Node) -> None:
    """One report: whether it is there, is whole, and closes."""
    view = claim.view
    [path] = view.places or ("",)
    year = int(str(node.get("year")))
    assert node.get("place") == path.split("/")[-1] and year == view.year
    report = claim.figures.reports.get((path, year))
    body = claim.figures.bodies[path]
    if node.key in ("sheet_not_in_store", "sheet_not_existing"):
        assert report is None
        assert (node.key == "sheet_not_in_store") == (body.first <= year <= body.last)
        return
    assert report is not None
    if node.key == "sheet_no_tables":
        assert len(report.missing) == len(report.tables)
        return
    said = node.get("said")
    assert isinstance(said, list)
    told = {
        one.key.removesuffix("_one").removeprefix("sheet_"): counted(claim, one) if "n" in one.facts else 0
        for one in said
    }
    assert len(told) == len(said), "said twice"
    expected = {
        "tables_missing": len(report.missing),
        "cells_missing": 0 if report.missing else report.statuses["missing"],
        "mismatches": claim.figures.mistakes(path, year),
        "cells_blank": report.statuses["blank"],
        "cells_nil": report.statuses["nil"],
        "cells_doubtful": report.statuses["doubtful"],
    }
    assert {key: n for key, n in told.items() if n} == {key: n for key, n in expected.items() if n}, expected
    assert ("whole" in told) == (not any(expected.values())), "whether every cell holds a number"
    closing = "" if expected["mismatches"] else report.checked
    assert [one for one in told if one.startswith("closes")] == ([closing] if closing else []), "what could be checked"


def findings(claim: Claim, node: Node) -> None:
    """How many sums of a report do not close, and what else there is to say."""
    [path] = claim.view.places or ("",)
    year = claim.view.year or 0
    sums, report = claim.figures.mistakes(path, year), claim.figures.reports[path, year]
    own = [one for one in claim.figures.findings if (one.path, one.year) == (path, year)]
    graves = Counter(one.severity for one in own if not one.rule.startswith("identity_"))
    others = graves.total()
    asked = bool(report.statuses["doubtful"])  # then there may be questions besides
    assert (counted(claim, node.get("sums")) if "sums" in node.facts else 0) == sums, f"{sums} sums"
    listed = node.facts.get("others", [])
    assert isinstance(listed, list)
    told = {one.key.removesuffix("_one"): counted(claim, one) for one in listed}
    more = told.get("to_check", 0) - graves["warning"]
    assert (more > 0 and asked) or not more, f"{graves} by gravity"
    rest = (told.get("other_errors", 0), told.get("remarks", 0))
    assert rest == (graves["error"], graves["info"]), f"{graves} by gravity"
    if "closing" in node.facts:
        assert _closing(node) == report.checked, "what could be checked"
    if node.key.startswith("findings_no"):
        endings = {"findings_none": "closes", "findings_none_some": "closes_some", "findings_nothing": "closes_nothing"}
        assert not (sums or others) and endings[node.key] == report.checked, "what could be checked"


CHECKS: dict[str, Callable[[Claim, Node], None]] = {
    "coverage_both": coverage_both,
    **{key: coverage for key in words.family("titles") if key.startswith("coverage_") and key != "coverage_both"},
    **{f"headline_{what}": headline for what in ("reports", "applications", "up", "down", "same")},
    "remarked": remarked,
    **dict.fromkeys(("sheet_said", "sheet_no_tables", "sheet_not_in_store", "sheet_not_existing"), sheet),
    **{key: sums for key in words.family("titles") if key.startswith("sums_")},
    **{key: findings for key in words.family("titles") if key.startswith("findings_")},
}
