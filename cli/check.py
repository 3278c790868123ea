"""gongkai check: a draft read and checked before it is handed in; no store is opened or made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import words
from analytics import causes
from analytics.export.form_table import place_words
from cli.options import Lang, told
from data import forms
from data.drafts import examined
from data.errors import BadDocument
from data.model import Finding, Report, Severity, Status
from data.numbers import plain
from data.prose.compared import compared

CLEAN, TO_DO, UNREADABLE = 0, 1, 2  # exit codes
SEEN = {Severity.ERROR, Severity.WARNING}  # what keeps a draft from being clean


def check(
    files: Annotated[list[Path], typer.Argument(help=told("check_files"))],
    as_json: Annotated[bool, typer.Option("--json", help=told("check_json"))] = False,
    lang: Lang = "zh",
) -> None:
    results = list(examined(files))
    if as_json:
        documents = [_as_json(file, result, lang) for file, result in results]
        whole = {"documents": documents, "not_checked": words.say("cli.check_alone", lang)}
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        console = Console()
        for file, result in results:
            _show(console, file, result, lang)
        typer.echo(words.say("cli.check_alone" if results else "cli.check_nothing", lang))
    raise typer.Exit(max((_code(result) for _, result in results), default=UNREADABLE))


check.__doc__ = told("check")


def _code(result: Report | BadDocument) -> int:
    if isinstance(result, BadDocument):
        return UNREADABLE
    return TO_DO if any(finding.severity in SEEN for finding in result.findings) else CLEAN


def _counts(report: Report) -> Counter[str]:
    """How many cells of the forms were read how."""
    return Counter(str(reading.status) for reading in report.readings if reading.indicator not in forms.PROSE)


@dataclass(frozen=True)
class Item:
    """One thing to do or to look at: a finding, the sums of one mistake, or a doubtful cell to ask about."""

    severity: Severity
    text: str
    where: str
    remedy: str
    findings: tuple[Finding, ...] = ()


def _items(report: Report, lang: str) -> list[Item]:
    """What is told of a report, the sums that one mistake breaks as one."""
    groups: dict[object, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(causes.key(finding.rule, finding.evidence) or id(finding), []).append(finding)
    return [*(_item(found, report, lang) for found in groups.values()), *_questions(report, lang)]


def _item(found: Sequence[Finding], report: Report, lang: str) -> Item:
    first, places = found[0], _places(report)
    if not causes.key(first.rule, first.evidence):
        return Item(first.severity, _said(first, lang), _where(first, places, lang), _remedy(first, lang), (first,))
    sums = [(one.rule, one.evidence) for one in found]
    cells = causes.leads(first.evidence) or first.cells
    return Item(
        first.severity,
        causes.say(sums, report.forms, lang).strip(),
        _where(replace(first, cells=cells), places, lang),
        causes.remedy(sums, report.forms, lang),
        tuple(found),
    )


def _questions(report: Report, lang: str) -> Iterator[Item]:
    read = {r.indicator: r for r in report.readings if r.row_label is None and r.value is not None}
    doubtful = {code for code, reading in read.items() if reading.status is Status.DOUBTFUL}
    values = {code: reading.value for code, reading in read.items() if reading.value is not None}
    for one in causes.asked(values, doubtful, report.forms) if doubtful else ():
        where = place_words(read[one.change.code].place, lang)
        remedy = words.say("causes.asked_remedy", lang)
        yield Item(Severity.WARNING, causes.ask(one, report.forms, lang), where, remedy)


def _verdict(items: Sequence[Item], report: Report, lang: str) -> str:
    found = Counter(item.severity for item in items)
    key = next((str(one) for one in (Severity.ERROR, Severity.WARNING) if found[one]), "clean")
    verdict = words.say(f"cli.check_{key}", lang, **{str(one): found[one] for one in Severity})
    return f"{verdict}{' ' if lang == 'en' else ''}{words.say('cli.check_compared', lang, **asdict(compared(report)))}"


def _show(console: Console, file: str, result: Report | BadDocument, lang: str) -> None:
    if isinstance(result, BadDocument):
        typer.echo(result.say(lang), err=True)
        return
    second, third = result.forms["2"], result.forms["3"]
    key = "ingest_form" if second == third else "ingest_forms"
    form = words.say(f"cli.{key}", lang, form=second, second=second, third=third)
    head = {"file": file, "place": result.jurisdiction.name, "year": result.year, "form": form}
    console.print(f"[bold]{escape(words.say('cli.check_head', lang, **head))}[/bold]", highlight=False)
    counts = {str(status): _counts(result)[status] for status in Status}
    empty = counts["blank"] + counts["nil"]
    console.print(words.say("cli.check_cells", lang, empty=empty, **counts), highlight=False)
    items = _items(result, lang)
    for severity in Severity:
        if group := [item for item in items if item.severity is severity]:
            console.print(_table(severity, group, lang))
    console.print(f"[bold]{escape(_verdict(items, result, lang))}[/bold]\n", highlight=False)


def _table(severity: Severity, items: Iterable[Item], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, title=words.say(f"unit.severity_{severity}", lang), title_justify="left")
    for column, ratio in (("finding", 5), ("where", 2), ("remedy", 3)):
        table.add_column(words.say(f"cli.check_{column}", lang), ratio=ratio, overflow="fold")
    for item in items:
        table.add_row(*map(escape, (item.text, item.where, item.remedy)))
    return table


def _said(finding: Finding, lang: str) -> str:
    return words.say(f"findings.{finding.rule}", lang, **finding.evidence)


def _remedy(finding: Finding, lang: str) -> str:
    return words.say(f"remedies.{finding.rule}", lang)


def _places(report: Report) -> dict[str, Any]:
    return {reading.indicator: reading.place for reading in report.readings}


def _where(finding: Finding, places: Mapping[str, Any], lang: str) -> str:
    """The first cell's place in the document, else the finding's own, else the section that it is about."""
    first = next((places[code] for code in finding.cells if code in places), finding.place)
    return place_words(first, lang) or place_words(finding.place, lang) or finding.evidence.get("section", "")


def _as_json(file: str, result: Report | BadDocument, lang: str) -> dict[str, Any]:
    if isinstance(result, BadDocument):
        return {"file": file, "verdict": "unreadable", "error": result.say(lang)}
    places = _places(result)
    severities = {finding.severity for finding in result.findings}
    return {
        "file": file,
        "verdict": next((str(severity) for severity in Severity if severity in severities), "clean"),
        "jurisdiction": result.jurisdiction.name,
        "year": result.year,
        "forms": dict(result.forms),
        "cells": {str(status): _counts(result)[status] for status in Status},
        "compared": asdict(compared(result)),
        "findings": list(_findings_as_json(result, places, lang)),
        "mistakes": list(_mistakes_as_json(result, lang)),
    }


def _mistakes_as_json(report: Report, lang: str) -> Iterator[dict[str, Any]]:
    """The findings that are sums, each mistake once, and what would close its sums."""
    for item in _items(report, lang):
        if item.findings and causes.key(item.findings[0].rule, item.findings[0].evidence):
            ways = [
                [{"cell": c.code, "value": plain(c.old), "should_be": plain(c.new)} for c in one]
                for one in causes.repairs(item.findings[0].evidence)
            ]
            yield {"text": item.text, "remedy": item.remedy, "sums": len(item.findings), "repairs": ways}


def _findings_as_json(report: Report, places: Mapping[str, Any], lang: str) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "text": _said(finding, lang),
            "where": _where(finding, places, lang),
            "remedy": _remedy(finding, lang),
            "cells": [{"cell": code, "place": asdict(places[code])} for code in finding.cells if code in places],
            "place": asdict(finding.place),
            "evidence": dict(finding.evidence),
        }
