"""A file format: its name, and how a table becomes a file of it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from analytics.export.table import Table
from data.errors import BadRequest


@dataclass(frozen=True)
class Format:
    """`stream` writes a table to an open file, row by row; `preamble` comes before it in files, not in pipes."""

    name: str
    suffix: str
    mime: str
    stream: Callable[[Table, BinaryIO, str], None]
    preamble: bytes = b""

    def write(self, table: Table, lang: str) -> bytes:
        """The whole file, for a browser to save."""
        out = io.BytesIO(self.preamble)
        out.seek(0, io.SEEK_END)
        self.stream(table, out, lang)
        return out.getvalue()

    def save(self, table: Table, path: Path, lang: str) -> None:
        """The file at `path`, whole or not at all. Raises BadRequest if it can't be written there."""
        draft = path.with_name(f".{path.name}.part")
        try:
            with draft.open("wb") as out:
                out.write(self.preamble)
                self.stream(table, out, lang)
            os.replace(draft, path)
        except OSError as error:  # Windows: the file may be open in a spreadsheet
            raise BadRequest("output_unwritable", file=path, detail=error.strerror or str(error)) from error
        finally:
            draft.unlink(missing_ok=True)


def decimal(value: object) -> Decimal | None:
    """A cell of a decimal column as the number it is."""
    return None if value is None or value == "" else value if isinstance(value, Decimal) else Decimal(str(value))
