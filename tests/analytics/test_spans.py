"""Years are written one way: on screens, on paper, in files and in errors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from analytics import spans
from data.errors import BadRequest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("years", "zh", "en"),
    [
        ((), "", ""),
        ((2020,), "2020", "2020"),
        ((2019, 2020), "2019–2020", "2019–2020"),
        ((2021, 2019, 2020, 2020), "2019–2021", "2019–2021"),
        ((2019, 2021, 2022), "2019、2021–2022", "2019, 2021–2022"),
        ((*range(1999, 2019), 2025), "1999–2018、2025", "1999–2018, 2025"),
    ],
)
def test_neighbours_are_drawn_together_and_the_rest_is_listed(years: tuple[int, ...], zh: str, en: str) -> None:
    assert (spans.span(years, "zh"), spans.span(years, "en")) == (zh, en)
    assert spans.label(iter(years)) == {"zh": zh or "—", "en": en or "—"}


def test_an_error_says_years_in_the_language_it_is_told_in() -> None:
    error = BadRequest("unknown_years", years=spans.label([2001, 2003]), span=spans.label([2019, 2020]))
    assert "2001、2003" in error.say("zh") and "2001, 2003" in error.say("en") and "2019–2020" in error.say("en")


def test_nothing_else_draws_years_together() -> None:
    """A second way to write years begins with a dash between two ends of a run."""
    own = ROOT / "analytics" / "spans.py"
    dashed = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for room in ("analytics", "ui", "pages")
        for file in sorted((ROOT / room).rglob("*.py"))
        if file != own
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and part.value == "–" for part in node.values)
    ]
    assert dashed == []
