"""Forms as they are declared: each a file form*.yaml with name, age and, if it is like another, what it changes.

The files stand beside this module; more are looked for in the folder that GONGKAI_FORMS names. What is wrong in one is
told with file and key.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from data import declarations
from data.declarations import BadDeclaration

HERE = Path(__file__).parent
ELSEWHERE = "GONGKAI_FORMS"
Text = Annotated[str, StringConstraints(min_length=1)]
Section = Literal["2", "3", "4"]
Unit = Literal["件", "项", "元"]
Tree = dict[str, Any]  # a node of a section's declaration, its rows or columns in lists
HELD = ("label", "unit", "header_unit", "signed", "stock")  # what a change says of its row or column


class Declared(BaseModel):
    """What is declared, with no key but these."""

    model_config = ConfigDict(extra="forbid")


class Node(Declared):
    """A row or column, or a group of them; what it says is told in `data.forms.Indicator`."""

    label: str | dict[str, str]
    code: Text | None = None
    group: Text | None = None
    rows: list[Node] | None = None
    columns: list[Node] | None = None
    unit: Unit | None = None
    header_unit: Literal["万元"] | None = None
    signed: bool = False
    stock: bool = False
    comparable: bool = True

    @model_validator(mode="after")
    def _one_or_several(self) -> Node:
        if (self.code is None) == (self.rows is None and self.columns is None):
            raise ValueError("either a code, or rows or columns below")
        return self


class BlockOf(Declared):
    """A block of a section's table."""

    rows: list[Node]
    columns: list[Node]
    caption: Text | None = None
    stub: Text | None = None
    over: Text | None = None


class SumOf(Declared):
    """A sum that runs through each row or column."""

    code: Text
    each: Literal["row", "column"]
    left: list[Text]
    right: list[Text] | Literal["outcomes", "others"]
    printed: bool = False


class Table(Declared):
    """A section's table, in all forms that have no file with changes."""

    section: Section
    row_export: Literal["leaf", "path"]
    blocks: list[BlockOf]
    across: bool = False
    extra_rows: bool = False
    identities: list[SumOf] = []


class Told(Declared):
    """A figure that no form has a cell for and the prose gives."""

    code: Text
    section: Text
    label: Text
    unit: Literal["条", "件"]


class Change(Declared):
    """What a form changes in one row or column of the form that it is like: its label, or that it is there.

    It is named by its code, a group that has none by its label.
    A row or column that is new names the one `after` which it stands, and may say what it holds. One whose label
    changed means the same still, unless it is said not to be `comparable`.
    """

    row: Text | None = None
    column: Text | None = None
    label: Text | None = None
    gone: Literal[True] | None = None
    after: Text | None = None
    unit: Unit | None = None
    header_unit: Literal["万元"] | None = None
    signed: bool | None = None
    stock: bool | None = None
    comparable: bool | None = None

    @model_validator(mode="after")
    def _whole(self) -> Change:
        if (self.row is None) == (self.column is None):
            raise ValueError("either a row or a column")
        if (self.label is None) == (self.gone is None):
            raise ValueError("either a label or gone")
        if self.after is None and any(
            value is not None for value in (self.unit, self.header_unit, self.signed, self.stock)
        ):
            raise ValueError("what a cell holds is said of a new one only")
        return self

    @property
    def kind(self) -> str:
        """rows or columns, as the lists of a declaration are called."""
        return "rows" if self.row else "columns"

    @property
    def code(self) -> str:
        return self.row or self.column or ""


class Form(Declared):
    """One national form: its name, the first data year that it holds for, the document that prescribes it.

    A form `like` another has its tables, but for the `changes` of each section.
    """

    name: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    since: int
    document: Text
    like: Text | None = None
    changes: Mapping[Section, list[Change]] = {}

    @model_validator(mode="after")
    def _of_another(self) -> Form:
        if self.changes and self.like is None:
            raise ValueError("changes need the form that this one is like")
        return self


def read(folders: tuple[Path, ...] | None = None) -> tuple[Form, ...]:
    """The declared forms, the oldest first. Raises BadDeclaration."""
    found: list[Form] = []
    for path in (path for folder in folders or _folders() for path in sorted(folder.glob("form*.yaml"))):
        form = declarations.read(path, Form)
        if same := [one for one in found if form.name == one.name or form.since == one.since]:
            raise BadDeclaration(f"{path.name}: there is a form {same[0].name} since {same[0].since} already")
        found.append(form)
    found.sort(key=lambda form: form.since)
    for place, form in enumerate(found):
        if form.like and form.like not in [one.name for one in found[:place]]:
            raise BadDeclaration(f"form {form.name}: like: there is no older form {form.like}")
    return tuple(found)


def _folders() -> tuple[Path, ...]:
    more = os.environ.get(ELSEWHERE)
    return (HERE, Path(more)) if more else (HERE,)


def table(section: str) -> Tree:
    """The table of a section. Raises BadDeclaration."""
    return declarations.read(HERE / f"section{section}.yaml", Table).model_dump(exclude_unset=True)


def blocks_of(section: Tree, form: Form, forms: Mapping[str, Form]) -> list[Tree]:
    """The blocks of a section as one form has them: each label a text, and what a form lacks left out.

    `era` of a row or column whose meaning differs between forms is the form from which it has the meaning it has now.
    """
    if form.like is None:
        blocks = deepcopy(section["blocks"])
        for block in blocks:
            for kind in ("rows", "columns"):
                block[kind] = list(_own(block[kind], form.name, kind))
    else:
        blocks = blocks_of(section, forms[form.like], forms)
        for at, change in enumerate(form.changes.get(section["section"], ())):
            if not sum([_changed(block[change.kind], change, form.name) for block in blocks]):
                name = change.after or change.code
                raise BadDeclaration(
                    f"form {form.name}: changes.{section['section']}.{at}: there is no {change.kind[:-1]} {name}"
                )
    return [block for block in blocks if block["rows"]]


def _own(nodes: list[Tree], form: str, kind: str) -> Iterator[Tree]:
    for node in nodes:
        label = node["label"]
        if isinstance(label, dict):
            if form not in label:
                continue
            label = label[form]
        own = {key: value for key, value in node.items() if key != "comparable"} | {"label": label}
        if kind in node:
            own[kind] = list(_own(node[kind], form, kind))
        elif not node.get("comparable", True):
            own["era"] = form
        yield own


def _changed(nodes: list[Tree], change: Change, form: str) -> bool:
    """Make a change where its row or column stands among these or below them; whether it was made."""
    made = sum([_changed(node[change.kind], change, form) for node in nodes if change.kind in node])
    name = change.after or change.code
    place = next((at for at, node in enumerate(nodes) if name in (node.get("code"), node["label"])), None)
    if place is None:
        return bool(made)
    said = {key: value for key, value in change.model_dump(exclude_none=True).items() if key in HELD}
    if change.comparable is False:
        said["era"] = form
    if change.gone:
        del nodes[place]
    elif change.after:
        nodes.insert(place + 1, {"code": change.code, **said})
    else:
        nodes[place] |= said
    return True
