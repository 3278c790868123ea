"""Series written by hand, as `trend` would give them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.measures import MEASURES
from analytics.series import Series

COLUMNS = (
    "measure", "jurisdiction", "year", "value", "unit", "state", "series", "numerator", "denominator", "form", "note",
    "number", "kind", "area", "report", "reports", "indicator",
)  # fmt: skip
Value = int | str | tuple[int, int] | None


def row(
    code: str, place: str, year: int, value: Value, *, kind: str = "镇", series: str = "one", area: str = ""
) -> dict[str, object]:
    """One row: a number, a (numerator, denominator), a state, or a number and a question mark (doubtful)."""
    unit = MEASURES[code].unit
    made: dict[str, object] = dict.fromkeys(COLUMNS) | {
        "measure": code,
        "jurisdiction": place,
        "year": year,
        "unit": unit,
        "kind": kind,
        "area": area,
        "series": series,
        "form": "2021",
        "note": "",
        "indicator": "",
    }
    if isinstance(value, str) and not value.endswith("?"):
        return made | {"state": value, "number": float("nan")}
    if isinstance(value, tuple):
        part, whole = value
        parts = {"numerator": str(part), "denominator": str(whole)}
        if not whole:
            return made | parts | {"state": "undefined", "number": float("nan")}
        return made | parts | {"state": "value", "value": str(part / whole), "number": part / whole}
    state, number = ("doubtful", str(value).rstrip("?")) if isinstance(value, str) else ("value", str(value))
    return made | {"state": state, "value": number, "number": float(number)}


def of(code: str, rows: Iterable[dict[str, object]]) -> Series:
    """A series of these rows."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS)).sort_values(["jurisdiction", "year"], ignore_index=True)
    return Series(MEASURES[code], table.astype({"number": float, "year": int}))


def one_year(code: str, values: dict[str, Value], year: int = 2024, **more: str) -> Series:
    """One year of many units."""
    return of(code, [row(code, place, year, value, **more) for place, value in values.items()])


def years(code: str, values: dict[str, list[Value]], first: int = 2019, **more: str) -> Series:
    """Many units over the same years."""
    return of(
        code,
        [row(code, place, first + i, value, **more) for place, line in values.items() for i, value in enumerate(line)],
    )


def towns(*values: Value) -> dict[str, Value]:
    """Units 甲镇, 乙镇 … with these values."""
    return {
        f"{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[i % 20]}{i // 20 or ''}镇": value
        for i, value in enumerate(values)
    }
