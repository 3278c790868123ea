"""gongkai restore: back to a snapshot that reads whole, or to a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import words
from cli.options import Lang, StoreFolder, moment, told
from data.store import default_folder
from data.store import restore as mended


def restore(
    what: Annotated[str | None, typer.Argument(metavar="SNAPSHOT|DIR", help=told("restore_what"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    folder = store or default_folder()
    backup = Path(what) if what and Path(what).is_dir() else None
    done = mended.from_backup(folder, backup) if backup else mended.to_snapshot(folder, what)
    for problem in done.problems:
        typer.echo(problem.say(lang), err=True)
    before = done.before or words.say("cli.restore_unknown_before", lang)
    key = "restore_same" if done.before == done.now.id else "restore_done"
    received = moment(done.now.received)
    shown = {"snapshot": done.now.id, "reports": done.now.reports, "received": received, "before": before}
    typer.echo(words.say(f"cli.{key}", lang, store=folder, **shown))
    if done.problems:
        raise typer.Exit(1)


restore.__doc__ = told("restore")
