"""What every chart shares: colours, the Plotly template "gongkai", and how wide words are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import plotly.graph_objects as go

from analytics.charts.room import TEXT
from analytics.scenes.scene import AXIS, SERIES

# Plotly takes a name such as <a href=…> for a link; from us come bold (in a colour), line ends and a smaller size.
_NOT_OURS = re.compile(r'<(?!/?b>|b style="color:#[0-9A-Fa-f]{6}">|br>|span style="font-size:\d+px">|/span>)')


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
        return self.categorical[: len(SERIES)]

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

    @cached_property
    def tones(self) -> dict[str, str]:
        """The colour of each tone of a scene."""
        named = ("ink", "muted", "context", "hairline", "ground", "finding")
        shades = dict(zip(("pale", "full", "deep"), (self.sequential[n] for n in (1, 5, 6)), strict=True))
        return {name: getattr(self, name) for name in named} | dict(zip(SERIES, self.series, strict=True)) | shades

    def colour(self, tone: str) -> str:
        """The colour of a tone."""
        return self.tones[tone]


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


def plain(text: Any) -> Any:
    """A text, or several, of whose markup only our own counts."""
    if isinstance(text, str):
        return _NOT_OURS.sub("&lt;", text)
    return [plain(one) for one in text] if isinstance(text, (list, tuple)) else text
