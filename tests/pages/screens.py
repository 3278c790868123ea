"""Opens the app on a store without a browser, and reads what its charts and tables show."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ui.shell import PAGES

ROOT = Path(__file__).parents[2]


def app(monkeypatch: pytest.MonkeyPatch, folder: Path, **query: str | list[str]) -> AppTest:
    """The app as a browser finds it at an address, before its first run; `folder` is the user's own store."""
    monkeypatch.chdir(ROOT)  # the theme is read from the folder one is in
    monkeypatch.setenv("GONGKAI_STORE", str(folder))
    monkeypatch.setenv("GONGKAI_KIND", "own")
    st.cache_data.clear()
    st.cache_resource.clear()
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        opened.query_params[key] = value
    return opened


def page(opened: AppTest, name: str) -> AppTest:
    """Another page of the app, run."""
    opened.run()
    return opened.switch_page(str(ROOT / "pages" / name / "page.py")).run()


def link(opened: AppTest, name: str) -> AppTest:
    """A page of the app as the first that a browser asks for, run."""
    opened._page_hash = calc_hash("" if name == PAGES[0] else name)
    return opened.run()


def figure(opened: AppTest, panel: str) -> dict[str, Any]:
    """The Plotly figure of a panel: {data, layout}."""
    [found] = [chart.proto for chart in opened.get("plotly_chart") if chart.proto.id.endswith(f"-chart-{panel}")]
    return json.loads(found.spec)


def trace(opened: AppTest, panel: str, name: str) -> dict[str, Any]:
    """One trace of a panel's figure."""
    return next(trace for trace in figure(opened, panel)["data"] if trace.get("name") == name)


def shown(opened: AppTest, panel: str) -> pd.DataFrame:
    """The table of a panel, without the blanks that align it."""
    [found] = [table for table in opened.dataframe if table.proto.id.endswith(f"-table-{panel}")]
    return found.value.map(lambda cell: cell.strip() if isinstance(cell, str) else cell)


def numbers(values: Any) -> list[float | None]:
    """An array of a figure, however it is packed."""
    if isinstance(values, dict):
        values = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return [None if value is None or value != value else float(value) for value in values]


def said(opened: AppTest) -> str:
    """Everything that is written on the screen, charts and tables apart."""
    parts = [
        str(element.value)
        for kind in ("title", "header", "markdown", "warning", "error")
        for element in getattr(opened, kind)
    ]
    bodies = [str(element.proto.body) for element in opened.get("html")]
    return "\n".join([*parts, *(body for body in bodies if not body.startswith("<style>"))])
