"""A sheet that a chart is drawn on, measured in millimetres, and how it leaves as SVG or PNG."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from analytics.drawing.fonts import settable

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
LETTERS = 9.0  # points
WIDTH = 174.0  # mm between the margins of an A4 page
DPI = 200
_MM = 25.4
POINT = 72 / _MM  # points in a mm
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


@dataclass
class Sheet:
    """A figure as wide as the page and `height` mm high; what stands on it is placed in mm."""

    height: float
    width: float = WIDTH
    figure: Figure = field(init=False)

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.width / _MM, self.height / _MM), facecolor=GROUND)

    def plot(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """A plot on the sheet, bare of frame and ticks."""
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(place, facecolor="none")
        axes.tick_params(length=0, pad=3)
        axes.set_axisbelow(True)
        for side in axes.spines.values():
            side.set_visible(False)
        return axes


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


def svg_file(figure: Figure, alt: str) -> bytes:
    """The figure as a file of its own."""
    root = svg(figure, alt, "")
    root.set("xmlns", _SVG.strip("{}"))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


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
