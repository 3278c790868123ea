"""How the text of a web page looks: what tags, attributes and style sheets say, handed down from element to element."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import tinycss2.color3
from lxml import etree

from data.readers.css import AFTER, BEFORE, Declarations, Sheets
from data.readers.looks import Look

SMALLEST = 2.0  # pixels
AWAY = -400.0  # pixels left of or above the page
PALE = 30  # of 255: what differs less from its ground can't be seen
FAINT, FAINT_OVER = 0.05, 0.35  # opacity: of text, and of text laid over other text
LIFTED = 1.0  # pixels off the base line
USUAL = 16.0  # pixels
HUGE = 1e6  # pixels: sizes within sizes can grow beyond any number
_NEVER = frozenset((
    *("script", "style", "noscript", "template", "iframe", "button", "option", "rt", "rp", "datalist"),
    *("svg", "object", "canvas", "audio", "video", "annotation", "annotation-xml"),
))
_SCRIPTS = frozenset(("msup", "msub", "msubsup"))  # formulas: all but the first within stands off the line
_STRUCK, _RAISED = frozenset(("del", "s", "strike")), frozenset(("sup", "sub"))
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_ITALIC = frozenset(("i", "em", "cite"))
_CELLS = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table"))
_SIZES = {"small": 0.83, "big": 1.2, "sup": 0.83, "sub": 0.83, "h1": 2.0, "h2": 1.5, "h3": 1.17}
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_KEYWORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "smaller": -0.83, "larger": -1.2,
}  # fmt: skip
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "rem": USUAL, "": 1.0}
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(px|pt|pc|in|cm|mm|rem|em|ex|%|)")
_TURN = re.compile(r"rotate(?:z)?\(\s*([+-]?[\d.]+)\s*(deg|turn|rad|grad)")
_NOTHING = re.compile(r"scale[xy]?\(\s*0\s*[,)]|scale3d\(\s*0")
_CUT = re.compile(
    r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0\s+0\s*,\s*0\s+0"
)
_STRING = re.compile(r'"([^"]*)"|\'([^\']*)\'')
Colour = tuple[int, int, int]
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Style:
    """What an element hands down. `gone`: nothing within it is shown; `ground` is None where a picture may lie."""

    gone: bool = False
    unseen: bool = False
    opacity: float = 1.0
    struck: bool = False
    raised: bool = False
    size: float = USUAL
    colour: Colour | None = _BLACK
    ground: Colour | None = _WHITE
    bold: bool = False
    italic: bool = False
    turned: bool = False

    def look(self) -> Look:
        """How text right within the element looks."""
        lost = self.colour is None or (self.ground is not None and _near(self.colour, self.ground))
        hidden = self.gone or self.unseen or self.opacity <= FAINT or self.size < SMALLEST or lost
        shade = tuple(part // 48 for part in self.colour or _WHITE)
        shape = (round(min(self.size, HUGE)), shade, self.bold, self.italic)
        return Look(hidden, self.struck, self.raised, shape, blurred=self.turned)


class Styles:
    """The styles of a page's elements."""

    def __init__(self, root: etree._Element) -> None:
        self._sheets = Sheets(root)

    def within(self, node: etree._Element, above: Style) -> Style:
        """The style of an element in one of style `above`."""
        tag, said = node.tag, self._sheets.of(node)
        if tag in _NEVER or _absent(node, said):
            return replace(above, gone=True)
        size = _size(node, said, above.size)
        colour = _text_colour(node, said, above.colour)
        over = said.get("position") in ("absolute", "fixed")
        opacity = above.opacity * _share(said.get("opacity"))
        found = Style(
            gone=above.gone
            or _folded_row(tag, said)
            or _away(said, size)
            or _turned(said)
            or (over and opacity <= FAINT_OVER),
            unseen=_unseen(node, said, above.unseen),
            opacity=opacity,
            struck=above.struck or _struck(tag, said),
            raised=above.raised or _is_script(node) or (tag not in _CELLS and _raised(tag, said, size, over)),
            turned=above.turned or _is_turned(node, said),
            size=size,
            colour=colour,
            ground=_ground(node, said, above.ground),
            bold=_bold(tag, said, above.bold),
            italic=said.get("font-style") in ("italic", "oblique") or (above.italic or tag in _ITALIC),
        )
        return found

    def is_absent(self, node: etree._Element) -> bool:
        """Whether an element takes no room on the page, picture or not."""
        return _absent(node, self._sheets.of(node))

    def put_in(self, node: etree._Element) -> tuple[str, str]:
        """What style sheets put before and after the text of an element."""
        before, after = (self._sheets.of(node, part).get("content", "") for part in (BEFORE, AFTER))
        return _strings(before, node), _strings(after, node)


def _strings(content: str, node: etree._Element) -> str:
    if content.startswith("attr("):
        return node.get(content[5:].rstrip(") ")) or ""
    return "".join(one or other for one, other in _STRING.findall(content))


def _absent(node: etree._Element, said: Declarations) -> bool:
    """Whether an element takes no room at all."""
    display = said.get("display")
    hidden = node.get("hidden") is not None and display in (None, "none")
    comment = said.get("mso-element", "").startswith("comment") or said.get("mso-hide") == "all"
    closed = node.tag == "dialog" and node.get("open") is None
    folded = _folded(node)
    return display == "none" or hidden or comment or closed or folded or said.get("content-visibility") == "hidden"


