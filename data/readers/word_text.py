"""The text of a Word paragraph in pieces, each with its look: runs, fields, equations, readings over characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from data.readers.looks import UNTOLD, Look, Piece
from data.readers.package import OFFICE
from data.readers.word_looks import Colour, Styles, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = f"{{{OFFICE}officeDocument/2006/math}}"
DRAWING = f"{{{OFFICE}drawingml/2006/main}}"
VML = "{urn:schemas-microsoft-com:vml}"
CHUNK = f"{W}altChunk"
_KNOWN_NAMES = (OFFICE, "http://schemas.microsoft.com/office/", "urn:schemas-microsoft-com:")
_LINES = ("line", "straightConnector1")
_BOX = f"{W}txbxContent"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Fields that show something without holding it: circled and stacked letters, numbers that Word counts, signs.
_SHOWN_UNHELD = frozenset(("EQ", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SYMBOL"))
# What formulas arrange otherwise than side by side, hide or put between bars.
_ARRANGED = frozenset(f"{MATH}{tag}" for tag in (
    *("phant", "rad", "m", "eqArr", "limLow", "limUpp", "nary", "d", "groupChr"),
    *("strikeH", "strikeV", "strikeBLTR", "strikeTLBR"),
))  # fmt: skip
_PICTURES = ("drawing", "pict", "object", "sym")
# Deleted and moved-away text, the older twin of a drawing, the reading over a character, and what is no text at all.
SKIPPED = {
    *(f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sectPr", "rt")),
    *(f"{W}{tag}" for tag in ("tblPr", "trPr", "tcPr", "sdtPr", "binData")),
    f"{MC}Fallback",
}


class Texts:
    """Reads paragraphs one after the other; a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # for each field that is open, whether its result has begun
        self._chosen: list[str] = []
        self._told: list[str] = []  # their instructions

    def of(self, paragraph: etree._Element, ground: Colour | None) -> list[Piece]:
        """The pieces of a paragraph that stands on this ground."""
        return list(self._pieces(paragraph, paragraph.find(f"{W}pPr"), ground, None))

    def _pieces(
        self, node: etree._Element, around: etree._Element | None, ground: Colour | None, look: Look | None
    ) -> Iterator[Piece]:
        for child in node:
            tag = child.tag
            if tag == f"{W}instrText" and self._told:
                self._told[-1] += child.text or ""
            if not isinstance(tag, str) or tag in SKIPPED or tag == _BOX:
                continue
            if tag in _ARRANGED:
                yield UNTOLD, look or self._styles.plain
            if tag in (f"{W}r", f"{MATH}r"):
                own = self._styles.look(child.find(f"{W}rPr"), around, ground)
                lifted = replace(own, raised=True) if look is not None and look.raised else own
                yield from self._pieces(child, around, ground, lifted)
            elif tag in (f"{MATH}sup", f"{MATH}sub"):
                yield from self._pieces(child, around, ground, Look(raised=True))
            elif tag == f"{MATH}den":
                yield "/", look or self._styles.plain
                yield from self._pieces(child, around, ground, look)
            elif tag == f"{W}fldSimple" and _shows_unheld(child.get(f"{W}instr")) and child.find(f".//{W}t") is None:
                yield UNTOLD, look or self._styles.plain
            elif tag == f"{W}fldChar":
                yield from self._field(child, look or self._styles.plain)
            else:
                yield from self._sign(child, look or self._styles.plain)
                yield from self._pieces(child, around, ground, look)

    def _sign(self, node: etree._Element, look: Look) -> Iterator[Piece]:
        if not all(self._fields):  # within a field's instruction
            return
        if node.tag in (f"{W}t", f"{MATH}t"):
            yield node.text or "", look
        elif node.tag == f"{W}sym":
            yield chr(int(node.get(f"{W}char") or "0", 16) or 0xFFFD), look
        elif node.tag.startswith(W) and node.tag.removeprefix(W) in _SIGNS:
            yield _SIGNS[node.tag.removeprefix(W)], look

    def _field(self, node: etree._Element, look: Look) -> Iterator[Piece]:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
            self._chosen.append(_chosen(node))
            self._told.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
            self._chosen[-1] = ""
        elif kind == "end" and self._fields:
            held = self._fields.pop()
            chosen, told = self._chosen.pop(), self._told.pop()
            if not held and not chosen and _shows_unheld(told):
                chosen = UNTOLD
            if chosen and all(self._fields):
                yield chosen, look


def _shows_unheld(instruction: str | None) -> bool:
    """Whether a field shows something though the file holds no result of it."""
    words = (instruction or "").split(maxsplit=1)
    return bool(words) and words[0].upper() in _SHOWN_UNHELD


def _chosen(node: etree._Element) -> str:
    """What is chosen in a list to choose from; it has no other text."""
    choices = node.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(f"{W}val") or "" for entry in choices.iter(f"{W}listEntry")]
    told = choices.find(f"{W}result")
    number = told.get(f"{W}val") if told is not None else "0"
    return entries[int(number)] if number and number.isdigit() and int(number) < len(entries) else ""


def boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, without the copy kept for older programs."""
    for child in node:
        if child.tag == _BOX:
            yield child  # a box in it is its own paragraph's
        elif child.tag != f"{MC}Fallback":
            yield from boxes(child)


def choose(root: etree._Element) -> None:
    """Leave of what is given in several ways for newer and older programs the way that is shown: the first that asks
    for nothing but what Word knows, else the one for all others.
    """
    for node in list(root.iter(f"{MC}AlternateContent")):
        ways = [child for child in node if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
        shown = next((way for way in ways if way.tag == f"{MC}Fallback" or _is_known(way)), None)
        for way in ways:
            if way is not shown:
                node.remove(way)
        if shown is not None:
            shown.tag = f"{MC}Choice"


def _is_known(way: etree._Element) -> bool:
    needs = [way.nsmap.get(prefix, "") for prefix in (way.get("Requires") or "").split()]
    return all(not name or name.startswith(_KNOWN_NAMES) for name in needs)


def lined(cell: etree._Element) -> bool:
    """Whether a line is drawn across a cell, or from it."""
    drawn = (one.get("prst") for one in cell.iter(f"{DRAWING}prstGeom"))
    return next(cell.iter(f"{VML}line"), None) is not None or any(one in _LINES for one in drawn)


def pictured(cell: etree._Element) -> bool:
    """Whether a picture or an object stands in a cell."""
    return any(next(cell.iter(f"{W}{tag}"), None) is not None for tag in _PICTURES)
