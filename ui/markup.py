"""Mounts HTML of ours whose `data-cell` links answer in place, for the report table and the document.

`st.html` cannot call Python. Here each such element is a true link (its address opens the same cell
in a new tab), a plain click or Enter reruns only the panel, and arrow keys move between cells. The
HTML must be escaped by whoever made it.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


# One component a sheet of style, each only as heavy as what it draws.
_MOUNTS = {
    sheet: st.components.v2.component(
        f"gongkai_{sheet}",
        html='<div class="gk-host"></div>',
        css=_text("paper.css") + _text(f"{sheet}.css"),
        js=_text("markup.js"),
    )
    for sheet in ("marks", "report_table", "document_view")
}


def show(
    html: str, key: str, sheet: str = "marks", current: str = "", reveal: bool = False, everywhere: bool = False
) -> None:
    """Draw `html` in one of the sheets of style, its element for `current` marked; a click on a cell's link
    writes the cell's code into the address.

    `reveal` scrolls the page to the marked element, unless it was clicked right there. A click reruns
    the fragment that the element is in; with `everywhere` the whole page.
    """

    def picked() -> None:
        st.query_params["cell"] = st.session_state[key]["picked"]

    data = {"html": html, "current": current, "reveal": reveal}
    drawn = _MOUNTS[sheet](key=key, data=data, on_picked_change=picked)
    if everywhere and drawn.picked:
        st.rerun()
