"""gongkai brief: pages to print and hand on, 总览 and one for each unit, that any browser opens without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import Progress

import words
from analytics import brief as briefs
from analytics.places import read_years
from cli.options import Lang, StoreFolder, listed, told
from cli.stored import live


def brief(
    out: Annotated[Path, typer.Option("--out", help=told("brief_out"))] = Path("gongkai-brief"),
    measure: Annotated[list[str] | None, typer.Option("--measure", help=told("brief_measure"))] = None,
    places: Annotated[str | None, typer.Option("--places", help=told("trend_places"))] = None,
    years: Annotated[str | None, typer.Option("--years", help=told("trend_years"))] = None,
    format: Annotated[Literal["html", "docx"], typer.Option(help=told("brief_format"))] = "html",
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    snapshot = live(store)
    names = None if places is None else listed(places)
    kind = briefs.FORMATS[format]
    pages = briefs.county(
        snapshot, lang, measure or briefs.MAIN, names, None if years is None else read_years([years]), kind.suffix
    )
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        written: list[Path] = []
        for address, page, total in pages:
            bar.update(task, completed=len(written), total=total, description=page.name)
            briefs.save(page, out / address, kind)
            written.append(out / address)
    typer.echo(words.say("cli.brief_written", lang, count=len(written), folder=out, first=written[0]))


brief.__doc__ = told("brief")
