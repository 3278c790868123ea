"""Texts whose lines hold up patterns and loops; all stand in a report that would be read without them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from data.demo.render import text
from tests import factory

MOST = 560_000  # characters; a little below what a text may have
Content = Callable[[Random], bytes]
# What a line is made of, again and again.
UNITS = {
    "dashes": "-",
    "bars": "|",
    "bars and dashes": "|---",
    "government": "人民政府",
    "digits": "1",
    "digits apart": "1 ",
    "numerals": "一",
    "numbering": "一、",
    "brackets": "（",
    "brackets shut": "（）",
    "commas": "，1件",
    "crosses": "×",
    "dots": ".",
    "ligatures": "ﷺ",
    "publicity": "公开",
    "applications": "收到申请1件",
    "titles": "云山镇2020年政府信息公开工作年度报告",
    "labels": "本年新收政府信息公开申请数量",
    "towns": "云山镇",
    "dates": "2020年1月1日",
    "stars": "*#> ",
    "quotes": "“”《》",
    "blanks": "\u3000",
    "turned": "\u202e",
}
# Rows of a line each.
ROWS = {
    "rows of bars": "|",
    "rows of dashes": "|---|",
    "rows of numbers": "1",
    "rows of blanks": "\t",
    "rows of headings": "一、总体情况",
    "rows of labels": "（一）予以公开",
    "rows of words": "见附件",
    "rows of sums": "其他 1 2 3 4 5 6 21",
    "rows of titles": "云山镇2020年政府信息公开工作年度报告",
    "rows of notes": "（其中）",
}


@cache
def lines() -> tuple[str, ...]:
    """A whole report."""
    return tuple(text(factory.report(1, "云山镇", 2020)).split("\n"))


def _lines(unit: str, middle: bool, longest: int = 55_000) -> Content:
    """As many lines of so many characters as a text may have, in the prose or between the rows of a table."""

    def made(_: Random) -> bytes:
        at = len(lines()) // 2 if middle else 6
        line = unit * (longest // len(unit))
        return "\n".join([*lines()[:at], *[line] * ((MOST - 10_000) // longest), *lines()[at:]]).encode()

    return made


def _many(row: str) -> Content:
    def made(_: Random) -> bytes:
        at = len(lines()) // 2
        count = min(MOST // (len(row) + 1), 55_000)
        return "\n".join([*lines()[:at], *[row] * count, *lines()[at:]]).encode()

    return made


def _rule(_: Random) -> bytes:
    return "\n".join([*lines()[:6], "|" + "-" * 70 + "云", *lines()[6:]]).encode()


def _surrogates(draw: Random) -> bytes:
    signs = "".join(chr(draw.randrange(0xD800, 0xE000)) for _ in range(100_000))
    return ("\n".join(lines()[:9]) + signs).encode("utf-8", "surrogatepass")


def _mixed(draw: Random) -> bytes:
    return "".join(draw.choices("一二1234（）()|｜-—年月日镇县局公开，。、 \t\n", k=MOST)).encode()


FILES: dict[str, Content] = {
    "rule.txt": _rule,
    **{f"lines of {name}.txt": _lines(unit, False) for name, unit in UNITS.items()},
    "one line.txt": _lines("人民政府", False, MOST - 10_000),
    **{f"{name}.txt": _many(row) for name, row in ROWS.items()},
    "surrogates.txt": _surrogates,
    "mixed.txt": _mixed,
    "utf-16 garbage.txt": lambda draw: b"\xff\xfe" + draw.randbytes(1_000_001),
    "noise.txt": lambda draw: draw.randbytes(2_000_000),
    "zeros.txt": lambda _: bytes(40 * 2**20),
    "one byte.txt": lambda _: b"\xe4",
    "long.txt": lambda _: "公开".encode() * 8_000_000,
    "gbk as utf-8.txt": lambda _: ("\n".join(lines()).encode().decode("gbk", "replace") * 30).encode(),
}
FILES |= {
    f"{name} in a table.txt": _lines(UNITS[name], True) for name in ("bars", "digits apart", "government", "labels")
}
CHEAP = {"rule.txt", "surrogates.txt", "noise.txt", "one byte.txt", "one line.txt"}
