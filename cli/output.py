"""Where a command's table goes: to a file, to a pipe, or to a terminal as people read it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from rich.cells import cell_len

from analytics.export import FORMATS, Format, Table


def _aligned(table: Table, out: BinaryIO, lang: str) -> None:
    """Columns two blanks apart; a hanzi is two wide. Never wrapped or cut, so that a pipe gets all of it."""
    lines: list[Sequence[str]] = [table.header, *([str(cell) for cell in row] for row in table.rows)]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(table.header))]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        out.write(f"{'  '.join(cells).rstrip()}\n".encode())


def written(content: bytes, output: Path | None) -> None:
    """Write a file whole or not at all, or to standard output. Raises BadRequest if it can't be written."""

    def stream(_: Table, out: BinaryIO, __: str) -> None:
        out.write(content)

    put(Table("", (), ()), Format("", "", "", stream), output, "")


READABLE = Format("table", "txt", "text/plain", _aligned)
_KNOWN = {READABLE.name: READABLE, **FORMATS}


def chosen(name: str | None, output: Path | None) -> Format:
    """The format asked for; if none, the one that the file's name ends in, else the readable table."""
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return _KNOWN[name] if name else FORMATS.get(suffix, READABLE)


def put(table: Table, format: Format, output: Path | None, lang: str) -> None:
    """Write the table to a file or to standard output. Raises BadRequest if the file can't be written."""
    if output:
        format.save(table, output, lang)
    else:
        format.stream(table, sys.stdout.buffer, lang)
        sys.stdout.buffer.flush()
