"""How the text of a web page looks: what tags, attributes and style sheets say, handed down from element to element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import tinycss2.color3
from lxml import etree

from data.readers.css import AFTER, BEFORE, Declarations, Sheets
from data.readers.looks import UNTOLD, Look
from data.readers.page_places import LENGTH, USUAL, is_away, is_placed, is_slanted, is_veiled, pixels

SMALLEST = 2.0  # pixels
PALE = 30  # of 255: what differs less from its ground can't be seen
FAINT, FAINT_OVER = 0.05, 0.35  # opacity: of text, and of text laid over other text
LIFTED = 1.0  # pixels off the base line
HUGE = 1e6  # pixels: sizes within sizes can grow beyond any number
_NEVER = frozenset((
    *("script", "style", "noscript", "template", "iframe", "button", "option", "rt", "rp", "datalist"),
    *("svg", "object", "canvas", "audio", "video", "annotation", "annotation-xml", "meter", "progress"),
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
_NAMED = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_UNCOUNTED = re.compile(r"\b(?:none|disc|circle|square)\b")
_ON_LINES = frozenset(("block", "flex", "grid", "list-item", "table", "flow-root"))
DEEPEST, LONGEST = 3, 1000  # names for values that have names, and the letters of a value
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
    placed: int = 0  # which element moves, filters or sets apart what is in it; 0 for none within the cell
    reverse: bool = False  # it shows its children from the last to the first
    lines: bool = False  # the element itself stands on lines of its own
    known: Mapping[str, str] = field(default_factory=dict)  # values that sheets refer to by name

    def look(self) -> Look:
        """How text right within the element looks."""
        lost = self.colour is None or (self.ground is not None and _near(self.colour, self.ground))
        hidden = self.gone or self.unseen or self.opacity <= FAINT or self.size < SMALLEST or lost
        shade = tuple(part // 48 for part in self.colour or _WHITE)
        shape = (round(min(self.size, HUGE)), shade, self.bold, self.italic, self.placed)
        return Look(hidden, self.struck, self.raised, shape, blurred=self.turned)


class Styles:
    """The styles of a page's elements."""

    def __init__(self, root: etree._Element) -> None:
        self._sheets = Sheets(root)
        self._placed = 0

    def within(self, node: etree._Element, above: Style) -> Style:
        """The style of an element in one of style `above`."""
        tag = node.tag
        said, known = _resolved(self._sheets.of(node), above.known)
        if tag in _NEVER or _absent(node, said):
            return replace(above, gone=True)
        size = _size(node, said, above.size)
        colour = _text_colour(node, said, above.colour)
        over = said.get("position") in ("absolute", "fixed")
        opacity = above.opacity * _share(said.get("opacity"))
        found = Style(
            gone=above.gone
            or _folded_row(tag, said)
            or is_away(said, size)
            or is_slanted(said)
            or (over and opacity <= FAINT_OVER),
            unseen=_unseen(node, said, above.unseen),
            opacity=opacity,
            struck=above.struck or _struck(tag, said),
            raised=above.raised or _is_script(node) or (tag not in _CELLS and _raised(tag, said, size, over)),
            turned=above.turned or _is_turned(node, said) or is_veiled(said, size),
            placed=self._place(tag, said, size, above),
            reverse="reverse" in said.get("flex-direction", "") + said.get("flex-flow", ""),
            lines=said.get("display") in _ON_LINES,
            known=known,
            size=size,
            colour=colour,
            ground=_ground(node, said, above.ground, colour),
            bold=_bold(tag, said, above.bold),
            italic=said.get("font-style") in ("italic", "oblique") or (above.italic or tag in _ITALIC),
        )
        return found

    def is_absent(self, node: etree._Element) -> bool:
        """Whether an element takes no room on the page, picture or not."""
        return _absent(node, self._sheets.of(node))

    def _place(self, tag: str, said: Declarations, size: float, above: Style) -> int:
        """The number of the element that sets what is in it apart from what stands beside it in the text."""
        if tag in _CELLS:
            return 0
        if not above.reverse and not is_placed(said, size):
            return above.placed
        self._placed += 1
        return self._placed

    def put_in(self, node: etree._Element, style: Style) -> tuple[str, str]:
        """What style sheets put before and after the text of an element."""
        before, after = (
            _resolved(self._sheets.of(node, part), style.known)[0].get("content", "") for part in (BEFORE, AFTER)
        )
        return _strings(before, node), _strings(after, node)

    def marked(self, node: etree._Element) -> bool:
        """Whether an element stands in a list that counts its items on the page."""
        parent = node.getparent()
        if node.tag != "li" or parent is None:
            return False
        said = {**self._sheets.of(parent), **self._sheets.of(node)}
        told = f"{said.get('list-style', '')} {said.get('list-style-type', '')}"
        counted = parent.tag == "ol" or "decimal" in told or "cjk" in told
        return counted and not _UNCOUNTED.search(told)


def _resolved(said: Declarations, above: Mapping[str, str]) -> tuple[Declarations, Mapping[str, str]]:
    """Declarations with the values in them that have a name, and all values that have one."""
    own = {name: value for name, value in said.items() if name.startswith("--")}
    known = {**above, **own} if own else above
    if not any("var(" in value for value in said.values()):
        return said, known
    found = {}
    for name, value in said.items():
        for _ in range(DEEPEST):
            if len(value) <= LONGEST:
                value = _NAMED.sub(lambda one: known.get(one[1], one[2] or "").strip(), value)
        if value and "var(" not in value:
            found[name] = value
    return found, known


def _strings(content: str, node: etree._Element) -> str:
    if "counter" in content:
        return UNTOLD
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


def _size(node: etree._Element, said: Declarations, above: float) -> float:
    told = said.get("font-size")
    if told is None and "font" in said:
        parts = [part.partition("/") for part in said["font"].split()]  # a number alone is how bold they are
        told = next((part for part, over, _ in parts if LENGTH.fullmatch(part) and (over or not part.isdigit())), None)
    if told in _KEYWORDS:
        fixed = _KEYWORDS[told]
        return fixed if fixed > 0 else above * -fixed
    if (length := pixels(told, above)) is not None:
        return length
    if node.tag == "font" and (number := (node.get("size") or "").strip()) in _FONT_SIZES:
        return _FONT_SIZES[number]
    return above * _SIZES.get(node.tag, 1.0)


def _share(value: str | None) -> float:
    try:
        return 1.0 if value is None else float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0


def _struck(tag: str, said: Declarations) -> bool:
    told = said.get("text-decoration", "") + " " + said.get("text-decoration-line", "")
    return "line-through" in told or (tag in _STRUCK and "none" not in told)


def _raised(tag: str, said: Declarations, size: float, over: bool) -> bool:
    told = said.get("vertical-align")
    if told in ("super", "sub", "text-top", "text-bottom", "top") or abs(pixels(told, size) or 0) > LIFTED:
        return told != "top" or tag == "span"
    moved = [pixels(said.get(name), size) for name in ("top", "bottom")] if said.get("position") == "relative" else []
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


def _ground(node: etree._Element, said: Declarations, above: Colour | None, own: Colour | None) -> Colour | None:
    told = said.get("background-color") or said.get("background") or node.get("bgcolor")
    if told and ("url(" in told or "gradient(" in told):
        return None
    if told and "currentcolor" in told:
        return own
    parts = [_colour_of(part) for part in ([told, *told.split()] if told else ())]
    return next((part for part in parts if isinstance(part, tuple)), above)


def _near(one: Colour, two: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) <= PALE
