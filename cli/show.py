"""gongkai show: an exhibit of the screens by its name, in a terminal, as a table, a picture or a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import words
from analytics import export
from analytics.exhibits.exhibit import Context, Exhibit
from analytics.export import Column, Table
from analytics.measures import MEASURES, find
from analytics.places import bodies, read_years
from analytics.view import View
from cli.options import Lang, StoreFolder, listed, told
from cli.output import READABLE, put, written
from cli.stored import live
from data.errors import BadRequest
from data.store import Snapshot

TABLES = {READABLE.name: READABLE, **export.FORMATS}
PICTURES, PAGES = ("png", "svg"), ("html", "docx")
Written = Literal["table", "csv", "json", "xlsx", "png", "svg", "html", "docx"]


def show(
    name: Annotated[str | None, typer.Argument(help=told("show_name"))] = None,
    option: Annotated[str, typer.Option(help=told("show_option"))] = "",
    measure: Annotated[str | None, typer.Option("--measure", help=told("show_measure"))] = None,
    places: Annotated[str | None, typer.Option("--places", help=told("trend_places"))] = None,
    years: Annotated[str | None, typer.Option("--years", help=told("trend_years"))] = None,
    boundaries: Annotated[Literal["reported", "today"], typer.Option(help=told("trend_boundaries"))] = "reported",
    format: Annotated[Written | None, typer.Option(help=told("show_format"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=told("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    from analytics.exhibits.registry import EXHIBITS, named  # all that draws: half a second that --help need not wait

    if name is None:
        columns = (Column(words.say("cli.show_column_name", lang)), Column(words.say("cli.show_column_what", lang)))
        put(Table("", columns, [[one, named(one, lang)] for one in EXHIBITS]), READABLE, None, lang)
        return
    if name not in EXHIBITS:
        raise BadRequest("unknown_exhibit", name=name, known=" ".join(EXHIBITS))
    snapshot = live(store)
    code = find(measure or View.measure).code
    asked = read_years([years]) if years else ()
    view = View(MEASURES[code].category, code, scope(snapshot, places, boundaries), (), asked, None, boundaries)
    kind = format or (output.suffix.lower().lstrip(".") if output else READABLE.name)
    now = Context(lang, snapshot.kind, snapshot, view)
    if kind in PAGES:
        from analytics.brief import FORMATS, of_exhibit

        written(FORMATS[kind].write(of_exhibit(name, now, option)), output)
        return
    exhibit = EXHIBITS[name].show(now, option)
    if kind in PICTURES:
        written(_picture(exhibit, kind), output)
    elif kind in TABLES:
        put(readable(exhibit) if kind == READABLE.name else exhibit.exported(), TABLES[kind], output, lang)
        if kind == READABLE.name and not output:
            typer.echo(below(exhibit))
    else:
        raise BadRequest("unknown_format", format=kind, known=" ".join((*TABLES, *PICTURES, *PAGES)))


show.__doc__ = told("show")


def _picture(exhibit: Exhibit, kind: str) -> bytes:
    """The scene on paper; its sentence is what a screen reader says of an SVG."""
    from analytics.drawing import paper
    from analytics.drawing.printer import printed, side_by_side

    if not exhibit.scene and not exhibit.parts:
        raise BadRequest("nothing_drawn", why=exhibit.empty or exhibit.title)
    figure = printed(exhibit.scene()) if exhibit.scene else side_by_side(exhibit.parts)
    return paper.png(figure) if kind == "png" else paper.svg_file(figure, exhibit.title)


def scope(snapshot: Snapshot, places: str | None, boundaries: str) -> tuple[str, ...]:
    """Paths of the units that an option names, () where it names none. Raises BadRequest as `Places.chosen` does."""
    return tuple(bodies(snapshot, boundaries).chosen(listed(places))[0]["path"].to_pylist()) if places else ()


def below(exhibit: Exhibit) -> str:
    """What is said under its table in a terminal: the sentence and the notes, after an empty line."""
    return "\n".join(("", exhibit.title, *filter(None, map(str.strip, exhibit.notes))))


def readable(exhibit: Exhibit) -> Table:
    """The table of the exhibit as the screen has it."""
    rows = [[str(cell).strip() for cell in row] for row in exhibit.shown.itertuples(index=False)]
    columns = tuple(Column(str(name)) for name in exhibit.shown.columns)
    return Table(exhibit.title, columns, rows)
