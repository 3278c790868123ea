"""The document as people know it, its own page or its lines and tables, with the cell in hand marked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

import words
from analytics import faults
from analytics.export import form_table
from analytics.sheet import Sheet, SheetCell
from data.errors import GongkaiError
from data.model import Place
from data.store import Store
from pages.unit import source
from ui import desk, document_view, markup, panel
from ui.shell import Shell

if TYPE_CHECKING:
    from data.readers.cutting import Leaf


def show(found: Sheet, cell: SheetCell | None, now: Shell) -> None:
    """The whole document, or the page of a PDF; a click on a cell of it chooses that cell, in the form too."""
    panel.small(desk.say("document", now))
    read, why = source.document(found, now)
    if read is None:
        panel.small(why or words.say("unit.source_lost", now.lang))
        return
    links = _links(found, now.lang)
    number = _page(found, cell, now)
    page = _leaf(now.store, found.report.source_file, found.report.sha256, number) if number and found.report else None
    if page is not None:
        name = words.say("unit.source_picture", now.lang, place=form_table.place_words(Place(page=number), now.lang))
        html = document_view.printed(page, links, name)
    else:
        html = document_view.whole(read, cell.place if cell else Place(), links)
    markup.show(html, key="review-document", sheet="document_view", current=cell.code if cell else "")


@st.cache_resource(max_entries=32, show_spinner=False)
def _leaf(_store: Store, name: str, sha256: str, number: int) -> Leaf | None:
    """The page of a PDF as it is printed; None where there is no such picture."""
    from data.readers.cutting import leaf  # loads what only these pictures need

    with suppress(GongkaiError):
        return leaf(name, _store.document(sha256), number)
    return None


def _links(found: Sheet, lang: str) -> dict[Place, tuple[str, str]]:
    """The places at which one cell of the form stands, and no other: with its code, and what was read there."""
    standing: dict[Place, list[SheetCell]] = {}
    for cell in found.cells.values():
        standing.setdefault(cell.place, []).append(cell)
    return {
        place: (cell.code, f"{faults.cell(cell.code, found, lang)} {form_table.shown_text(cell)}")
        for place, [cell, *more] in standing.items()
        if not more and place != Place()
    }


def _page(found: Sheet, cell: SheetCell | None, now: Shell) -> int:
    """The page shown of a PDF: that of the cell in hand, or the one turned to; 0 where the document has no pages."""
    pages = sorted({each.place.page for each in found.cells.values() if each.place.page})
    last = pages[-1] if pages else 0
    if last < 2:
        return last
    usual = (cell.place.page if cell else None) or pages[0]
    turned = st.segmented_control(
        desk.say("document", now),
        range(1, last + 1),
        default=usual,
        required=True,
        key=f"review-page-{found.path}-{found.year}-{cell.code if cell else ''}",
        format_func=lambda n: desk.say("page_of", now, n=n),
        label_visibility="collapsed",
    )
    return int(turned or usual)
