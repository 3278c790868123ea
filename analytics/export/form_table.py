"""A table of a report as the national form lays it out, as HTML.

Everything comes from the declared forms: rows and columns span as on paper, and each cell of the
report stands where the form has it, as a link that names its place in the source. Pure: a form and
its cells in, an element tree or a string out; text is escaped by the element tree. Shapes and colours
are the style sheets' of whoever shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from math import lcm
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement, tostring

import words
from data import forms
from data.forms import Block
from data.model import Place, Status

LONGEST_RAW = 12  # a longer text gives way to its number; the whole is one click away
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# A cell that is no plain number → its entry in words/states.yaml.
STATES = {Status.NIL: "nil", Status.BLANK: "blank", Status.MISSING: "table_missing", Status.DOUBTFUL: "doubtful"}
NOTHING = {Status.NIL, Status.BLANK, Status.MISSING}

Labels = tuple[str | None, ...]


class Decision(Protocol):
    """What a table needs of a decision on a cell: correct or confirm, the number that counts, who and why."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def author(self) -> str: ...
    @property
    def reason(self) -> str: ...


class Shown(Protocol):
    """What a table needs of a cell: how it was read, the numbers of its findings, and what a person decided of it."""

    @property
    def raw(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def status(self) -> Status: ...
    @property
    def place(self) -> Place: ...
    @property
    def findings(self) -> tuple[int, ...]: ...
    @property
    def decided(self) -> Decision | None: ...


@dataclass(frozen=True)
class Content:
    """What stands on a form: cells by code (an added row's as `code@row label`), and the language of the tooltips.

    `leads` are the cells that a finding names first: they are framed whatever they hold. Of its other
    cells those with a number are, and a zero, which adds nothing to a sum, is only tinted.
    """

    cells: Mapping[str, Shown]
    lang: str
    leads: Collection[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """A row of values, its labels outermost first (None continues the one before), and its cells' codes."""

    labels: Labels
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A block as it lies on paper: labels over each column, which columns are totals, and the rows."""

    head: tuple[Labels, ...]
    totals: tuple[bool, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Span:
    """A label that covers `length` lines from line `start`, and `depth` levels from its own."""

    label: str
    start: int
    length: int
    depth: int


def _sign(status: Status) -> str:
    return words.say(f"states.{STATES[status]}", "sign") if status in STATES else ""


def circled(number: int) -> str:
    """①…⑳, and (21) after them, since the fonts of office machines end there."""
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({number})"


def spans(lines: Sequence[Labels]) -> list[list[Span]]:
    """For each level of the labels, the spans that merge equal neighbours."""
    levels: list[list[Span]] = [[] for _ in lines[0]]
    for level, found in enumerate(levels):
        for start, labels in enumerate(lines):
            label, head = labels[level], labels[: level + 1]
            if label is None or (start and lines[start - 1][: level + 1] == head):
                continue
            same = sum(1 for _ in takewhile(head.__eq__, (other[: level + 1] for other in lines[start:])))
            below = sum(1 for _ in takewhile(lambda name: name is None, labels[level + 1 :]))
            found.append(Span(label, start, same, 1 + below))
    return levels


def _level(paths: Iterable[tuple[str, ...]]) -> tuple[Labels, ...]:
    """All paths made as long as the longest."""
    paths = tuple(paths)
    depth = max(map(len, paths))
    return tuple((*path, *[None] * (depth - len(path))) for path in paths)


def grid(block: Block, extra: Mapping[str, Sequence[str]] | None = None) -> Grid:
    """The block on paper. `extra` are rows that the document adds: label → codes, one for each column."""
    if block.across:  # groups side by side over one row; the groups stretch, so that all results lie level
        pairs = [(row, column) for row in block.rows for column in block.columns]
        groups = _level(row.path for row, _ in pairs)
        return Grid(
            tuple((*group, column.label) for group, (_, column) in zip(groups, pairs, strict=True)),
            tuple(column.code == "total" for _, column in pairs),
            (Row((), tuple(block.code(row, column) for row, column in pairs)),),
        )
    over = (block.over,) if block.over else ()
    rows = [(row.path, tuple(block.code(row, column) for column in block.columns)) for row in block.rows]
    rows += [((label,), tuple(codes)) for label, codes in (extra or {}).items()]
    return Grid(
        _level((*over, *column.path) for column in block.columns),
        tuple(column.code == "total" for column in block.columns),
        tuple(Row(labels, codes) for labels, (_, codes) in zip(_level(path for path, _ in rows), rows, strict=True)),
    )


def place_words(place: Place, lang: str) -> str:
    """Where a cell stands in its source: 第2页表3第5行第4列, or 第87行; empty if the reader could not tell."""
    keys = ("page", "line") if place.table is None else ("page", "table", "row", "column")
    known = ((key, getattr(place, key)) for key in keys)
    return words.say("unit.place_join", lang).join(words.say(f"unit.place_{key}", lang, n=n) for key, n in known if n)


def shown_text(cell: Shown) -> str:
    """What stands in the table: the text as printed (its number, if that is long), or a sign for what is empty; of a
    corrected cell the number that counts instead.
    """
    if cell.decided and cell.decided.kind == "correct":
        return f"{cell.decided.value.normalize():f}"
    if cell.status in NOTHING:
        return _sign(cell.status)
    raw = " ".join(cell.raw.split())
    if cell.value is not None and not 0 < len(raw) <= LONGEST_RAW:
        raw = f"{cell.value.normalize():f}"
    return raw[:LONGEST_RAW] + ("" if cell.decided else _sign(cell.status))


def state_words(status: Status, lang: str) -> str:
    """The state of a cell that is not a plain number; empty for one that is."""
    return words.say(f"states.{STATES[status]}", lang) if status in STATES else ""


def cell_words(cell: Shown, lang: str) -> str:
    """The cell's tooltip: the text as it stands, its state, and its place."""
    raw = words.say("unit.raw", lang, raw=cell.raw.strip()) if cell.raw.strip() else ""
    return words.say("unit.join", lang).join(
        filter(None, (decision_words(cell, lang), raw, state_words(cell.status, lang), place_words(cell.place, lang)))
    )


def decision_words(cell: Shown, lang: str) -> str:
    """What a person decided of the cell: 更正为7（李四：笔误）; "" where nobody did."""
    if cell.decided is None:
        return ""
    made = cell.decided
    said = f"{made.author}: {made.reason}" if lang == "en" else f"{made.author}：{made.reason}"
    who = said if made.reason else made.author
    return words.say(f"review.cell_{made.kind}", lang, value=f"{made.value.normalize():f}", who=who)


def _add(parent: Element, name: str, text: str = "", **attributes: object) -> Element:
    """A child element; empty attributes and spans of 1 are left out."""
    written = {
        key.rstrip("_").replace("_", "-"): str(value)
        for key, value in attributes.items()
        if value and not (key.endswith("span") and value == 1)
    }
    child = SubElement(parent, name, written)
    child.text = text
    return child


def _add_value(row: Element, code: str, content: Content, total: bool, wide: int) -> None:
    """One cell; a code that the report does not hold is shown as missing, and leads nowhere."""
    cell, lang = content.cells.get(code), content.lang
    if cell is None:
        missing = state_words(Status.MISSING, lang)
        _add(
            row,
            "td",
            _sign(Status.MISSING),
            class_="gk-zero gk-total" if total else "gk-zero",
            colspan=wide,
            title=missing,
        )
        return
    counts = cell.decided.value if cell.decided else cell.value
    nothing = counts == 0 or (cell.decided is None and cell.status in NOTHING)
    found = bool(cell.findings) and (code in content.leads or not nothing)
    classes = {
        "gk-zero": nothing,
        "gk-total": total,
        "gk-doubt": cell.status == Status.DOUBTFUL and cell.decided is None,
        "gk-decided": cell.decided is not None,
        "gk-found": found,
        "gk-part": bool(cell.findings) and not found,
    }
    place = _add(row, "td", class_=" ".join(name for name, on in classes.items() if on), colspan=wide)
    link = _add(place, "a", shown_text(cell), data_cell=code, title=cell_words(cell, lang))
    if cell.decided:
        _add(link, "sup", words.say(f"review.mark_{cell.decided.kind}", lang), class_="gk-mark")
    if found:
        _add(link, "sup", "".join(circled(number) for number in cell.findings))


def _add_head(table: Element, block: Block, laid: Grid, wide: int) -> None:
    levels, stub = spans(laid.head), len(laid.rows[0].labels)
    for level, found in enumerate(levels):
        row = SubElement(table, "tr", {"class": "gk-head"})
        if level == 0 and stub:
            _add(row, "th", block.stub or "", class_="gk-corner", colspan=stub, rowspan=len(levels), scope="col")
        for span in found:
            leaf = level + span.depth == len(levels)
            total = leaf and laid.totals[span.start]
            _add(
                row,
                "th",
                span.label,
                class_="gk-total" if total else "",
                colspan=span.length * wide,
                rowspan=span.depth,
                scope="col" if leaf else "colgroup",
            )


def _add_rows(table: Element, laid: Grid, content: Content, wide: int) -> None:
    levels = spans([row.labels for row in laid.rows])
    for number, line in enumerate(laid.rows):
        row = SubElement(table, "tr")
        for level, found in enumerate(levels):
            for span in (span for span in found if span.start == number):
                leaf = level + span.depth == len(levels)
                _add(
                    row,
                    "th",
                    span.label,
                    class_="" if leaf else "gk-upright",
                    rowspan=span.length,
                    colspan=span.depth,
                    scope="row" if leaf else "rowgroup",
                )
        for code, total in zip(line.codes, laid.totals, strict=True):
            _add_value(row, code, content, total, wide)


def extra_rows(block: Block, cells: Iterable[str]) -> dict[str, list[str]]:
    """Rows that the document adds to this block: label → codes, one for each column (`code@row label`)."""
    codes = [block.code(forms.EXTRA_ROW, column) for column in block.columns] if block.extra_rows else []
    labels = dict.fromkeys(cell.partition("@")[2] for cell in cells if cell.partition("@")[0] in codes)
    return {label: [f"{code}@{label}" for code in codes] for label in labels}


def title(section: str) -> str:
    """The heading of a section on the form."""
    return next(found.title for found in forms.SECTIONS if found.number == section)


def table(section: str, form: str, cells: Mapping[str, Shown], lang: str, leads: Collection[str] = frozenset()) -> str:
    """One section's table in one form as HTML, in a scroll box that the keyboard reaches.

    Links carry the cell's code in `data-cell`; whoever mounts the table decides where they lead.
    """
    box = Element("div", {"class": "gk-box", "tabindex": "0", "role": "region", "aria-label": title(section)})
    box.append(element(section, form, Content(cells, lang, leads)))
    return tostring(box, encoding="unicode", method="html")


def element(section: str, form: str, content: Content) -> Element:
    """One section's table in one form; see `Content` for what is shown."""
    cells = content.cells
    blocks = forms.blocks(form, section)
    wide = lcm(*(len(grid(block).head) for block in blocks))
    paper = Element("table", {"class": f"gk gk-section{section}", "aria-label": title(section)})
    waiting = dict(cells)  # an added row stands once, in the first block that has its columns
    for block in blocks:
        extra = extra_rows(block, waiting)
        waiting = {code: cell for code, cell in waiting.items() if code.partition("@")[2] not in extra}
        laid = grid(block, extra)
        body = SubElement(paper, "tbody" if block.caption else "thead")
        if block.caption:
            row = SubElement(body, "tr")
            _add(
                row, "th", block.caption, class_="gk-caption", colspan=wide + len(laid.rows[0].labels), scope="rowgroup"
            )
        _add_head(body, block, laid, wide // len(laid.head))
        body = body if block.caption else SubElement(paper, "tbody")
        _add_rows(body, laid, content, wide // len(laid.head))
    return paper
