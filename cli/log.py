"""gongkai log: who did what when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

import words
from analytics import lapsed as overtaken
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
    lapsed: Annotated[bool, typer.Option("--lapsed", help=told("log_lapsed"))] = False,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    snapshot = live(store)
    if lapsed:
        found = [one.row for one in overtaken.lapsed(snapshot, lang=lang) if not one.met]
        return _put("lapsed", overtaken.COLUMNS, found, format, output, lang)
    _put("log", COLUMNS, [one.row for one in lines(store or default_folder())], format, output, lang)


def _put(
    name: str,
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    format: str | None,
    output: Path | None,
    lang: str,
) -> None:
    form = chosen(format, output)
    if form is not READABLE:
        columns = tuple(Column(one, "integer" if one == "year" else "text") for one in names)
        return put(Table(name, columns, rows), form, output, lang)
    if name == "lapsed" and not rows:
        typer.echo(words.say("cli.log_lapsed_none", lang))
        return
    said = tuple(Column(words.say(f"review.field_{one}", lang)) for one in names)
    put(Table(name, said, [["" if cell is None else str(cell) for cell in row] for row in rows]), form, output, lang)


log.__doc__ = told("log")
