"""What is printed: a page of parts, the same for a browser and for a text document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from analytics.export.form_table import Content


@dataclass(frozen=True)
class Heading:
    """A heading within the page; `level` 2 opens a section, 3 a part of it, `fresh` a new sheet of paper."""

    text: str
    level: int = 2
    fresh: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to be read."""

    text: str


@dataclass(frozen=True)
class Number:
    """A headline figure: its name, the number as written, and what is said under it."""

    name: str
    value: str
    more: str


@dataclass(frozen=True)
class Numbers:
    """Headline figures in one row."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Picture:
    """A chart under its caption. `draw` makes it anew for each writer; `alt` tells what it shows."""

    caption: str
    draw: Callable[[], Figure]
    alt: str


@dataclass(frozen=True)
class Table:
    """Rows of text under a caption; the first column names, the others stand to the right.

    `total` says that the last row adds the others up, `left` which columns are words and stand to the left;
    `links` leads from a name in the first column to another page.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    left: frozenset[int] = frozenset({0})
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """A table of a report as the national form lays it out."""

    caption: str
    section: str
    form: str
    content: Content


@dataclass(frozen=True)
class Item:
    """One remark: its number, what is remarked, of which weight, and how it comes about."""

    mark: str
    what: str
    weight: str
    how: str


@dataclass(frozen=True)
class Items:
    """Remarks, one under the other."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Notes:
    """Small print: what the numbers and signs mean, and where they come from."""

    title: str
    lines: tuple[str, ...]


Part = Heading | Paragraph | Numbers | Picture | Table | Form | Items | Notes


@dataclass(frozen=True)
class Page:
    """A page: `kicker` stands over the title, `lines` under it; `name` is its file's, without a suffix.

    `stamp` marks made-up data and comes first; `back` leads to the page above: words and address.
    """

    name: str
    kicker: str
    title: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    lang: str
    stamp: str = ""
    back: tuple[str, str] | None = None


_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without the control characters that neither HTML nor a text document may hold."""
    return _UNPRINTABLE.sub("", text)
