"""Conditional formats of a workbook: those that hide, strike or change what a cell shows when their condition holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from data.readers.looks import Seen
from data.readers.sheets import OTHERWISE, At

Colour = tuple[int, int, int]
Reads = Callable[[Any], Colour | None]
PALE = 30  # of 255: what differs less from its ground can't be seen
_TESTS: Mapping[str, Callable[[Decimal, list[Decimal]], bool]] = {
    "equal": lambda value, told: value == told[0],
    "notEqual": lambda value, told: value != told[0],
    "lessThan": lambda value, told: value < told[0],
    "lessThanOrEqual": lambda value, told: value <= told[0],
    "greaterThan": lambda value, told: value > told[0],
    "greaterThanOrEqual": lambda value, told: value >= told[0],
    "between": lambda value, told: told[0] <= value <= told[-1],
    "notBetween": lambda value, told: not told[0] <= value <= told[-1],
}


class Conditions:
    """The rules of a sheet that change what is shown of a number; `rgb` tells a colour of the library's."""

    def __init__(self, sheet: Any, rgb: Reads) -> None:
        self._rgb = rgb
        self._rules = [
            (area, rule)
            for one in sheet.conditional_formatting
            for rule in one.rules
            if _changes(rule) or _font_colour(rule) is not None
            for area in one.sqref.ranges
        ]

    def seen(self, at: At, cell: Any, told: Seen) -> Seen:
        """What a cell shows, given what it would show without them."""
        for area, rule in self._rules if told.text else ():
            row, column = at
            if not (area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col):
                continue
            hides, holds = self._hides(rule, cell), _holds(rule, cell.value)
            if holds is False or not (hides or _changes(rule)):
                continue
            told = Seen("") if hides and holds else Seen(told.text, told.doubt or OTHERWISE)
        return told

    def _hides(self, rule: Any, cell: Any) -> bool:
        colour = self._rgb(_font_colour(rule)) if _font_colour(rule) is not None else None
        fill = rule.dxf.fill if rule.dxf is not None else None
        ground: Colour | None = (255, 255, 255)
        if fill is not None and fill.bgColor is not None and fill.patternType in (None, "solid"):
            ground = self._rgb(fill.bgColor)
        elif cell.fill is not None and cell.fill.patternType == "solid":
            ground = self._rgb(cell.fill.fgColor)
        if colour is None or ground is None:
            return False
        return max(abs(a - b) for a, b in zip(colour, ground, strict=True)) <= PALE


def _font_colour(rule: Any) -> Any:
    font = rule.dxf.font if rule.dxf is not None else None
    return font.color if font is not None else None


def _changes(rule: Any) -> bool:
    """Whether a rule strikes a number, shows it in another format, or a bar or sign in its place."""
    style = rule.dxf
    alone = any(one is not None and one.showValue is False for one in (rule.dataBar, rule.iconSet))
    struck = style is not None and style.font is not None and bool(style.font.strike)
    return alone or struck or (style is not None and style.numFmt is not None)


def _holds(rule: Any, value: object) -> bool | None:
    """Whether a rule's condition holds for a value; None where that is not worked out here."""
    test = _TESTS.get(rule.operator or "") if rule.type == "cellIs" else None
    if test is None or isinstance(value, bool) or not isinstance(value, int | float) or not rule.formula:
        return None
    try:
        return test(Decimal(str(value)), [Decimal(one) for one in rule.formula])
    except InvalidOperation:
        return None
