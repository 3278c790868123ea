"""Formulas of a workbook saved without results: sums, differences, products of cells, worked out exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, DecimalException

from openpyxl.utils import range_boundaries

Found = Decimal | str | None  # what stands in a cell; a text that begins with “=” is a formula
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)"
    r"|(?P<cells>(?:(?:'[^']+'|[^\W\d][\w.]*)!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"
    r"|(?P<name>[A-Za-z]+)\(|(?P<sign>[-+*/(),]))"
)
DEEPEST = 40  # formulas within formulas
LONGEST = 1000  # characters
MOST_CELLS = 2000  # that a sum runs over


class _Unknown(Exception):
    """A formula that is not worked out here."""


class Formulas:
    """Works out formulas; `cell` gives what stands in a row and column of a sheet, named or (None) the same one."""

    def __init__(self, cell: Callable[[str | None, int, int], Found]) -> None:
        self._cell = cell

    def value(self, formula: str, depth: int = 0) -> Decimal | None:
        """The result, or None if it can't be told."""
        try:
            return self._value(formula, depth)
        except (_Unknown, DecimalException, ValueError, RecursionError):
            return None

    def _value(self, formula: str, depth: int) -> Decimal:
        if depth > DEEPEST or len(formula) > LONGEST:
            raise _Unknown
        tokens: list[tuple[str, str]] = []
        place, text = 0, formula.removeprefix("=").strip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None or not found.lastgroup:
                raise _Unknown
            tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        reader = _Reader(tokens, lambda cells: self._cells(cells, depth))
        result = reader.sum()
        if reader.tokens:
            raise _Unknown
        return result

    def _cells(self, cells: str, depth: int) -> Iterator[Decimal | None]:
        """The numbers in a cell or range; None for each that holds none."""
        sheet, _, plain = cells.rpartition("!")
        left, top, right, bottom = range_boundaries(plain.replace("$", ""))
        if None in (left, top, right, bottom) or (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
            raise _Unknown
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found = self._cell(sheet.strip("'") or None, row, column)
                if isinstance(found, str) and found.startswith("="):
                    found = self._value(found, depth + 1)
                yield found if isinstance(found, Decimal) else None


class _Reader:
    """Reads a formula from its tokens, from left to right."""

    def __init__(self, tokens: list[tuple[str, str]], cells: Callable[[str], Iterator[Decimal | None]]) -> None:
        self.tokens = tokens
        self.cells = cells

    def sum(self) -> Decimal:
        total = self.product()
        while self._next() in (("sign", "+"), ("sign", "-")):
            _, sign = self.tokens.pop(0)
            other = self.product()
            total = total + other if sign == "+" else total - other
        return total

    def product(self) -> Decimal:
        total = self.one()
        while self._next() in (("sign", "*"), ("sign", "/")):
            _, sign = self.tokens.pop(0)
            other = self.one()
            total = total * other if sign == "*" else total / other
        return total

    def one(self) -> Decimal:
        kind, text = self.tokens.pop(0) if self.tokens else ("", "")
        if kind == "number":
            return Decimal(text)
        if kind == "sign" and text in "+-":
            return self.one() if text == "+" else -self.one()
        if kind == "sign" and text == "(":
            inner = self.sum()
            self._expect(")")
            return inner
        if kind == "cells":
            [value, *more] = self.cells(text)
            if more:
                raise _Unknown
            return value or Decimal(0)
        if kind == "name" and text.upper() == "SUM":
            return self._added()
        raise _Unknown

    def _added(self) -> Decimal:
        total = Decimal(0)
        while True:
            alone = len(self.tokens) > 1 and self.tokens[1] in (("sign", ","), ("sign", ")"))
            if self.tokens and self.tokens[0][0] == "cells" and alone:
                total += sum((value or Decimal(0) for value in self.cells(self.tokens.pop(0)[1])), Decimal(0))
            else:
                total += self.sum()
            if self._next() == ("sign", ","):
                self.tokens.pop(0)
                continue
            self._expect(")")
            return total

    def _next(self) -> tuple[str, str]:
        return self.tokens[0] if self.tokens else ("", "")

    def _expect(self, sign: str) -> None:
        if self._next() != ("sign", sign):
            raise _Unknown
        self.tokens.pop(0)
