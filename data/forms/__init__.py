"""Both national report forms, declared once in the YAML files beside this module.

Recogniser, checks, store, measures, exports and screens all read the same objects:
`SECTIONS`, `BLOCKS` (the layout), `INDICATORS` (one declared cell each) and `identities(form)`.
Source: 国办公开办函〔2019〕60号 (form "2019") and 〔2021〕30号 (form "2021").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FORMS = ("2019", "2021")
TABLE_SECTIONS = ("2", "3", "4")
CHANGE = 2021  # first data year of the newer form


@dataclass(frozen=True)
class Section:
    """One of the six sections: number, title as printed, and what identifies a damaged heading."""

    number: str
    title: str
    match: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A row or a column of a block in one form: its code and the labels that lead to it, outermost first."""

    code: str
    path: tuple[str, ...]
    unit: str | None = None
    header_unit: str | None = None
    signed: bool = False
    stock: bool = False
    comparable: bool = True

    @property
    def label(self) -> str:
        return self.path[-1]


@dataclass(frozen=True)
class Block:
    """One block of a table as one form lays it out."""

    section: str
    form: str
    caption: str | None
    stub: str | None
    over: str | None
    across: bool
    extra_rows: bool
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]

    def code(self, row: Line, column: Line) -> str:
        """Code of the indicator in this row and column."""
        return f"{self.section}.{row.code}.{column.code}"


@dataclass(frozen=True)
class Indicator:
    """One declared cell.

    `labels` maps each form that has the cell to its (row, column) as `export cells` gives them.
    `unit` is 件, 项 or 元. `header_unit` is the unit in which the form's own header asks for the
    number (万元 for fees). A `stock` is counted at a date, not over a year. Values of different
    forms stand in one series only if `comparable`.
    """

    code: str
    section: str
    row: str
    column: str
    labels: Mapping[str, tuple[str, str]]
    unit: str
    header_unit: str | None
    signed: bool
    stock: bool
    comparable: bool


@dataclass(frozen=True)
class Identity:
    """Sums that must agree: Σ left = Σ right, both lists of indicator codes.

    `printed` identities stand on the form itself, the others follow from its layout.
    """

    code: str
    form: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    printed: bool


def _declared(name: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


def _lines(nodes: list[dict[str, Any]], form: str, children: str, above: tuple[str, ...] = ()) -> Iterator[Line]:
    for node in nodes:
        label = node["label"]
        if isinstance(label, dict):
            if form not in label:
                continue
            label = label[form]
        path = (*above, label) if label else above  # an empty label is the group itself
        if children in node:
            yield from _lines(node[children], form, children, path)
        else:
            extra = {key: node[key] for key in ("unit", "header_unit", "signed", "stock", "comparable") if key in node}
            yield Line(node["code"], path, **extra)


def _blocks(declared: dict[str, Any]) -> Iterator[Block]:
    for form in FORMS:
        for node in declared["blocks"]:
            rows = tuple(_lines(node["rows"], form, "rows"))
            if rows:
                yield Block(
                    section=declared["section"],
                    form=form,
                    caption=node.get("caption"),
                    stub=node.get("stub"),
                    over=node.get("over"),
                    across=declared.get("across", False),
                    extra_rows=declared.get("extra_rows", False),
                    rows=rows,
                    columns=tuple(_lines(node["columns"], form, "columns")),
                )


_DECLARED = {number: _declared(f"section{number}") for number in TABLE_SECTIONS}
SECTIONS = tuple(Section(s["number"], s["title"], tuple(s["match"])) for s in _declared("sections"))
TITLES = {section.number: section.title for section in SECTIONS}
BLOCKS = tuple(block for declared in _DECLARED.values() for block in _blocks(declared))
# A province's extra row has no label of its own on the form: it is read under the columns of its block.
EXTRA_ROW = Line("extra", ("",))


def of_year(year: int) -> str:
    """The form that the notices prescribe for a data year; what a document uses its tables tell."""
    return "2021" if year >= CHANGE else "2019"


def blocks(form: str, section: str) -> tuple[Block, ...]:
    """The blocks of one table in one form, in the order of the form."""
    return tuple(b for b in BLOCKS if b.form == form and b.section == section)


def exported_row(section: str, row: Line) -> str:
    """The row as `export cells` names it: its own label, or in section 3 its whole path."""
    return "/".join(row.path) if _DECLARED[section]["row_export"] == "path" else row.label


def _indicators() -> dict[str, Indicator]:
    found: dict[str, dict[str, Any]] = {}
    for block in BLOCKS:
        for row in (*block.rows, *([EXTRA_ROW] if block.extra_rows else [])):
            for column in block.columns:
                cell = found.setdefault(
                    block.code(row, column),
                    {
                        "section": block.section,
                        "row": row.code,
                        "column": column.code,
                        "labels": {},
                        "unit": column.unit or "件",
                        "header_unit": column.header_unit,
                        "signed": column.signed,
                        "stock": row.stock or column.stock,
                        "comparable": row.comparable and column.comparable,
                    },
                )
                cell["labels"][block.form] = (exported_row(block.section, row), column.label)
    return {code: Indicator(code, **cell) for code, cell in found.items()}


INDICATORS: dict[str, Indicator] = _indicators()
# What the prose gives and no cell asks for.
PROSE: dict[str, Indicator] = {
    node["code"]: Indicator(
        node["code"], node["section"], node["label"], "", {}, node["unit"], None, False, False, True
    )
    for node in _declared("prose")
}


@cache
def indicators(form: str, section: str) -> tuple[Indicator, ...]:
    """The cells that one table has in one form, in reading order (198 in form 2019, 200 in 2021)."""
    return tuple(INDICATORS[b.code(row, col)] for b in blocks(form, section) for row in b.rows for col in b.columns)


def _outcomes(block: Block) -> list[str]:
    return [row.code for row in block.rows if len(row.path) > 1 and row.code != "closed"]


def _identities(form: str) -> Iterator[Identity]:
    for section, declared in _DECLARED.items():
        for node in declared.get("identities", []):
            for block in blocks(form, section):
                right = _outcomes(block) if node["right"] == "outcomes" else node["right"]
                across = block.columns if node["each"] == "column" else block.rows
                for line in across:
                    cells = [
                        tuple(
                            f"{section}.{part}.{line.code}"
                            if node["each"] == "column"
                            else f"{section}.{line.code}.{part}"
                            for part in side
                        )
                        for side in (node["left"], right)
                    ]
                    yield Identity(node["code"], form, cells[0], cells[1], node.get("printed", False))


@cache
def identities(form: str) -> tuple[Identity, ...]:
    """Every sum that must close in one form, one for each column (or row) it runs through."""
    return tuple(_identities(form))


def parts_of_total(code: str, form: str) -> tuple[str, ...]:
    """The cells whose sum a 总计 cell repeats along its row; empty for any other cell."""
    for identity in identities(form):
        if not identity.printed and identity.left == (code,) and identity.code in ("applicants", "disputes"):
            return identity.right
    return ()
