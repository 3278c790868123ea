"""gongkai measures: what can be asked."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

import words
from analytics.export import Column, Table
from analytics.measures import MEASURES, Measure
from cli.options import Lang, told
from cli.output import READABLE, chosen, put

COLUMNS = ("code", "label", "unit", "formula", "polarity", "forms")


def measures(
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help=told("measures_format"))] = "table",
    lang: Lang = "zh",
) -> None:
    form = chosen(format, None)
    header = [words.say(f"measures.field_{name}", lang) if form is READABLE else name for name in COLUMNS]
    rows = [_row(measure, lang) for measure in MEASURES.values()]
    put(Table("measures", tuple(Column(name) for name in header), rows), form, None, lang)


measures.__doc__ = told("measures")


def _row(measure: Measure, lang: str) -> tuple[str, ...]:
    formula, forms = measure.formula(lang), "+".join(measure.forms)
    return (measure.code, measure.label[lang], measure.unit, formula, measure.polarity or "", forms)
