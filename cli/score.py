"""gongkai score: how well the documents of a demo folder were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import words
from cli.options import Lang, StoreFolder, told
from cli.stored import live
from data.demo.score import Mark
from data.demo.score import score as marked


def score(
    folder: Annotated[Path, typer.Argument(help=told("score_folder"))],
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    snapshot = live(store)
    done = marked(folder, snapshot)
    for fault in done.faults:
        typer.echo(words.say("cli.score_fault", lang, **vars(fault)))
    console = Console()
    console.print(_table("score_format", done.by_format, lang, {}))
    defects = words.family("defects")
    console.print(_table("score_defect", done.by_defect, lang, {name: entry[lang] for name, entry in defects.items()}))
    console.print(_table("score_all", {words.say("cli.score_sum", lang): done.all}, lang, {}))
    if done.faults:
        raise typer.Exit(1)


score.__doc__ = told("score")


def _table(title: str, rows: Mapping[str, Counter[Mark]], lang: str, names: Mapping[str, str]) -> Table:
    table = Table(words.say(f"cli.{title}", lang), box=SIMPLE_HEAD)
    for mark in Mark:
        table.add_column(words.say(f"cli.score_{mark}", lang), justify="right")
    for name, marks in sorted(rows.items()):
        table.add_row(names.get(name, name), *(str(marks[mark]) for mark in Mark))
    return table
