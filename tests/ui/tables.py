"""Series tables as `trend` gives them, and the colours of the light theme, for tests of charts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd

from analytics.charts.scale import Scale
from ui.charts.style import Tokens

ROOT = Path(__file__).parents[2]
Value = int | float | str | None
CASES = Scale.of("count", "件", 0, "zh")


def tokens(mode: str = "light") -> Tokens:
    """The colours of a mode, read from the theme itself."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    own = theme[mode]
    colours = tuple(own["chartCategoricalColors"]), tuple(own["chartSequentialColors"])
    return Tokens(mode, theme["font"], own["backgroundColor"], *colours)


def series(values: dict[str, list[Value]], first: int = 2019, *, split: bool = False) -> pd.DataFrame:
    """A row for each unit and year: a number, a number with “?” (doubtful), or a state. `split` parts the forms."""
    rows = []
    for name, line in values.items():
        for year, value in enumerate(line, start=first):
            text = str(value).rstrip("?")
            number = float(text) if text.replace(".", "", 1).isdigit() else float("nan")
            state = "value" if not isinstance(value, str) else "doubtful" if value.endswith("?") else value
            form = "" if state == "not_in_store" else "2019" if year < 2021 else "2021"
            rows.append({
                "jurisdiction": name, "year": year, "value": text if number == number else "", "unit": "件",
                "state": state, "series": form if split else "all", "numerator": "", "denominator": "", "form": form,
                "note": "", "number": number, "kind": "镇", "area": "", "measure": "reviews",
                "report": None if state == "not_in_store" else 1,
            })  # fmt: skip
    return pd.DataFrame(rows).astype({"number": float})
