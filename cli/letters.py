"""gongkai letters: 审核反馈意见 for a year's reports, a Word file each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import words
from analytics import letters as made
from analytics.brief.folder import file_name, put
from analytics.places import bodies
from cli.options import Lang, StoreFolder, told
from cli.stored import live
from data import clock


def letters(
    year: Annotated[int, typer.Option("--year", help=told("coverage_year"))],
    output: Annotated[Path, typer.Option("--output", "-o", help=told("letters_out"))],
    unit: Annotated[str | None, typer.Option("--unit", help=told("decide_unit"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    snapshot = live(store)
    due = made.due(snapshot, year)
    if unit is not None:
        path = bodies(snapshot, "reported").named(unit)
        due = [one for one in due if one.jurisdiction == path]
    if not due:
        typer.echo(words.say("cli.letters_none", lang, year=year))
        return
    for one in due:
        letter = made.letter(snapshot, one, clock.today(), lang)
        put(made.write(letter), output / f"{file_name(letter.file)}.docx")
    typer.echo(words.say("cli.letters_written", lang, n=len(due), folder=output))


letters.__doc__ = told("letters")
