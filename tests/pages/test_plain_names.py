"""Names and values that are addresses, or signs that Streamlit makes pictures of, are text on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from tests import factory
from tests.pages import screens
from ui.shell import PAGES

NAME = "www.elsewhere.invalid http://elsewhere.invalid a@elsewhere.invalid :smile: [a](//elsewhere.invalid) 云山镇"
# What becomes a link or a picture, even of text that was escaped, unless it is taken apart.
MADE = re.compile(r"https?\\?:/|www\.\w|\w@\w+\.\w|:smile\\?:|(?<!\\)\]\(")
JOINT = ":small[]"
READ = {"body", "label", "help", "placeholder", "delta_description"}  # fields in which Markdown is read
PLAIN = {"html", "code", "plotly_chart", "arrow_data_frame", "bidi_component"}  # elements that read none


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names") / "store"
    names = (NAME, "河西镇")
    reports = [factory.report(year, name, year, busy=True) for name in names for year in (2021, 2022, 2023)]
    Store(folder).add([factory.ingested(report) for report in reports])
    return folder


def texts(message: Any) -> Iterator[str]:
    """Everything in an element, or in those inside it, that Streamlit reads as Markdown."""
    for field, value in message.ListFields():
        if field.name in PLAIN:
            continue
        if isinstance(value, str):
            yield from [value] if field.name in READ else []
        elif hasattr(value, "ListFields"):
            yield from texts(value)


def drawn(node: Any) -> Iterator[str]:
    for child in getattr(node, "children", {}).values():
        yield from drawn(child)
    proto = getattr(node, "proto", None)
    if hasattr(proto, "ListFields") and getattr(node, "type", "") not in PLAIN:
        yield from texts(proto)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("asked", ["in the store", "in the address"])
def test_no_text_on_a_page_becomes_more_than_text(
    monkeypatch: pytest.MonkeyPatch, hostile: Path, page: str, asked: str
) -> None:
    value = NAME if asked == "in the store" else f"x {NAME}"
    keys = (
        ("s", "t", "unit") if asked == "in the store" else ("s", "t", "m", "c", "y", "b", "unit", "year", "cell", "q")
    )
    query = dict.fromkeys(keys, value) | (
        {"find": "政府" if asked == "in the store" else value} if page == "search" else {}
    )
    at = screens.link(screens.app(monkeypatch, hostile, **query), page)
    assert not at.exception and not at.error
    found = [text for text in drawn(at._tree) if "elsewhere" in text]
    assert found or page in ("procurement", "methods")  # which name no unit of this store
    assert [text for text in found if any(map(MADE.search, text.split(JOINT)))] == []
