"""Charts as the screen prints them: a table, its words and the colours of a mode to a Plotly figure."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from analytics.scenes import bars as bar_scene
from analytics.scenes import dots as dot_scene
from analytics.scenes import grid as grid_scene
from analytics.scenes import line as line_scene
from analytics.scenes import matrix
from analytics.scenes import multiple as multiple_scene
from ui.charts.printer import printed
from ui.charts.style import Tokens


def line(table: Any, scale: Any, tokens: Tokens, lang: str, **more: Any) -> go.Figure:
    return printed(line_scene.line(table, scale, lang, **more), tokens)


def bars(table: Any, scale: Any, tokens: Tokens, lang: str, **more: Any) -> go.Figure:
    return printed(bar_scene.bars(table, scale, lang, **more), tokens)


def dots(table: Any, scale: Any, tokens: Tokens, **more: Any) -> go.Figure:
    return printed(dot_scene.dots(table, scale, **more), tokens)


def coverage(table: Any, tokens: Tokens, lang: str) -> go.Figure:
    return printed(matrix.coverage(table, lang), tokens)


def remarked(table: Any, units: Any, rules: Any, tokens: Tokens, lang: str) -> go.Figure:
    return printed(matrix.remarked(table, units, rules, lang), tokens)


def composition(shown: Any, tokens: Tokens, lang: str, **more: Any) -> go.Figure:
    return printed(grid_scene.grid(shown, lang, **more), tokens)


def multiple(table: Any, scale: Any, tokens: Tokens, lang: str, **more: Any) -> go.Figure:
    return printed(multiple_scene.multiple(table, scale, lang, **more), tokens)
