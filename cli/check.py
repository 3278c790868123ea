"""gongkai check: a draft read and checked before it is handed in; no store is opened or made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import words
from analytics.export.form_table import place_words
from cli.options import Lang, told
from data import forms
from data.drafts import examined
from data.errors import BadDocument
from data.model import Finding, Report, Severity, Status
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


def _verdict(report: Report, lang: str) -> str:
    found = Counter(finding.severity for finding in report.findings)
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
    for severity in Severity:
        if group := [finding for finding in result.findings if finding.severity is severity]:
            console.print(_table(severity, group, _places(result), lang))
    console.print(f"[bold]{escape(_verdict(result, lang))}[/bold]\n", highlight=False)


def _table(severity: Severity, findings: Iterable[Finding], places: Mapping[str, Any], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, title=words.say(f"unit.severity_{severity}", lang), title_justify="left")
    for column, ratio in (("finding", 5), ("where", 2), ("remedy", 3)):
        table.add_column(words.say(f"cli.check_{column}", lang), ratio=ratio, overflow="fold")
    for finding in findings:
        table.add_row(*map(escape, (_said(finding, lang), _where(finding, places, lang), _remedy(finding, lang))))
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
    }


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
