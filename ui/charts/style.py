"""What every chart shares: colours, the Plotly template "gongkai", and how wide words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import east_asian_width

import plotly.graph_objects as go

TEXT, AXIS, SMALL = 13, 12, 11
# Chosen units tell themselves apart without colour too: by dash, by marker, and by the name at the end.
DASHES = ("solid", "7px,2px", "2px,2px", "9px,2px,2px,2px", "12px,3px")
MARKERS = ("circle", "square", "diamond", "triangle-up", "triangle-down")
FOCUS_MAX = len(MARKERS)


@dataclass(frozen=True)
class Tokens:
    """The colours and the font of one mode, as `.streamlit/config.toml` declares them."""

    mode: str
    font: str
    ground: str
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]

    @property
    def series(self) -> tuple[str, ...]:
        """Colours of the chosen units, in the order they were chosen."""
        return self.categorical[:FOCUS_MAX]

    @property
    def context(self) -> str:
        return self.categorical[5]

    @property
    def muted(self) -> str:
        return self.categorical[6]

    @property
    def finding(self) -> str:
        return self.categorical[7]

    @property
    def hairline(self) -> str:
        return self.categorical[8]

    @property
    def ink(self) -> str:
        return self.categorical[9]


@cache
def template(tokens: Tokens) -> go.layout.Template:
    """The template "gongkai": ink on paper, hairlines, no legend, hover as a small slip."""
    axis = {"fixedrange": True, "zeroline": False, "showline": False, "ticks": "", "automargin": False}
    whole = {"marker": {"opacity": 1}}  # a click selects a mark; the others must not fade
    return go.layout.Template(
        data={kind: [{"selected": whole, "unselected": whole}] for kind in ("scatter", "bar")},
        layout={
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": tokens.font, "size": TEXT, "color": tokens.muted},
            "colorway": list(tokens.series),
            "showlegend": False,
            "hovermode": "closest",
            "hoverdistance": 24,
            "dragmode": False,
            "separators": ".,",
            "hoverlabel": {
                "bgcolor": tokens.ground,
                "bordercolor": tokens.muted,
                "align": "left",
                "font": {"family": tokens.font, "size": TEXT, "color": tokens.ink},
            },
            "xaxis": axis | {"showgrid": False, "tickfont": {"size": AXIS}, "tickangle": 0},
            "yaxis": axis | {"gridcolor": tokens.hairline, "gridwidth": 1, "tickfont": {"size": AXIS}},
            "annotationdefaults": {"showarrow": False, "font": {"size": TEXT, "color": tokens.ink}},
        },
    )


def blank(tokens: Tokens, height: int, *, left: int, right: int, top: int = 30, bottom: int = 28) -> go.Figure:
    """An empty figure of the house style, `height` and margins in pixels."""
    figure = go.Figure()
    figure.update_layout(
        template=template(tokens),
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 4},
    )
    return figure


def remark(figure: go.Figure, text: str, tokens: Tokens, **place: Any) -> None:
    """A few muted words at a place of the figure; `place` as Plotly's annotations take it."""
    figure.add_annotation(text=text, font={"color": tokens.muted, "size": AXIS}, showarrow=False, **place)


def upright(figure: go.Figure, x: float, tokens: Tokens) -> None:
    """A dotted line from top to bottom at `x`, behind everything."""
    line = {"color": tokens.muted, "width": 1, "dash": "2px,3px"}
    figure.add_shape(type="line", xref="x", yref="paper", x0=x, x1=x, y0=0, y1=1, layer="below", line=line)


def names_axis(figure: go.Figure, names: Sequence[str], tokens: Tokens) -> None:
    """Names down the left side, the first on top."""
    figure.update_yaxes(
        range=[len(names) - 0.4, -0.6],
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=list(names),
        tickfont={"color": tokens.ink, "size": TEXT},
        showgrid=False,
    )


def steps(largest: float, places: int) -> dict[str, Any]:
    """About five round ticks from 0; whole ones where things are counted, none but 0 where all is 0."""
    if not largest:
        return {"tickvals": [0]}
    whole = places == 0 and largest < 5
    return {"tick0": 0, "tickformat": ",d", "dtick": 1} if whole else {"tick0": 0, "tickformat": ",~f", "nticks": 5}


def width(text: str, size: int = TEXT) -> int:
    """About how many pixels a text takes: a hanzi is as wide as high, a Latin letter little more than half."""
    return round(sum(size if east_asian_width(letter) in "WF" else 0.56 * size for letter in text))


def clipped(text: str, pixels: int, size: int = TEXT) -> str:
    """The text, cut with “…” where it would be wider than `pixels`."""
    while width(text, size) > pixels and len(text) > 2:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved as little as needed so that neighbours stand `gap` apart, within low … high if they fit."""
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    placed: list[float] = []
    for i in order:
        placed.append(max(positions[i], low if not placed else placed[-1] + gap))
    ceiling = max(high, low + gap * (len(placed) - 1))
    for k in reversed(range(len(placed))):
        placed[k] = min(placed[k], ceiling - gap * (len(placed) - 1 - k))
    moved = [0.0] * len(positions)
    for place, i in zip(placed, order, strict=True):
        moved[i] = place
    return moved