def _folded(node: etree._Element) -> bool:
    """Whether an element is what a closed `details` hides: all but its summary."""
    parent = node.getparent()
    return parent is not None and parent.tag == "details" and parent.get("open") is None and node.tag != "summary"


def _unseen(node: etree._Element, said: Declarations, above: bool) -> bool:
    """Whether text right within an element takes room and yet is not seen, or is what a closed `details` hides."""
    if node.tag == "details" and node.get("open") is None:
        return True
    usual = "hidden" if above and node.tag != "summary" else "visible"
    return said.get("visibility", usual) in ("hidden", "collapse")


def _folded_row(tag: str, said: Declarations) -> bool:
    return tag in ("tr", "tbody", "thead", "tfoot") and said.get("visibility") == "collapse"


def _is_script(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in _SCRIPTS and node.getprevious() is not None


def _is_turned(node: etree._Element, said: Declarations) -> bool:
    """Whether letters are shown from right to left, whatever they are."""
    told = said.get("direction") or node.get("dir")
    return told == "rtl" and (node.tag == "bdo" or "override" in said.get("unicode-bidi", ""))


def _length(value: str | None, size: float) -> float | None:
    """Pixels; None for what is no length."""
    found = _LENGTH.fullmatch(value.strip()) if value else None
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    return number * {"em": size, "ex": size / 2, "%": size / 100}.get(unit, _UNITS.get(unit, 1.0))


def _size(node: etree._Element, said: Declarations, above: float) -> float:
    told = said.get("font-size")
    if told is None and "font" in said:
        parts = [part.split("/")[0] for part in said["font"].split()]
        told = next((part for part in parts if _LENGTH.fullmatch(part) and not part.isdigit()), None)
    if told in _KEYWORDS:
        fixed = _KEYWORDS[told]
        return fixed if fixed > 0 else above * -fixed
    if (length := _length(told, above)) is not None:
        return length
    if node.tag == "font" and (number := (node.get("size") or "").strip()) in _FONT_SIZES:
        return _FONT_SIZES[number]
    return above * _SIZES.get(node.tag, 1.0)


def _share(value: str | None) -> float:
    try:
        return 1.0 if value is None else float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0


def _away(said: Declarations, size: float) -> bool:
    """Whether an element is moved off the page, cut away or shrunk to nothing."""
    moved = [said.get(name) for name in (("left", "top") if "position" in said else ())] + [said.get("text-indent")]
    far = [length for value in moved if (length := _length(value, size)) is not None]
    clips = any(said.get(name, "").startswith(("hidden", "clip")) for name in ("overflow", "overflow-x", "overflow-y"))
    flat = [_length(said.get(name), size) for name in ("width", "height", "max-width", "max-height")]
    cut = _CUT.search(said.get("clip", "") + said.get("clip-path", "")) or _NOTHING.search(said.get("transform", ""))
    closed = clips and any(length is not None and length <= 1 for length in flat)
    return closed or bool(cut) or any(length <= AWAY for length in far)


def _turned(said: Declarations) -> bool:
    """Whether text is slanted, as watermarks and stamps are."""
    found = _TURN.search(said.get("transform", ""))
    if found is None:
        return False
    degrees = float(found[1]) * {"deg": 1, "turn": 360, "rad": 57.2958, "grad": 0.9}[found[2]]
    return abs((degrees + 45) % 90 - 45) > 4


def _struck(tag: str, said: Declarations) -> bool:
    told = said.get("text-decoration", "") + " " + said.get("text-decoration-line", "")
    return "line-through" in told or (tag in _STRUCK and "none" not in told)


def _raised(tag: str, said: Declarations, size: float, over: bool) -> bool:
    told = said.get("vertical-align")
    if told in ("super", "sub", "text-top", "text-bottom", "top") or abs(_length(told, size) or 0) > LIFTED:
        return told != "top" or tag == "span"
    moved = [_length(said.get(name), size) for name in ("top", "bottom")] if said.get("position") == "relative" else []
    return any(abs(length or 0) > LIFTED for length in moved) or (tag in _RAISED and told != "baseline")


def _bold(tag: str, said: Declarations, above: bool) -> bool:
    weight = said.get("font-weight", "")
    if weight.isdigit():
        return int(weight) >= 600
    return weight in ("bold", "bolder") or (weight != "normal" and (above or tag in _BOLD))


def _colour_of(value: str | None) -> Colour | str | None:
    """A colour; None for no colour at all, "" for what can't be told."""
    if not value:
        return ""
    found = tinycss2.color3.parse_color(value)
    if found is None or isinstance(found, str):
        return ""
    if found.alpha <= FAINT:
        return None
    red, green, blue = (round((part * found.alpha + 1 - found.alpha) * 255) for part in found[:3])
    return red, green, blue


def _text_colour(node: etree._Element, said: Declarations, above: Colour | None) -> Colour | None:
    by_tag = node.get("color") if node.tag == "font" else None
    for value in (said.get("-webkit-text-fill-color"), said.get("color"), by_tag):
        colour = _colour_of(value)
        if not isinstance(colour, str):
            return colour
    return above


def _ground(node: etree._Element, said: Declarations, above: Colour | None) -> Colour | None:
    told = said.get("background-color") or said.get("background") or node.get("bgcolor")
    if told and "url(" in told:
        return None
    parts = [_colour_of(part) for part in ([told, *told.split()] if told else ())]
    return next((part for part in parts if isinstance(part, tuple)), above)


def _near(one: Colour, two: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) <= PALE
