"""Where style sheets put the text of a page's elements: off the page, aside, apart from their neighbours, turned."""

from __future__ import annotations

import re

from data.readers.css import Declarations

AWAY = -400.0  # pixels left of or above the page
USUAL = 16.0  # pixels
GAP = 0.25  # of the size: half a digit's width
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "rem": USUAL, "": 1.0}
LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(px|pt|pc|in|cm|mm|rem|em|ex|%|)")
_TURN = re.compile(r"rotate(?:z)?\(\s*([+-]?[\d.]+)\s*(deg|turn|rad|grad)")
_NOTHING = re.compile(r"scale[xy]?\(\s*0\s*[,)]|scale3d\(\s*0")
_CUT = re.compile(
    r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0\s+0\s*,\s*0\s+0"
)
_SHIFT = re.compile(r"(?:translate(?:x|y|3d)?\(\s*|^\s*)(-\d[\d.]*(?:px|em|rem|pt))")
_CHANGING = (
    *("transform", "translate", "scale", "rotate", "zoom", "filter", "mask", "mask-image"),
    *("-webkit-mask", "-webkit-mask-image"),
)


def pixels(value: str | None, size: float) -> float | None:
    """Pixels; None for what is no length."""
    found = LENGTH.fullmatch(value.strip()) if value else None
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    return number * {"em": size, "ex": size / 2, "%": size / 100}.get(unit, _UNITS.get(unit, 1.0))


def is_away(said: Declarations, size: float) -> bool:
    """Whether an element is moved off the page, cut away or shrunk to nothing."""
    moved = [said.get(name) for name in (("left", "top") if "position" in said else ())] + [said.get("text-indent")]
    moved += [said.get("margin-left"), *_SHIFT.findall(f"{said.get('transform', '')} {said.get('translate', '')}")]
    far = [length for value in moved if (length := pixels(value, size)) is not None]
    clips = any(said.get(name, "").startswith(("hidden", "clip")) for name in ("overflow", "overflow-x", "overflow-y"))
    flat = [pixels(said.get(name), size) for name in ("width", "height", "max-width", "max-height")]
    cut = _CUT.search(said.get("clip", "") + said.get("clip-path", "")) or _NOTHING.search(said.get("transform", ""))
    closed = clips and any(length is not None and length <= 1 for length in flat)
    return closed or bool(cut) or any(length <= AWAY for length in far)


def is_slanted(said: Declarations) -> bool:
    """Whether text is slanted, as watermarks and stamps are."""
    found = _TURN.search(said.get("transform", ""))
    if found is None:
        return False
    degrees = float(found[1]) * {"deg": 1, "turn": 360, "rad": 57.2958, "grad": 0.9}[found[2]]
    return abs((degrees + 45) % 90 - 45) > 4


def is_placed(said: Declarations, size: float) -> bool:
    """Whether an element may stand elsewhere than between its neighbours in the text, or apart from them."""
    if said.get("float", "none") != "none" or "order" in said:
        return True
    if any(said.get(name, "none") not in ("none", "1", "normal", "100%") for name in _CHANGING):
        return True
    if said.get("position", "static") in ("absolute", "fixed") or "gradient(" in said.get("background", ""):
        return True
    sides = [name for name in ("left", "right") if said.get("position") == "relative"]
    told = [said.get(name) for name in (*sides, "margin-left", "margin-right", "padding-left", "padding-right")]
    for name in ("margin", "padding"):
        parts = said.get(name, "").split()
        told += [parts[1 % len(parts)], parts[-1 if len(parts) == 4 else 1 % len(parts)]] if parts else []
    told += [said["width"]] if said.get("display") == "inline-block" and "width" in said else []
    return any(abs(pixels(one, size) or 0) > GAP * size for one in told)


def is_veiled(said: Declarations, size: float) -> bool:
    """Whether letters lie on each other, are mirrored, or shown as dots."""
    pushed = pixels(said.get("letter-spacing"), size) or 0
    mirrored = "scalex(-" in said.get("transform", "")
    return pushed <= -GAP * size or mirrored or said.get("-webkit-text-security", "none") != "none"
