"""Where pages go: formats, names that any system takes, files written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import words
from data.errors import BadRequest

if TYPE_CHECKING:
    from analytics.export.page import Page

LONGEST = 80  # characters of a name; paths have an end too
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@dataclass(frozen=True)
class Format:
    """A kind of file that a page can be; its writer is a module of analytics.export, loaded when it writes."""

    suffix: str
    mime: str

    def write(self, page: Page) -> bytes:
        """The page as one file."""
        written: bytes = import_module(f"analytics.export.{self.suffix}").write(page)
        return written


FORMATS = {
    "html": Format("html", "text/html"),
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def file_name(text: str) -> str:
    """The text as a file's name on any system, Windows among them."""
    name = _FORBIDDEN.sub("_", text)[:LONGEST].strip(" .") or "_"
    return f"_{name}" if _RESERVED.match(name) else name


def addresses(units: Iterable[str], lang: str, suffix: str) -> dict[str, str]:
    """Path of a unit → its page's address in the folder; no two differ by capitals alone."""
    folder, taken, found = words.say("brief.folder", lang), set(), {}
    for unit in units:
        name, number = file_name(unit), 1
        while name.lower() in taken:
            number += 1
            name = f"{file_name(unit)}_{number}"
        taken.add(name.lower())
        found[unit] = f"{folder}/{name}.{suffix}"
    return found


def save(page: Page, path: Path, format: Format) -> None:
    """The page as a file, whole or not at all. Raises BadRequest if it can't be written there."""
    put(format.write(page), path)


def put(content: bytes, path: Path) -> None:
    """A file with this content, whole or not at all. Raises BadRequest if it can't be written there."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        os.replace(draft, path)
    except OSError as error:  # Windows: the file may be open in a text processor
        raise BadRequest("output_unwritable", file=path, detail=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
