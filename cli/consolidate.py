"""gongkai consolidate: a year's reports added up in the national form, as a document, a workbook or a table."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

import words
from analytics import consolidation
from analytics.export import CSV
from cli.options import Lang, StoreFolder, told
from cli.output import put, written
from cli.stored import live
from data import forms
from data.errors import BadRequest
from data.store import Store, default_folder

SUFFIXES = (".docx", ".xlsx", ".csv")


def consolidate(
    year: Annotated[int, typer.Option("--year", help=told("coverage_year"))],
    output: Annotated[Path, typer.Option("--output", "-o", help=told("consolidate_output"))],
    units: Annotated[str | None, typer.Option("--units", help=told("consolidate_units"))] = None,
    parent: Annotated[str | None, typer.Option("--parent", help=told("consolidate_parent"))] = None,
    form: Annotated[
        str | None, typer.Option("--form", help=told("consolidate_form", forms="、".join(forms.FORMS)))
    ] = None,
    name: Annotated[str, typer.Option("--name", help=told("consolidate_name"))] = "",
    without: Annotated[str | None, typer.Option("--without", help=told("consolidate_without"))] = None,
    own: Annotated[Path | None, typer.Option("--own", help=told("consolidate_own"))] = None,
    keep: Annotated[str | None, typer.Option("--keep", help=told("consolidate_keep"))] = None,
    by: Annotated[str, typer.Option("--by", help=told("decide_by"))] = "",
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    if output.suffix.lower() not in SUFFIXES:
        raise BadRequest("consolidate_suffix", file=output, known="、".join(SUFFIXES))
    if units is not None and parent is not None:
        raise BadRequest("consolidate_units_and_parent")
    figures = consolidation.read_own(own, form or forms.of_year(year)) if own else None
    snapshot = live(store)
    found = consolidation.consolidate(
        snapshot,
        year,
        None if units is None else _names(units),
        parent,
        form,
        name.strip(),
        figures,
        without=[] if without is None else _names(without),
    )
    if keep is not None:
        Store(store or default_folder()).act([consolidation.keeping(found, keep, by, snapshot)])
        typer.echo(words.say("cli.consolidate_kept", lang, name=keep.strip()))
    match output.suffix.lower():
        case ".docx":
            written(consolidation.docx.write(found), output)
        case ".xlsx":
            written(consolidation.xlsx.write(found), output)
        case _:
            put(consolidation.table(found), CSV, output, lang)
    typer.echo(consolidation.coverage(found, lang))
    for line in consolidation.remarks(found, lang):
        typer.echo(line)
    typer.echo(words.say("cli.consolidate_written", lang, file=output))


def _names(text: str) -> list[str]:
    """Names between commas, Chinese ones too; one that holds a comma stands in double quotes."""
    parts = text.split('"')  # every other one stands within quotes
    parts[::2] = [part.replace("，", ",") for part in parts[::2]]
    [names] = csv.reader(['"'.join(parts)], skipinitialspace=True)
    found = [name.strip() for name in names if name.strip()]
    if not found:
        raise BadRequest("consolidate_no_units")
    return found


consolidate.__doc__ = told("consolidate")
