"""What a page shows that is no text of it: the values in its fields, and pictures."""

from __future__ import annotations

import re

from lxml import etree

FIELDS = frozenset(("input", "select", "textarea"))
_WITHOUT_TEXT = frozenset((
    "hidden",
    "checkbox",
    "radio",
    "button",
    "submit",
    "reset",
    "image",
    "file",
    "password",
    "color",
    "range",
))
_PICTURES = frozenset(("img", "svg", "canvas", "object", "embed", "picture", "video", "imagedata", "v:imagedata",
    "button", "iframe", "script", "meter", "progress"))  # fmt: skip
SPACER = 3  # pixels: a picture so small only keeps cells apart


def shown_in(field: etree._Element) -> str:
    """The text that stands in a field."""
    if field.tag == "textarea":
        return "".join(field.itertext())
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return "".join(chosen[-1].itertext()).strip() if chosen else ""
    return "" if (field.get("type") or "text").lower() in _WITHOUT_TEXT else field.get("value") or ""


def is_picture(node: etree._Element) -> bool:
    """Whether an element is a picture, or a thing of the browser's own, that may show a number."""
    sides = [re.match(r"\s*(\d+)", node.get(side) or "") for side in ("width", "height")]
    small = any(side is not None and int(side[1][:6]) <= SPACER for side in sides)
    return node.tag in _PICTURES and not small
