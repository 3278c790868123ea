"""gongkai coverage: the year's board, a line each unit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import words
from analytics.export import Column, Table
from analytics.submissions import COLUMNS, NUMBERS, submissions
from cli.options import Lang, StoreFolder, told
from cli.output import READABLE, chosen, put
from cli.stored import live


def coverage(
    year: Annotated[int, typer.Option("--year", help=told("coverage_year"))],
    format: Annotated[Literal["table", "csv", "json", "xlsx"] | None, typer.Option(help=told("trend_format"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=told("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    form = chosen(format, output)
    rows = [one.row for one in submissions(live(store), year)]
    if form is not READABLE:
        columns = tuple(Column(name, "integer" if name in NUMBERS else "text") for name in COLUMNS)
        return put(Table("coverage", columns, rows), form, output, lang)
    said = tuple(Column(words.say(f"review.field_{name}", lang)) for name in COLUMNS)
    shown = [
        [
            "" if cell is None else str(cell) if name != "state" else words.say(f"review.state_{cell}", lang)
            for name, cell in zip(COLUMNS, row, strict=True)
        ]
        for row in rows
    ]
    put(Table("coverage", said, shown), form, output, lang)


coverage.__doc__ = told("coverage")
