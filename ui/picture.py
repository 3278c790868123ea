"""The panel as a picture to paste into a document, drawn in the browser by the plotly.js that is there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from ui import theme
from ui.charts.style import Tokens

HERE = Path(__file__).parent
FONTS = tuple((f"gongkai-song-{part}", f"app/static/song-{part}.woff2") for part in "ab")
PLOTLY = "app/static/plotly.min.js"
_BUTTONS = "".join(f'<button type="button" data-format="{name}"></button>' for name in ("png", "svg"))
_PICTURE = st.components.v2.component(
    "gongkai_picture",
    html=f'<div class="gk-pictures">{_BUTTONS}<p role="status"></p></div>',
    css=(HERE / "picture.css").read_text(encoding="utf-8"),
    js=(HERE / "picture.js").read_text(encoding="utf-8"),
)


def offer(
    panel: str,
    draw: Callable[[Tokens], go.Figure],
    *,
    title: str,
    kicker: str,
    foot: Sequence[str],
    file_name: str,
    labels: dict[str, str],
) -> None:
    """Two buttons, PNG and SVG, for the chart of the panel with this id. Pictures are always black on white.

    `foot` are the lines under the chart; `labels` the words of png, svg and failed.
    """
    light = theme.tokens("light")
    dark = theme.mode() == "dark"  # what is on the screen can't be used then, so the figure is sent again
    _PICTURE(
        key=f"picture-{panel}",
        data={
            "id": panel,
            "title": title,
            "kicker": kicker,
            "foot": list(foot),
            "file_name": file_name,
            "labels": labels,
            "figure": draw(light).to_json() if dark else "",
            "fonts": [list(font) for font in FONTS],
            "plotly": PLOTLY,
            "font": light.font,
            "heading": str(st.get_option("theme.headingFont")),
            "ink": light.ink,
            "muted": light.muted,
        },
    )
