"""What every chart shares: colours, the Plotly template "gongkai", and how wide words are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import plotly.graph_objects as go

from analytics.charts.room import TEXT, apart, clipped, width

__all__ = [
    "AXIS",
    "DASHES",
    "FOCUS_MAX",
    "MARKERS",
    "SMALL",
    "TEXT",
    "Sheet",
    "Tokens",
    "apart",
    "clipped",
    "steps",
    "template",
    "width",
]

AXIS, SMALL = 12, 11
TEXTS = {"text", "hovertext", "ticktext"}
# Plotly takes a name such as <a href=…> for a link; from us come bold (in a colour), line ends and a smaller size.
_NOT_OURS = re.compile(r'<(?!/?b>|b style="color:#[0-9A-Fa-f]{6}">|br>|span style="font-size:\d+px">|/span>)')
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


@dataclass
class Sheet:
    """A figure being drawn: plain parts, made into a Plotly figure once, since each change of one costs time.

    `height` and margins are in pixels; traces, shapes, annotations and axes are as Plotly names them.
    """

    tokens: Tokens
    height: int
    left: int
    right: int
    top: int = 30
    bottom: int = 28
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    xaxis: dict[str, Any] = field(default_factory=dict)
    yaxis: dict[str, Any] = field(default_factory=dict)

    @property
    def plot(self) -> int:
        """Pixels from the bottom to the top of the plot."""
        return self.height - self.top - self.bottom

    def word(self, text: str, colour: str, **place: Any) -> None:
        """Words at a place, as Plotly's annotations take it."""
        font = {"color": colour, "size": place.pop("size", TEXT)}
        self.annotations.append({"text": text, "font": font, "showarrow": False, **place})

    def remark(self, text: str, **place: Any) -> None:
        """A few muted words at a place."""
        self.word(text, self.tokens.muted, size=AXIS, **place)

    def upright(self, x: float) -> None:
        """A dotted line from top to bottom at `x`, behind everything."""
        line = {"color": self.tokens.muted, "width": 1, "dash": "2px,3px"}
        self.shapes.append({
            "type": "line",
            "yref": "paper",
            "x0": x,
            "x1": x,
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": line,
        })

    def band(self, left: float, right: float) -> None:
        """A grey band from top to bottom, behind everything."""
        fill = {"line": {"width": 0}, "fillcolor": self.tokens.hairline, "opacity": 0.45, "layer": "below"}
        self.shapes.append({"type": "rect", "yref": "paper", "x0": left, "x1": right, "y0": 0, "y1": 1, **fill})

    def names(self, names: Sequence[str]) -> None:
        """Names down the left side, the first on top."""
        self.yaxis |= {
            "range": [len(names) - 0.4, -0.6],
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": list(names),
            "tickfont": {"color": self.tokens.ink, "size": TEXT},
            "showgrid": False,
        }

    def figure(self) -> go.Figure:
        """The figure, in the house style; of what looks like HTML in its texts only our own counts."""
        for part in (*self.traces, *self.annotations, self.xaxis, self.yaxis):
            for key in TEXTS & part.keys():
                part[key] = _plain(part[key])
        layout = {
            "template": template(self.tokens),
            "height": self.height,
            "margin": {"l": self.left, "r": self.right, "t": self.top, "b": self.bottom, "pad": 4},
            "xaxis": self.xaxis,
            "yaxis": self.yaxis,
            "shapes": self.shapes,
            "annotations": self.annotations,
        }
        return go.Figure({"data": self.traces, "layout": layout})


def _plain(text: Any) -> Any:
    if isinstance(text, str):
        return _NOT_OURS.sub("&lt;", text)
    return [_plain(one) for one in text] if isinstance(text, (list, tuple)) else text


def steps(largest: float, places: int) -> dict[str, Any]:
    """About five round ticks from 0; whole ones where things are counted, none but 0 where all is 0."""
    if not largest:
        return {"tickvals": [0]}
    whole = places == 0 and largest < 5
    return {"tick0": 0, "tickformat": ",d", "dtick": 1} if whole else {"tick0": 0, "tickformat": ",~f", "nticks": 5}
