"""gongkai ingest: documents and rosters into the store, a line for each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

import words
from cli.options import Lang, StoreFolder, told
from cli.progress import progress
from data.ingest import Ingest, Line
from data.ingest import ingest as take_in
from data.model import Status
from data.store import Outcome, State, default_folder, whereabouts
from data.workers import cores


def ingest(
    paths: Annotated[list[Path], typer.Argument(help=told("ingest_paths"))],
    store: StoreFolder = None,
    jobs: Annotated[int | None, typer.Option(help=told("ingest_jobs"), min=1)] = None,
    second_look: Annotated[bool, typer.Option("--second-look", help=told("ingest_second_look"))] = False,
    new: Annotated[bool, typer.Option("--new", help=told("ingest_new"))] = False,
    lang: Lang = "zh",
) -> None:
    folder = store or default_folder()
    if new:
        whereabouts.forget(folder)
    if second_look and not (second_look := _prints()):
        typer.echo(words.say("cli.ingest_no_print", lang), err=True)
    try:
        with progress(lang) as show:
            done = take_in(paths, folder, progress=show, jobs=jobs or cores(), second_look=second_look)
    except KeyboardInterrupt as stop:
        typer.echo(words.say("cli.ingest_stopped", lang), err=True)
        raise typer.Exit(130) from stop
    for line in done.lines:
        typer.echo(_told(line, lang), err=line.error is not None)
    if len(done.lines) != 1 or done.skipped:
        typer.echo(_sum(done, lang))
    if not done.sure:
        typer.echo(words.say("cli.unsure", lang), err=True)
    if not done.ok:
        raise typer.Exit(1)


ingest.__doc__ = told("ingest")


def _prints() -> bool:
    """Whether LibreOffice is there; asked for only now, since readers take long to load."""
    from data.readers.office import prints

    return prints()


def _told(line: Line, lang: str) -> str:
    if line.error:
        return line.error.say(lang)
    if line.outcome is None:
        return words.say("cli.ingest_roster", lang, file=line.file, units=line.units)
    outcome = line.outcome
    said = words.say(
        f"cli.ingest_{outcome.state}",
        lang,
        file=outcome.file,
        place=outcome.place,
        year=outcome.year,
        forms=_forms(outcome.forms, lang),
        other=outcome.other,
        cells=_cells(outcome, lang),
    )
    return words.say("cli.ingest_given", lang, line=said, said=outcome.said) if outcome.said else said


def _forms(forms: Mapping[str, str], lang: str) -> str:
    second, third = forms["2"], forms["3"]
    if second == third:
        return words.say("cli.ingest_form", lang, form=second)
    return words.say("cli.ingest_forms", lang, second=second, third=third)


def _cells(outcome: Outcome, lang: str) -> str:
    counts = {str(status): outcome.counts.get(status, 0) for status in Status}
    findings = sum(outcome.severities.values())
    return words.say("cli.ingest_cells", lang, **counts, empty=counts["blank"] + counts["nil"], findings=findings)


def _sum(done: Ingest, lang: str) -> str:
    states = Counter(line.outcome.state for line in done.lines if line.outcome)
    counts = {str(state): states[state] for state in State}
    counts["added"] += counts["restored"]
    counts["known"] += counts["superseded"]
    counts["refused"] = sum(1 for line in done.lines if line.error)
    return words.say("cli.ingest_sum", lang, **counts, skipped=done.skipped)
