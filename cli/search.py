"""gongkai search: which reports say something in their prose, and the passages that do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.options import Lang, StoreFolder, listed, told
from cli.output import READABLE, chosen, put
from cli.stored import live


def search(
    asked: Annotated[str, typer.Argument(help=told("search_asked"))],
    places: Annotated[str | None, typer.Option("--places", help=told("trend_places"))] = None,
    years: Annotated[str | None, typer.Option("--years", help=told("trend_years"))] = None,
    sections: Annotated[str | None, typer.Option("--sections", help=told("search_sections"))] = None,
    counts: Annotated[bool, typer.Option("--counts", help=told("search_counts"))] = False,
    boundaries: Annotated[Literal["reported", "today"], typer.Option(help=told("trend_boundaries"))] = "reported",
    format: Annotated[Literal["table", "csv", "json", "xlsx"] | None, typer.Option(help=told("trend_format"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=told("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    from analytics.exhibits.exhibit import Context  # all that draws: half a second that --help need not wait
    from analytics.exhibits.mentions import mentioned, quoted, readable
    from analytics.mentions import SECTIONS, mentions
    from analytics.places import read_years
    from analytics.view import View
    from cli.show import below, scope
    from cli.show import readable as as_shown
    from data.errors import BadRequest

    form = chosen(format, output)
    looked = listed(sections) if sections else []
    if unknown := [one for one in looked if one not in SECTIONS]:
        raise BadRequest("unknown_option", option=" ".join(unknown), known=" ".join(SECTIONS))
    snapshot = live(store)
    units, asked_years = scope(snapshot, places, boundaries), read_years([years]) if years else ()
    view = View(scope=units, years=asked_years, boundaries=boundaries)
    now = Context(lang, snapshot.kind, snapshot, view)
    found = mentions(snapshot, asked, **now.asked, sections=looked)
    exhibit = mentioned(found, now)
    if form is not READABLE:
        return put(exhibit.exported() if counts else quoted(found, now), form, output, lang)
    put(as_shown(exhibit) if counts else readable(found, now), form, output, lang)
    if not output:
        typer.echo(below(exhibit))


search.__doc__ = told("search")
