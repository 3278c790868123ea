"""Numbers that Word itself puts before paragraphs: they are shown, and no text holds them."""

from __future__ import annotations

from lxml import etree

from data.readers.word_looks import W


class Numbering:
    """The lists of a document, from its numbering part; none at all if it has none."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = list(root) if root is not None else []
        self._levels = {
            node.get(f"{W}abstractNumId"): {one.get(f"{W}ilvl"): one for one in node.iter(f"{W}lvl")}
            for node in nodes
            if node.tag == f"{W}abstractNum"
        }
        self._lists = {node.get(f"{W}numId"): node for node in nodes if node.tag == f"{W}num"}

    def counts(self, properties: list[etree._Element]) -> bool:
        """Whether a number is put before a paragraph; given its properties, then those of its styles."""
        found = [one for node in properties if (one := node.find(f"{W}numPr")) is not None]
        list_, level = (self._first(found, name) for name in ("numId", "ilvl"))
        if not list_ or list_ not in self._lists:
            return False
        return _is_counted(self._level(self._lists[list_], level or "0"))

    @staticmethod
    def _first(found: list[etree._Element], name: str) -> str | None:
        told = (one.find(f"{W}{name}") for one in found)
        return next((one.get(f"{W}val") for one in told if one is not None), None)

    def _level(self, list_: etree._Element, level: str) -> etree._Element | None:
        for one in list_.iter(f"{W}lvlOverride"):
            if one.get(f"{W}ilvl") == level and (own := one.find(f"{W}lvl")) is not None:
                return own
        base = list_.find(f"{W}abstractNumId")
        return self._levels.get(base.get(f"{W}val"), {}).get(level) if base is not None else None


def _is_counted(level: etree._Element | None) -> bool:
    """Whether a level of a list shows a number, and not a bullet or nothing."""
    if level is None:
        return False
    form, text = (node.get(f"{W}val") if node is not None else None for node in _told(level))
    return form not in ("none", "bullet") and "%" in (text or "")


def _told(level: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    return level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
