"""Where a cell comes from: its text as it stands and the lines around it; and the document itself."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from html import escape
from pathlib import PurePath

import streamlit as st

import words
from analytics.export.form_table import cell_words, place_words
from analytics.sheet import Sheet, SheetCell
from data import readers
from data.errors import GongkaiError
from data.model import Document, Place, Status
from data.store import Store
from pages.unit import exports
from ui import document_view, markup, panel
from ui.shell import Shell


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(_store: Store, name: str, sha256: str) -> Document:
    """The document as its reader gives it. Raises GongkaiError, which is not kept: the true file may come back."""
    return readers.read(name, _store.document(sha256))


@st.cache_resource(max_entries=64, show_spinner=False)
def _cutting(_store: Store, name: str, sha256: str, place: Place) -> bytes | None:
    """The cell as its page is printed; None where there is no such picture."""
    from data.readers.cutting import cutting  # loads what only these pictures need

    with suppress(GongkaiError):
        return cutting(name, _store.document(sha256), place)
    return None


def document(found: Sheet, now: Shell) -> tuple[Document | None, str]:
    """The document that the report was read from; or None and why it can't be had."""
    if not found.report:
        return None, ""
    try:
        return _read(now.store, found.report.source_file, found.report.sha256), ""
    except GongkaiError as error:
        return None, error.say(now.lang)


def _close() -> None:
    st.query_params.pop("cell", None)


def _about(cell: SheetCell, found: Sheet, lang: str) -> str:
    _, row, column = exports.labels(cell.code, found)
    facts = [exports.exact(cell, lang), cell_words(cell, lang)]
    if cell.status is Status.DOUBTFUL:
        facts.append(words.say("unit.source_confidence", lang, percent=round(100 * cell.confidence)))
    said = "".join(f"<span>{escape(part)}</span>" for part in facts if part)
    path = escape(" › ".join(filter(None, (*row.split("/"), column))))
    return f'<p class="gk-source"><b>{path}</b>{said}</p>'


def show(found: Sheet, cell: SheetCell | None, now: Shell) -> None:
    """The marked cell's source, or how to ask for one."""
    with st.container(key="cell-source", gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            panel.small(words.say("unit.source_kicker", now.lang))
            if cell:
                st.button(words.say("unit.close", now.lang), on_click=_close, type="tertiary", key="close-source")
        if cell is None:
            panel.small(words.say("unit.source_none", now.lang))
            return
        st.html(_about(cell, found, now.lang))
        if cell.status is Status.MISSING or cell.place == Place():
            panel.small(words.say("unit.source_no_place", now.lang))
            return
        _show_cutting(found, cell, now)
        read, why = document(found, now)
        near = document_view.excerpt(read, cell.place) if read else ""
        if near:
            markup.show(near, key="excerpt", sheet="document_view")
        else:
            panel.small(why or words.say("unit.source_lost", now.lang))


def _show_cutting(found: Sheet, cell: SheetCell, now: Shell) -> None:
    """The place on the page itself, if it is one of a PDF: what was read can be held against it."""
    report = found.report
    picture = report and _cutting(now.store, report.source_file, report.sha256, cell.place)
    if picture:
        said = escape(words.say("unit.source_picture", now.lang, place=place_words(cell.place, now.lang)))
        data = b64encode(picture).decode("ascii")
        st.html(f'<figure class="gk-cutting"><img src="data:image/png;base64,{data}" alt="{said}"></figure>')


def show_document(found: Sheet, cell: SheetCell | None, now: Shell) -> None:
    """The whole document: to download as it came, and to read with its line numbers."""
    report = found.report
    if report is None:
        return
    with st.container(key="panel-document", gap="xsmall"):
        panel.small(words.say("unit.document_kicker", now.lang, file=report.source_file))
        st.header(words.say("unit.document_title", now.lang), anchor=False)
        shown = st.expander(words.say("unit.document_show", now.lang), on_change="rerun", key="document-open")
        with shown:
            read, why = document(found, now) if shown.open else (None, "")
            if read:
                markup.show(
                    document_view.whole(read, cell.place if cell else Place()), key="document", sheet="document_view"
                )
            elif shown.open:
                panel.small(why or words.say("unit.source_lost", now.lang))
        with panel.foot("document"):
            with st.container(width="stretch"):
                panel.small(words.say("unit.document_note", now.lang))
            if not now.store.has(report.sha256):  # a button that could not keep its promise is not offered
                panel.small(words.say("unit.document_damaged", now.lang))
                return
            label, data = words.say("unit.document_download", now.lang), lambda: now.store.document(report.sha256)
            name = PurePath(report.source_file.replace("\\", "/")).name
            mime = "application/octet-stream"  # never shown, whatever it holds
            panel.download(label, data, name, mime, "download-document", ":material/download:")
