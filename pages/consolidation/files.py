"""The files of sums: the report in the layout of the form, and the cells with their parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from analytics import consolidation
from analytics.brief.folder import file_name
from analytics.consolidation import Consolidation
from analytics.export import CSV
from ui import desk, panel
from ui.shell import Shell

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons(found: Consolidation, id: str, name: str, now: Shell) -> None:
    """A button each file, which is called `name`."""
    name = file_name(name)
    for kind, mime, write in _written(found, now):
        panel.download(desk.say(f"consolidation_{kind}", now), write, f"{name}.{kind}", mime, f"{id}-{kind}")


def _written(found: Consolidation, now: Shell) -> Iterator[tuple[str, str, partial[bytes]]]:
    yield "docx", DOCX, partial(consolidation.docx.write, found)
    yield "xlsx", XLSX, partial(consolidation.xlsx.write, found)
    yield "csv", CSV.mime, partial(_csv, found, now.lang)


def _csv(found: Consolidation, lang: str) -> bytes:
    return CSV.write(consolidation.table(found), lang)
