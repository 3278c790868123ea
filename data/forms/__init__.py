"""The national report forms, declared once in the YAML files beside this module (see `declared`).

Recogniser, checks, store, measures, exports and screens all read the same objects:
`SECTIONS`, `FORMS` (names, the oldest first), `BLOCKS` (the layout), `INDICATORS` (one declared cell each) and
`identities(form)`. A form is asked for its cells and its age, never for its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from data import declarations
from data.forms import declared

BY_NAME = {form.name: form for form in declared.read()}
FORMS = tuple(BY_NAME)
TABLE_SECTIONS = ("2", "3", "4")


@dataclass(frozen=True)
class Section:
    """One of the six sections: number, title as printed, and what identifies a damaged heading."""

    number: str
    title: str
    match: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A row or a column of a block in one form: its code and the labels that lead to it, outermost first.

    `era` is the form from which it means what it means in this one, "" where all forms mean the same by it.
    """

    code: str
    path: tuple[str, ...]
    unit: str | None = None
    header_unit: str | None = None
    signed: bool = False
    stock: bool = False
    era: str = ""
    group: str = ""

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
    number (万元 for fees). A `stock` is counted at a date, not over a year. Values of two forms stand
    in one series only where `eras` names the same for both; it names "" for what all forms mean alike.
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
    eras: Mapping[str, str]

    @property
    def comparable(self) -> bool:
        """Whether all forms that have the cell mean the same by it."""
        return not any(self.eras.values())

    def joins(self, form: str, other: str) -> bool:
        """Whether two forms have the cell and mean the same by it."""
        return form in self.eras and other in self.eras and self.eras[form] == self.eras[other]


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


def _lines(nodes: list[dict[str, Any]], children: str, above: tuple[str, ...] = (), group: str = "") -> Iterator[Line]:
    for node in nodes:
        path = (*above, node["label"]) if node["label"] else above  # an empty label is the group itself
        if children in node:
            yield from _lines(node[children], children, path, node.get("group", ""))
        else:
            extra = {key: node[key] for key in ("unit", "header_unit", "signed", "stock", "era") if key in node}
            yield Line(node["code"], path, group=group, **extra)


def _blocks(section: dict[str, Any]) -> Iterator[Block]:
    for form in BY_NAME.values():
        for node in declared.blocks_of(section, form, BY_NAME):
            yield Block(
                section=section["section"],
                form=form.name,
                caption=node.get("caption"),
                stub=node.get("stub"),
                over=node.get("over"),
                across=section.get("across", False),
                extra_rows=section.get("extra_rows", False),
                rows=tuple(_lines(node["rows"], "rows")),
                columns=tuple(_lines(node["columns"], "columns")),
            )


_DECLARED = {number: declared.table(number) for number in TABLE_SECTIONS}
SECTIONS = declarations.read(declared.HERE / "sections.yaml", tuple[Section, ...])
TITLES = {section.number: section.title for section in SECTIONS}
BLOCKS = tuple(block for section in _DECLARED.values() for block in _blocks(section))
# A province's extra row has no label of its own on the form: it is read under the columns of its block.
EXTRA_ROW = Line("extra", ("",))


def of_year(year: int, among: Iterable[str] = FORMS) -> str:
    """Of these forms the one that the notices prescribe for a data year; what a document uses its tables tell.

    Before any of them held it is the oldest.
    """
    own = [form for form in FORMS if form in among]
    return next((form for form in reversed(own) if BY_NAME[form].since <= year), own[0])


@cache
def members(code: str, form: str) -> tuple[str, ...]:
    """The cells of a form that a code means: its own if the form has it, of `3.refused/.total` those of a group's rows.

    A group may be of columns too: `3.new.organisations/`.
    """
    if "/" not in code:
        return (code,) if code in PROSE or form in INDICATORS[code].labels else ()
    section, row, column = code.split(".")
    return tuple(
        block.code(across, down)
        for block in blocks(form, section)
        for across in block.rows
        for down in block.columns
        if row in (across.code, f"{across.group}/") and column in (down.code, f"{down.group}/")
    )


@cache
def differ(section: str, form: str, other: str) -> bool:
    """Whether a table has other cells in one form than in another."""
    return indicators(form, section) != indicators(other, section)


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
                        "eras": {},
                    },
                )
                cell["eras"][block.form] = max(row.era, column.era, key=("", *FORMS).index)
                cell["labels"][block.form] = (exported_row(block.section, row), column.label)
    return {code: Indicator(code, **cell) for code, cell in found.items()}


INDICATORS: dict[str, Indicator] = _indicators()
# What the prose gives and no cell asks for.
PROSE: dict[str, Indicator] = {
    one.code: Indicator(one.code, one.section, one.label, "", {}, one.unit, None, False, False, {})
    for one in declarations.read(declared.HERE / "prose.yaml", list[declared.Told])
}


@cache
def indicators(form: str, section: str) -> tuple[Indicator, ...]:
    """The cells that one table has in one form, in reading order."""
    return tuple(INDICATORS[b.code(row, col)] for b in blocks(form, section) for row in b.rows for col in b.columns)


# The sections whose tables are not the same in all forms.
CHANGING = tuple(s for s in TABLE_SECTIONS if any(differ(s, form, FORMS[0]) for form in FORMS))


def _outcomes(block: Block) -> list[str]:
    return [row.code for row in block.rows if len(row.path) > 1 and row.code != "closed"]


def _parts(block: Block, right: Any) -> list[str]:
    """The rows or columns of a sum's right side: those named, the `outcomes`, or the `others` beside the total."""
    if right == "outcomes":
        return _outcomes(block)
    return [column.code for column in block.columns if column.code != "total"] if right == "others" else right


def _identities(form: str) -> Iterator[Identity]:
    for section, table in _DECLARED.items():
        for node in table.get("identities", []):
            for block in blocks(form, section):
                right = _parts(block, node["right"])
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
