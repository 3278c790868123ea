"""What stands written and marked in a scene once it is printed, on the screen and on paper."""

from __future__ import annotations

import re
from collections import Counter

import plotly.graph_objects as go
from matplotlib.figure import Figure
from matplotlib.text import Text

from analytics.scenes.scene import Bars, Scene

MARKUP = re.compile(r"</?b[^>]*>|</?span[^>]*>")


def words_of(figure: go.Figure) -> Counter[str]:
    """Words of a figure of the screen, without their look."""
    texts = [note.text for note in figure.layout.annotations if note.text != "▍"]
    for trace in figure.data:
        texts += [] if trace.text is None else list(trace.text)
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        texts += axis.ticktext or ()
    return Counter(squeezed(text) for text in texts if text)


def written(figure: Figure, scene: Scene) -> Counter[str]:
    """The same of its figure on paper; steps of axes that count are each printer's own, as is the line of signs."""
    axes = figure.axes[0]
    stepped = [axis for axis, own in ((axes.xaxis, scene.x), (axes.yaxis, scene.y)) if own.steps]
    counts = {id(text) for axis in stepped for tick in axis.get_major_ticks() for text in (tick.label1, tick.label2)}
    found = (str(text.get_text()) for text in axes.findobj(Text) if id(text) not in counts and text.get_visible())
    return Counter(squeezed(text) for text in found if text)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", MARKUP.sub("", text.replace("<br>", "")).replace("&lt;", "<"))


def marked(figure: go.Figure) -> int:
    """How many bars and dots the screen shows."""
    drawn = [trace for trace in figure.data if trace.type == "bar" or "markers" in (trace.mode or "")]
    return sum(x is not None and x == x for trace in drawn for x in trace.x)


def inked(figure: Figure, scene: Scene) -> int:
    """How many paper shows, without the tabs of names and the inner dots of hollow squares."""
    axes = figure.axes[0]
    own = [line for line in axes.lines if line.get_marker() not in ("None", None) and line.get_linestyle() == "None"]
    dots = sum(x == x for line in own for x in line.get_xdata())  # type: ignore[union-attr]
    tabs = sum(word.slot is not None for word in scene.words)
    hollow = sum(
        len(mark.x) for mark in scene.marks if not isinstance(mark, Bars) and mark.dots and "open" in mark.dots.symbol
    )
    return dots - tabs - hollow + len(axes.patches)
