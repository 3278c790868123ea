"""The way from a number of a series to the cell of the report that it rests on."""

from __future__ import annotations

from collections.abc import Callable

from analytics.series import Series


def cell_of(series: Series) -> Callable[[str, int], str]:
    """For a unit and year the code of the cell read, the first where there are several; "" where there is none."""
    measure = series.measure
    forms = series.table.set_index(["jurisdiction", "year"])["form"].to_dict()

    def cell(unit: str, year: int) -> str:
        side = measure.above.get(forms.get((unit, year), ""))
        return side.codes[0] if side else "" if measure.forms else measure.numerator[0]

    return cell
