"""gongkai consolidations: the sums that were kept, and what would change in one of them now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import words
from analytics import consolidation
from analytics.consolidation import Kept, told
from analytics.export import Column, Table
from cli.options import Lang, StoreFolder, moment
from cli.options import told as helped
from cli.output import READABLE, chosen, put
from cli.stored import live
from data.errors import BadRequest
from data.store import Snapshot


def consolidations(
    name: Annotated[str | None, typer.Option("--name", help=helped("consolidations_name"))] = None,
    year: Annotated[int | None, typer.Option("--year", help=helped("consolidations_year"))] = None,
    format: Annotated[Literal["table", "csv", "json", "xlsx"] | None, typer.Option(help=helped("trend_format"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=helped("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    snapshot = live(store)
    known = [one for one in consolidation.kept(snapshot) if year is None or one.year == year]
    form = chosen(format, output)
    if name is None:
        columns = tuple(
            Column(one, "integer" if one in ("year", "versions", "changes") else "text") for one in told.LISTED
        )
        return put(Table("consolidations", columns, [_listed(one, snapshot) for one in known]), form, output, lang)
    one = _named(known, name)
    found = consolidation.changes(one, snapshot)
    if form is not READABLE:
        return put(told.changed(one, found, lang), form, output, lang)
    typer.echo(told.summary(one, found, lang))
    for line in told.reasons(found, lang):
        typer.echo(line)
    heads = tuple(Column(words.say(f"consolidation.changed_{head}", lang)) for head in ("cell", "old", "new", "by"))
    if rows := told.shown(one, found, lang):
        put(Table("changes", heads, rows), form, output, lang)


def _listed(one: Kept, snapshot: Snapshot) -> tuple[object, ...]:
    found = consolidation.changes(one, snapshot)
    whose = one.found.name
    return (
        one.name,
        whose,
        one.year,
        one.form,
        one.by,
        moment(one.at),
        one.snapshot,
        1 + len(one.earlier),
        len(found.cells),
    )


def _named(known: list[Kept], name: str) -> Kept:
    found = [one for one in known if one.name == name.strip()]
    if not found:
        join = "、".join(dict.fromkeys(f"{one.name}（{one.year}）" for one in known)) or "–"
        raise BadRequest("kept_unknown", name=name, known=join)
    if len(found) > 1:
        raise BadRequest("kept_of_years", name=name, years="、".join(str(one.year) for one in found))
    return found[0]


consolidations.__doc__ = helped("consolidations")
