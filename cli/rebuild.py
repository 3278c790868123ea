"""gongkai rebuild: the data made again from the originals."""

from __future__ import annotations

from typing import Annotated

import typer

import words
from cli.options import Lang, StoreFolder, told
from cli.progress import progress
from data.rebuild import rebuild as made_again
from data.store import default_folder
from data.workers import cores


def rebuild(
    store: StoreFolder = None,
    anyway: Annotated[bool, typer.Option("--anyway", help=told("rebuild_anyway"))] = False,
    jobs: Annotated[int | None, typer.Option(help=told("ingest_jobs"), min=1)] = None,
    lang: Lang = "zh",
) -> None:
    folder = store or default_folder()
    with progress(lang) as show:
        done = made_again(folder, jobs or cores(), anyway, show)
    for line in done.lines:
        if line.error:
            typer.echo(line.error.say(lang), err=True)
    typer.echo(words.say("cli.rebuild_done", lang, store=folder, reports=done.reports, snapshot=done.snapshot))
    if not done.sure:
        typer.echo(words.say("cli.unsure", lang), err=True)
    if done.lines:
        raise typer.Exit(1)


rebuild.__doc__ = told("rebuild")
