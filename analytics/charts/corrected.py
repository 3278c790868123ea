"""被纠错: of how many concluded reviews and lawsuits how many corrected the body, as the fractions they are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

import words
from analytics.charts.grid import YEARS_MAX, Cell, Grid, Row, labelled
from analytics.ranking import total
from analytics.sentence import Share
from analytics.series import Series

NAMES = ("reviews", "lawsuits")  # words/composition.yaml `corrected_…`


def fractions(series: Series) -> pd.DataFrame:
    """The rows that have a fraction, those without a concluded case among them."""
    table = series.table
    known = table["numerator"].notna() & table["denominator"].notna()
    return table.loc[known & (table["state"] != "not_existing")]


def share(rows: pd.DataFrame) -> Share | None:
    """Their sum as one share; None where no case was concluded."""
    below = total(rows["denominator"])
    return Share(total(rows["numerator"]), below) if below > 0 else None


def corrected_by_year(rates: Sequence[Series], lang: str) -> Grid:
    """Reviews and lawsuits over the years, all units together."""
    years = rates[0].years[-YEARS_MAX:]
    rows = []
    for name, one in zip(NAMES, rates, strict=True):
        known = fractions(one)
        cells = [_cell(known.loc[known["year"] == year], f"{one.measure.label[lang]}　{year}", None) for year in years]
        rows.append(Row(words.say(f"composition.corrected_{name}", lang), tuple(cells)))
    return Grid(tuple(str(year) for year in years), tuple(rows))


def corrected_by_unit(rates: Sequence[Series], focus: Sequence[str], lang: str) -> Grid:
    """A row per unit, its years added up; units without a concluded case fold."""
    known = [fractions(one) for one in rates]
    last = rates[0].years[-1]
    order = list(dict.fromkeys(rates[0].table["jurisdiction"]))
    shares = {name: [share(rows.loc[rows["jurisdiction"] == name]) for rows in known] for name in order}
    own = [name for name in order if any(shares[name]) or name in focus]
    own.sort(key=lambda name: -sum(int(one.whole) for one in shares[name] if one))
    rows = [
        Row(
            name,
            tuple(
                _cell(rows.loc[rows["jurisdiction"] == name], f"{name}<br>{one.measure.label[lang]}", (name, last))
                for rows, one in zip(known, rates, strict=True)
            ),
        )
        for name in own
    ]
    rest = [name for name in order if name not in own]
    if rest:
        key = "corrected_none" if own else "corrected_all_none"
        rows.append(Row("", note=words.say(f"composition.{key}", lang, n=len(rest)), names=tuple(rest)))
    if len(own) > 1:
        sums = tuple(_cell(rows, "", None) for rows in known)
        rows.append(Row(words.say("composition.total", lang, n=len(order)), sums, sum=True))
    return Grid(
        tuple(words.say(f"composition.corrected_{name}", lang) for name in NAMES), labelled(rows, rates[0].table)
    )


def _cell(rows: pd.DataFrame, said: str, place: tuple[str, int] | None) -> Cell:
    """n of m: m in outline, n of it filled; nothing concluded is a dot, no 0 per cent."""
    found = share(rows)
    if found is None:
        state = "undefined" if len(rows) else "not_in_store"
        return Cell(words.family("states")[state]["sign"], None, state, said, place)
    text = f"{int(found.part)}/{int(found.whole)}"
    doubtful = (rows["state"] == "doubtful").any()
    return Cell(
        text + ("?" if doubtful else ""),
        float(found.whole),
        "doubtful" if doubtful else "value",
        f"{said}<br><b>{text}</b>",
        place,
        inner=float(found.part),
    )
