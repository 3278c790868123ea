"""gongkai backup: a store copied whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import words
from cli.options import Lang, StoreFolder, told
from data.store import copying, default_folder


def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help=told("backup_folder"))],
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    done = copying.backup(store or default_folder(), target)
    for problem in done.problems:
        typer.echo(problem.say(lang), err=True)
    typer.echo(words.say("cli.backup_done", lang, target=target, snapshot=done.snapshot, documents=done.documents))
    if done.problems:
        raise typer.Exit(1)


backup.__doc__ = told("backup")
