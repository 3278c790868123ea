"""A sheet that a chart is drawn on, measured in millimetres, and how it leaves as SVG or PNG."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from analytics.charts import room
from analytics.drawing.fonts import font, settable

# Never mathematics from a place's name; text in an SVG stays text; the same chart is the same file.
matplotlib.rcParams.update({
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "gongkai",
    "hatch.linewidth": 0.5,
    "lines.scale_dashes": False,
})

# All that is told is told in black and white: by dash, mark, weight, hatching and name.
INK, MUTED, CONTEXT, FILL, HAIRLINE, GROUND = "#111111", "#4A4A4A", "#9A9A9A", "#BDBDBD", "#DADADA", "#FFFFFF"
DASHES: tuple[tuple[float, ...], ...] = ((), (6, 2), (1.5, 1.8), (8, 2, 1.5, 2), (11, 3))
MARKERS = ("o", "s", "D", "^", "v")
TEXT, SMALL = 9.0, 8.0  # points
WIDTH = 174.0  # mm between the margins of an A4 page
DPI = 200
_MM = 25.4
POINT = 72 / _MM  # points in a mm
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def mm(text: str, size: float = TEXT) -> float:
    """About how wide a text is."""
    return room.width(text, 100) / 100 * size / POINT


def clipped(text: str, width: float, size: float = TEXT) -> str:
    """The text, cut with “…” where it would be wider than `width` mm."""
    return room.clipped(text, round(width * 100 * POINT / size), 100)


@dataclass
class Sheet:
    """A figure of `height` mm; the plot stands within the margins, all in mm."""

    height: float
    left: float
    right: float
    top: float = 8.0
    bottom: float = 7.0
    width: float = WIDTH
    figure: Figure = field(init=False)
    axes: Axes = field(init=False)

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.width / _MM, self.height / _MM), facecolor=GROUND)
        self.axes = self.plot(self.left, self.bottom, self.width - self.left - self.right, self.tall)

    @property
    def tall(self) -> float:
        """Height of the plot."""
        return self.height - self.top - self.bottom

    def plot(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """A plot on the sheet, bare of frame and ticks."""
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(place, facecolor="none")
        axes.tick_params(length=0, pad=3)
        axes.set_axisbelow(True)
        for side in axes.spines.values():
            side.set_visible(False)
        return axes


def write(axes: Axes, text: str, x: float, y: float, *, bold: bool = False, size: float = TEXT, **more: Any) -> None:
    """Words at (x, y) of the data, moved by `shift` points; `over` takes y as a share of the plot's height."""
    shift = more.pop("shift", (0, 0))
    over = more.pop("over", False)
    style: dict[str, Any] = {"color": INK, "va": "center", "ha": "left", "annotation_clip": False} | more
    axes.annotate(
        text,
        (x, y),
        xytext=shift,
        xycoords=axes.get_xaxis_transform() if over else "data",
        textcoords="offset points",
        fontproperties=font(bold),
        fontsize=size,
        **style,
    )


def label_axis(axis: Any, places: Sequence[float], texts: Sequence[str], size: float = SMALL, **style: object) -> None:
    """Words at places of an axis."""
    axis.set_ticks(list(places), labels=list(texts))
    for tick in axis.get_major_ticks():
        for text in (tick.label1, tick.label2):
            text.set(fontproperties=font(), fontsize=size, **({"color": MUTED} | style))


def value_axis(axes: Axes, largest: float, low: float, high: float, *, whole: bool, across: bool = False) -> None:
    """About five round steps from 0 with hairlines; none but 0 where all is 0."""
    axis = axes.xaxis if across else axes.yaxis
    (axes.set_xlim if across else axes.set_ylim)(low, high)
    steps = MaxNLocator(nbins=5, integer=whole, steps=[1, 2, 2.5, 5, 10]).tick_values(0, largest) if largest else [0.0]
    steps = [step for step in steps if 0 <= step <= high]
    label_axis(axis, steps, [f"{step:,.10g}" for step in steps])
    axis.grid(True, color=HAIRLINE, linewidth=0.5)


def png(figure: Figure) -> bytes:
    """The figure as a picture for a text document."""
    texts: list[Any] = figure.findobj(lambda part: isinstance(part, Text) and bool(part.get_text()))
    for text in texts:
        text.set_text(settable(text.get_text(), text.get_fontproperties()))
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DPI, facecolor=GROUND)
    return out.getvalue()


def svg(figure: Figure, alt: str, mark: str) -> Element:
    """The figure as an element of an HTML page, its text as text; `mark` keeps its ids apart from other figures'."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a character that only the reader's own font has is no fault here
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = fromstring(out.getvalue())
    for parent in root.iter():
        for child in [child for child in parent if child.tag in (f"{_SVG}style", f"{_SVG}metadata")]:
            parent.remove(child)
    for element in root.iter():
        _plain(element, mark)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib |= {"role": "img", "aria-label": alt, "stroke-linejoin": "round", "class": "chart"}
    return root


def _plain(element: Element, mark: str) -> None:
    """The element as HTML writes it: no name spaces, and ids that no other figure of the page has."""
    element.tag = element.tag.removeprefix(_SVG)
    href = element.attrib.pop(_HREF, None)
    if href:
        element.set("href", f"#{mark}{href[1:]}")
    if element.tag == "g":
        element.attrib.pop("id", None)
    elif "id" in element.attrib:
        element.set("id", f"{mark}{element.get('id')}")
    for name in ("style", "clip-path", "fill"):
        if name in element.attrib:
            element.set(name, _REFERENCE.sub(rf"url(#{mark}\1)", element.attrib[name]))
