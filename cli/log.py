"""gongkai log: who did what when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import words
from analytics.export import Column, Table
from cli.options import Lang, StoreFolder, told
from cli.output import READABLE, chosen, put
from cli.stored import live
from data.store import default_folder
from data.store.log import COLUMNS
from data.store.log import log as lines


def log(
    format: Annotated[Literal["table", "csv", "json", "xlsx"] | None, typer.Option(help=told("trend_format"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=told("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    live(store)
    form = chosen(format, output)
    rows = [one.row for one in lines(store or default_folder())]
    if form is not READABLE:
        columns = tuple(Column(name, "integer" if name == "year" else "text") for name in COLUMNS)
        return put(Table("log", columns, rows), form, output, lang)
    said = tuple(Column(words.say(f"review.field_{name}", lang)) for name in COLUMNS)
    put(Table("log", said, [["" if cell is None else str(cell) for cell in row] for row in rows]), form, output, lang)


log.__doc__ = told("log")
