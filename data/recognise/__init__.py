"""A document's blocks → a report: a staircase of small steps, each in a module that can be looked at alone.

glyphs, numerals      one text: what it says
flow                  blocks → rows of cells, whatever the layout
zones, form_of        where each table stands, which form it follows
candidates            rows of a table as found: label and run of cells
alignment, columns    candidates → rows of the form, runs → its columns
sums                  the form's sums as judge between several ways to read
tables, table4        the above put together for each table
readings              cells → number, unit, status, findings
who, when, narrative, prose, remarks     everything around the tables
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from data import forms
from data.errors import BadDocument
from data.model import DEMO_MARK, Document, Finding, Grid, Jurisdiction, Paragraph, Reading, Report, Status
from data.numbers import too_long
from data.recognise import prose, remarks, when, who
from data.recognise.flow import flow
from data.recognise.form_of import ALL, Fits, all_forms, fitting, unclear
from data.recognise.glyphs import simplify
from data.recognise.narrative import narrative
from data.recognise.readings import Readings, header_unit
from data.recognise.rows import Row
from data.recognise.table4 import read_disputes
from data.recognise.tables import read_rows
from data.recognise.twice import own_report, several
from data.recognise.zones import zones

# To be raised whenever documents may be read otherwise than before: stores then take them anew.
PARSER_VERSION = "5"
TWICE = f"{PARSER_VERSION}.1"  # of a document whose print was read as well
MARK = simplify(DEMO_MARK)
MARK_LEFT = 70  # per cent of the mark that must be left
NO_TEXT = "no_text_layer"  # a reader's finding: pages that are pictures


def recognise(document: Document, folder_parents: tuple[str, ...] = ()) -> Report:
    """The report that a document holds.

    `folder_parents` are the bodies above that the folder's path names, outermost first. Raises BadDocument
    when the document is no report, or gives no place or no year.
    """
    document, rows, again, of_years = _own(document)
    found = zones(rows)
    period = when.period(document)
    title = who.title(document, period)
    if not found and title is None and "信息公开" not in simplify("".join(row.text for row in rows)):
        _refuse_unless_scanned(document)
    jurisdiction, place_findings = _place(document, title, folder_parents)
    year, year_findings = _year(document, title, period)
    rows, unsure, twice_findings = _this_years(rows, year)
    found = zones(rows)
    fits = {
        section: fitting(rows[slice(*found[section])], section) for section in forms.TABLE_SECTIONS if section in found
    }
    by_section = all_forms(fits, year)
    read = _tables(rows, found, by_section, fits, year, unsure)
    told_story = narrative(rows, found)
    readings = [*read.readings, *_from_prose(told_story)]
    findings = (
        *document.findings,
        *place_findings,
        *year_findings,
        *of_years,
        *([Finding("tables_again")] if again else []),
        *twice_findings,
        *remarks.repeats_removed([row for zone in found.values() for row in rows[slice(*zone)]]),
        *remarks.figures_too_long(readings),
        *remarks.all_blank(readings),
        *read.findings,
    )
    return Report(
        jurisdiction=jurisdiction,
        year=year,
        title=title.text if title else "",
        published=when.published(document),
        forms=by_section,
        narrative=told_story,
        readings=tuple(readings),
        findings=findings,
        source_file=document.name,
        sha256=document.sha256,
        made_up=_made_up(document),
    )


def _own(document: Document) -> tuple[Document, list[Row], bool, list[Finding]]:
    """The document and the rows of the one report in it that is meant, whether there are others, and of other years."""
    filed = who.from_file(document.name)[1] or who.folder_year(document.name)
    rows, again, years = own_report(flow(document), document.name, filed)
    if not years:
        return document, rows, again, []
    # the others' titles, periods and dates are not this one's
    document = replace(document, blocks=tuple(Paragraph(row.raw, row.place) for row in rows))
    told = {"years": "、".join(map(str, sorted(years))), "year": str(years[0])}
    return document, rows, False, [Finding("years_in_file", (), told)]


def _refuse_unless_scanned(document: Document) -> None:
    """A scan whose file name gives body and year is filed, with its tables missing; anything else is no report."""
    if not any(finding.rule == NO_TEXT for finding in document.findings):
        raise BadDocument("not_a_report", file=document.name)
    name, year = who.from_file(document.name)
    if not name or year is None:
        raise BadDocument("scanned", file=document.name)


def _tables(
    rows: Sequence[Row],
    found: dict[str, tuple[int, int]],
    by_section: dict[str, str],
    fits: Mapping[str, Fits],
    year: int,
    unsure: Collection[str],
) -> Readings:
    read = Readings()
    for section in forms.TABLE_SECTIONS:
        zone = rows[slice(*found[section])] if section in found else []
        form = by_section[section]
        table = (read_disputes(zone, form) if section == "4" else read_rows(zone, section, form)) if zone else None
        if table is None or not table.boxes:
            read.absent(section, form)
        else:
            for within in unclear(fits.get(section, ALL), section, form, year):
                table.doubt("form_unclear", within)
            if section in unsure:
                table.doubt("tables_differ", section)
            read.table(table, section, header_unit(zone, form) if section == "2" else {})
    return read


def _this_years(rows: list[Row], year: int) -> tuple[list[Row], set[str], list[Finding]]:
    """The rows without the tables of other years, the sections of which nothing tells the year, and what to say."""
    unsure: set[str] = set()
    findings = []
    for section in forms.TABLE_SECTIONS:
        found = several(rows, section, year)
        if found is None:
            continue
        kept = found.chosen or 0
        others = {at for i, table in enumerate(found.tables) for at in table if i != kept}
        rows = [row for at, row in enumerate(rows) if at not in others]
        if found.chosen is None:
            unsure.add(section)
        else:
            evidence = {"section": forms.TITLES[section], "count": str(len(found.tables)), "which": str(kept + 1)}
            findings.append(Finding("tables_of_years", (), {**evidence, "year": str(year)}))
    return rows, unsure, findings


def _place(
    document: Document, title: who.Title | None, folder_parents: tuple[str, ...]
) -> tuple[Jurisdiction, list[Finding]]:
    """Title, then signature, then file name; where they differ in more than the bodies above, a finding."""
    signed = who.signature(document)
    filed, _ = who.from_file(document.name)
    printed = (title.name if title else "") or signed or filed
    if not printed:
        raise BadDocument("no_place", file=document.name)
    found = who.body(printed)
    findings = []
    if who.damaged(printed):  # the rest reads: told and asked for
        whole = [who.body(name) for name in (signed, filed) if name and not who.damaged(name)]
        found = next((other for other in whole if who.may_be(found.name, other.name)), found)
        evidence = {"printed": printed, "name": found.name}
        return found, [Finding("place_damaged", (), evidence)]
    if who.beheaded(found.name, signed):
        whole_name = who.body(signed)
        evidence = {"printed": printed, "name": whole_name.name}
        return whole_name, [Finding("place_damaged", (), evidence)]
    others = {who.body(name).name for name in (signed,) if name} - {found.name}
    if title and title.name and others and not any(_same_body(found.name, other) for other in others):
        evidence = {"title": found.name, "others": "、".join(sorted(others))}
        findings.append(Finding("place_disagrees", (), evidence))
    above = found.parents or (who.body(signed).parents if signed else ()) or folder_parents
    return Jurisdiction(found.name, found.kind or "其他", tuple(above)), findings


def _same_body(one: str, other: str) -> bool:
    return one in other or other in one


def _year(document: Document, title: who.Title | None, period: int | None) -> tuple[int, list[Finding]]:
    """Title, then period, then file name; never the date of publication or the address."""
    _, filed = who.from_file(document.name)
    named = {"title": title.year if title else None, "period": period, "file": filed}
    year = named["title"] or named["period"] or named["file"]
    if year is None:
        raise BadDocument("no_year", file=document.name)
    if any(other and other != year for other in named.values()):
        evidence = {name: str(value or "") for name, value in named.items()}
        return year, [Finding("year_disagrees", (), {**evidence, "year": str(year)})]
    return year, []


def _from_prose(story: dict[str, str]) -> list[Reading]:
    return [
        Reading(
            code,
            said.sentence,
            None if too_long(said.value) else said.value,
            forms.PROSE[code].unit,
            Status.DOUBTFUL,
            confidence=0.5,
        )
        for code, said in prose.figures(story).items()
    ]


def _made_up(document: Document) -> bool:
    """Whether the demo mark stands in the document, if need be with characters lost to a wrong encoding."""
    lines = (simplify(block.text) for block in document.blocks if not isinstance(block, Grid))
    return any(
        MARK in line or (("演示" in line or "虚构" in line) and fuzz.partial_ratio(MARK, line) >= MARK_LEFT)
        for line in lines
    )
