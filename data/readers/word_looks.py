"""How runs of a Word document look: by what they say themselves, by their styles with their bases, by the defaults."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from lxml import etree

from data.readers.looks import Look
from data.readers.package import OFFICE

W = f"{{{OFFICE}wordprocessingml/2006/main}}"
SMALLEST = 3  # half-points: nobody sees smaller letters
PALE = 30  # of 255: what differs less from its ground can't be seen
LIFTED = 4  # half-points off the base line
OVERLAP = 2.5  # twentieths of a point a half-point of size: digits nearer by so much, half their width, overlap
NARROWEST = 20  # per cent of their width: narrower letters can't be told from one another
DEEPEST = 20  # styles based on one another
_TOGGLES = ("b", "i", "strike", "vanish")  # in two styles at once they cancel out
_OFF = ("0", "false", "off", "none")
_WHITE = (255, 255, 255)
_UNFILLED = "none"  # letters of which at most the outline is drawn
_SIGN_FONTS = ("Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")  # in which digits are pictures
_THEME = {  # the theme's colours that are the same in all but the oddest themes
    **dict.fromkeys(("background1", "light1", "bg1", "lt1"), "FFFFFF"),
    **dict.fromkeys(("text1", "dark1", "tx1", "dk1"), "000000"),
}
Properties = dict[str, str]
Colour = tuple[int, ...]


class Styles:
    """The styles of a document, from its styles part; none at all if it has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes = {node.get(f"{W}styleId"): node for node in (root.iter(f"{W}style") if root is not None else ())}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._defaults = _properties(defaults)
        usual = (node for node in self._nodes.values() if node.get(f"{W}default") in ("1", "true", "on"))
        self._usual = next((node.get(f"{W}styleId") for node in usual if node.get(f"{W}type") == "paragraph"), None)
        self._known: dict[str | None, Properties] = {}
        self._looks: dict[tuple[object, ...], Look] = {}

    def look(self, run: etree._Element | None, paragraph: etree._Element | None, ground: Colour | None) -> Look:
        """How a run looks that has these properties, in a paragraph with these, on a ground (None: not known)."""
        own, around = _properties(run), _properties(paragraph)
        key = (tuple(own.items()), around.get("pStyle"), around.get("shd"), ground)
        if key not in self._looks:
            self._looks[key] = self._look(own, around, ground)
        return self._looks[key]

    def shades(self, style: str | None) -> bool:
        """Whether a table's style colours the ground of any of its cells."""
        return any(next(node.iter(f"{W}shd"), None) is not None for node in self._chain(style))

    def paragraph(self, own: etree._Element | None) -> list[etree._Element]:
        """The properties of a paragraph: its own, then those that its style and what that is based on give it."""
        named = own.find(f"{W}pStyle") if own is not None else None
        chain = self._chain(named.get(f"{W}val") if named is not None else self._usual)
        nodes = [own, *(node.find(f"{W}pPr") for node in chain)]
        return [node for node in nodes if node is not None]

    def _look(self, own: Properties, around: Properties, ground: Colour | None) -> Look:
        by_paragraph = self._of(around.get("pStyle") or self._usual)
        by_run = self._of(own.get("rStyle"))
        told = {**self._defaults, **by_paragraph, **by_run}
        for toggle in _TOGGLES:
            if toggle in by_paragraph and toggle in by_run:
                told[toggle] = "1" if _on(by_paragraph[toggle]) != _on(by_run[toggle]) else "0"
        told.update(own)
        size = _number(told.get("sz"), 20)
        under = next((found for key in ("shd", "highlight") if (found := _ground(told.get(key)))), None)
        under = under or _ground(around.get("shd")) or ground
        filled = _colour(told.get("textFill"))
        colour = filled or _colour(told.get("color")) or (0, 0, 0)
        hidden = _on(told.get("vanish")) or size <= SMALLEST or told.get("textFill") == _UNFILLED
        hidden = hidden or (under is not None and ("color" in told or filled is not None) and _near(colour, under))
        raised = (
            told.get("vertAlign") in ("superscript", "subscript") or abs(_number(told.get("position"), 0)) >= LIFTED
        )
        struck = _on(told.get("strike")) or _on(told.get("dstrike"))
        shape = (size, tuple(part // 48 for part in colour), _on(told.get("b")), _on(told.get("i")))
        pushed = _number(told.get("spacing"), 0) <= -OVERLAP * size or _number(told.get("w"), 100) < NARROWEST
        return Look(hidden, struck, raised, shape, blurred=pushed or told.get("rFonts") in _SIGN_FONTS)

    def _of(self, style: str | None) -> Properties:
        """The properties that a style gives its letters, with those of what it is based on."""
        if style not in self._known:
            found: Properties = {}
            for node in reversed(list(self._chain(style))):
                found.update(_properties(node.find(f"{W}rPr")))
            self._known[style] = found
        return self._known[style]

    def _chain(self, style: str | None) -> Iterable[etree._Element]:
        for _ in range(DEEPEST):
            node = self._nodes.get(style) if style else None
            if node is None:
                return
            yield node
            based = node.find(f"{W}basedOn")
            style = based.get(f"{W}val") if based is not None else None

    @cached_property
    def plain(self) -> Look:
        """How letters look of which nothing is said."""
        return self._look({}, {}, _WHITE)


def ground_of(cell: etree._Element | None, otherwise: Colour | None) -> Colour | None:
    """The colour of a cell's ground."""
    shading = cell.find(f"{W}tcPr/{W}shd") if cell is not None else None
    return _ground(_value(shading)) if shading is not None and _ground(_value(shading)) else otherwise


def _properties(node: etree._Element | None) -> Properties:
    """What a list of properties says, by name; one that is only named is on."""
    if node is None:
        return {}
    return {etree.QName(child).localname: _value(child) for child in node if isinstance(child.tag, str)}


def _value(node: etree._Element) -> str:
    if node.tag == f"{W}shd":
        return (node.get(f"{W}color") if node.get(f"{W}val") == "solid" else node.get(f"{W}fill")) or "auto"
    if node.tag == f"{W}color":
        by_theme = _THEME.get(node.get(f"{W}themeColor")) if node.get(f"{W}val") in (None, "auto") else None
        return by_theme or node.get(f"{W}val") or "1"
    if node.tag == f"{W}rFonts":
        return node.get(f"{W}ascii") or "1"
    if etree.QName(node).localname == "textFill":
        return _filling(node)
    return node.get(f"{W}val") or "1"


def _filling(node: etree._Element) -> str:
    """What Word since 2010 fills letters with, whatever their colour; "1" where that can't be told."""
    if node.find("{*}noFill") is not None:
        return _UNFILLED
    solid = node.find("{*}solidFill")
    if solid is None or not len(solid):
        return "1"
    told, changes = next((value for key, value in solid[0].items() if key.endswith("}val")), ""), list(solid[0])
    if any(etree.QName(one).localname == "alpha" and one.values() == ["100000"] for one in changes):
        return _UNFILLED
    return "1" if changes else _THEME.get(told, told) or "1"


def _on(value: str | None) -> bool:
    return value is not None and value not in _OFF


def _number(value: str | None, otherwise: int) -> int:
    try:
        return int(float(value)) if value else otherwise
    except ValueError:
        return otherwise


_NAMED = {
    "white": _WHITE, "black": (0, 0, 0), "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255),
    "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0), "lightGray": (192, 192, 192),
    "darkGray": (128, 128, 128),
}  # fmt: skip


def _colour(value: str | None) -> Colour | None:
    if value in _NAMED:
        return _NAMED[value]
    try:
        return tuple(bytes.fromhex(value)) if value and len(value) == 6 else None
    except ValueError:
        return None


def _ground(value: str | None) -> Colour | None:
    return None if value in (None, "auto", "none") else _colour(value)


def _near(one: Colour, two: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) <= PALE
