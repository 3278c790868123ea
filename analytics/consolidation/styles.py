"""How cells of the workbook look: faces of an office, frames, and numbers with as many decimals as they have."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from analytics.consolidation.cell import Part, Sum
from analytics.consolidation.layout import CAPTION
from data.numbers import plain

TITLE, HEAD, BODY, SONG = "方正小标宋简体", "黑体", "仿宋", "宋体"
DIGITS = 15  # that a spreadsheet keeps
# What stands beside or in place of the number of a part; the number stays one that adds up.
MARKS = {"doubtful": '{}"?"', "partly": '{}"?"', "nil": '"/"'}


def places(number: Decimal) -> int:
    """How many decimals a number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fits(number: Decimal) -> bool:
    return len(plain(abs(number)).replace(".", "").lstrip("0")) <= DIGITS


def exact(one: Sum) -> bool:
    """Whether a spreadsheet holds the sum and all that it adds up."""
    numbers = [one.value, *(part.value for part in one.parts)]
    return all(_fits(number) for number in numbers if number is not None)


def shape(number: Decimal) -> str:
    """The number format that prints a number in full."""
    return f"0.{'0' * places(number)}" if places(number) else "0"


def marked(part: Part, number: Decimal) -> str:
    """The number format of a part, which shows what is to be known of it."""
    mark = '{}"（更正）"' if part.decided == "correct" else MARKS.get(part.state, "{}")
    return mark.format(shape(number))


@dataclass
class Styles:
    """The formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def _style(self, **how: object) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(key))
        return self.made[key]

    def text(self, face: str, size: float, *, middle: bool = False) -> Any:
        """A line of text that wraps."""
        aligned = "center" if middle else "left"
        return self._style(font_name=face, font_size=size, align=aligned, valign="vcenter", text_wrap=True)

    def label(self, from_left: bool, caption: bool) -> Any:
        """A caption, head or label of the form."""
        shade = {"bg_color": f"#{CAPTION}"} if caption else {}
        aligned = {"align": "left" if from_left else "center", "valign": "vcenter", "text_wrap": True}
        return self._style(font_name=SONG, font_size=9, border=1, **aligned, **shade)

    def number(self, one: Sum) -> Any:
        """A number on the form, with the unit beside it that its header does not name."""
        printed = one.printed or Decimal(0)
        unit = '"元"' if one.text.endswith("元") else ""
        return self._style(
            font_name=SONG, font_size=9, border=1, align="center", valign="vcenter", num_format=shape(printed) + unit
        )

    def plain(self, number_format: str = "General", *, bold: bool = False) -> Any:
        """A cell of the sheet of parts."""
        return self._style(font_name=SONG, font_size=10, bold=bold, num_format=number_format)
