"""gongkai trend: one measure of many bodies over years, exactly what a panel shows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

import words
from analytics.export import XLSX, Chart, Column, Table
from analytics.measures import find
from analytics.places import read_years
from analytics.series import CONTRACT, Series
from analytics.series import trend as series_of
from analytics.spans import span
from cli.options import Lang, StoreFolder, listed, told
from cli.output import READABLE, chosen, put
from cli.stored import live
from data import clock

KINDS: dict[str, Literal["integer", "decimal"]] = {
    "year": "integer",
    **dict.fromkeys(("value", "numerator", "denominator"), "decimal"),
}
SHOWN = ("jurisdiction", "year", "value", "unit", "state", "numerator", "denominator", "form", "note")


def trend(
    measure: Annotated[str, typer.Argument(help=told("trend_measure"))],
    places: Annotated[str | None, typer.Option("--places", help=told("trend_places"))] = None,
    years: Annotated[str | None, typer.Option("--years", help=told("trend_years"))] = None,
    boundaries: Annotated[Literal["reported", "today"], typer.Option(help=told("trend_boundaries"))] = "reported",
    format: Annotated[Literal["table", "csv", "json", "xlsx"] | None, typer.Option(help=told("trend_format"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=told("export_output"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    asked = find(measure)
    names = None if places is None else listed(places)
    asked_years = None if years is None else read_years([years])
    snapshot = live(store)
    found = series_of(snapshot, asked.code, names, asked_years, lang=lang, boundaries=boundaries)
    form = chosen(format, output)
    put(_readable(found, lang) if form is READABLE else _table(found, names, form is XLSX, lang), form, output, lang)


trend.__doc__ = told("trend")


def _table(found: Series, names: list[str] | None, explained: bool, lang: str) -> Table:
    """The columns of the contract, under their own names in any language; a workbook has room for words about it."""
    columns = tuple(Column(name, KINDS.get(name, "text")) for name in CONTRACT)
    contract = found.contract.astype(object)
    rows = contract.where(contract.notna(), None).itertuples(index=False, name=None)
    if not explained:
        return Table(found.measure.code, columns, rows)
    chart = Chart("line", "year", "value", "jurisdiction")
    return Table(
        found.measure.label[lang], columns, rows, _filters(found, names, lang), _notes(found, lang), chart=chart
    )


def _filters(found: Series, names: list[str] | None, lang: str) -> tuple[str, ...]:
    """What was chosen, and on which day."""
    join = words.say("view.join", lang)
    said = {
        "measure": found.measure.label[lang],
        "unit": found.measure.unit,
        "units": join.join(names) if names else words.say("view.all_units", lang),
        "years": span(found.years, lang),
    }
    return (
        words.say("cli.trend_filters", lang, **said),
        *([words.say("view.today", lang)] if found.boundaries == "today" else []),
        words.say("cli.trend_day", lang, day=clock.today().isoformat()),
    )


def _notes(found: Series, lang: str) -> tuple[str, ...]:
    """What the numbers and states mean."""
    measure = found.measure
    met = dict.fromkeys(found.table["state"])
    states = words.say("view.join", lang).join(f"{state} {words.say(f'states.{state}', lang)}" for state in met)
    return (
        measure.why[lang],
        words.say("cli.trend_formula", lang, formula=measure.formula(lang)),
        words.say("cli.trend_comparable" if measure.comparable else "cli.trend_not_comparable", lang),
        words.say("cli.trend_states", lang, states=states),
    )


def _readable(found: Series, lang: str) -> Table:
    """For a terminal: headers and states in words, columns without anything in them left out."""
    table = found.table.assign(state=[words.say(f"states.{state}", lang) for state in found.table["state"]])
    shown = [name for name in SHOWN if (table[name].notna() & (table[name] != "")).any()]
    rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in table[shown].itertuples(index=False)]
    columns = tuple(Column(words.say(f"cli.field_{name}", lang)) for name in shown)
    return Table(found.measure.label[lang], columns, rows)
