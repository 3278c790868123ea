"""The way from a number of a series to the cell of the report that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analytics.charts.rows import each
from analytics.series import Series


def cell_of(series: Series) -> Callable[[str, int], str]:
    """For a unit and year the code of the cell read, the first where there are several; "" where there is none."""
    measure = series.measure

    @cache
    def forms() -> dict[tuple[str, int], str]:
        """By unit and year; made when a cell is asked for, which few panels are."""
        rows = each(series.table[["jurisdiction", "year", "form"]])
        return {(row.jurisdiction, row.year): row.form for row in rows}

    def cell(unit: str, year: int) -> str:
        side = measure.above.get(forms().get((unit, year), ""))
        return side.codes[0] if side else "" if measure.forms else measure.numerator[0]

    return cell
