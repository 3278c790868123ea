"""gongkai verify: is the store as it was written?"""

from __future__ import annotations

import typer

import words
from cli.options import Lang, StoreFolder, moment, told
from data.store import default_folder, restore
from data.store.verify import verify as verified


def verify(store: StoreFolder = None, lang: Lang = "zh") -> None:
    folder = store or default_folder()
    verdict = verified(folder)
    for problem in verdict.problems:
        typer.echo(problem.say(lang), err=True)
    live = restore.live(folder)
    for choice in restore.choices(folder):
        if choice.error is None:
            key = "verify_live" if choice.id == live else "verify_kept"
            typer.echo(
                words.say(f"cli.{key}", lang, id=choice.id, reports=choice.reports, received=moment(choice.received))
            )
    counts = {"snapshots": verdict.snapshots, "documents": verdict.documents, "decisions": verdict.decisions}
    typer.echo(words.say("cli.verify_sum", lang, store=folder, problems=len(verdict.problems), **counts))
    if verdict.problems:
        raise typer.Exit(1)


verify.__doc__ = told("verify")
