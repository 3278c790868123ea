"""What is wrong in a declaration is told with file and key, when it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics import measures
from data import declarations
from data.checks.content import Asked
from data.forms import declared

WORDS = "{zh: 甲, en: a}"
MEASURE = f"label: {WORDS}\nshort: {WORDS}\nwhy: {WORDS}\n"


def test_what_is_declared_comes_in_the_shape_asked_for(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("a: [b, c]", encoding="utf-8")
    assert declarations.read(tmp_path / "one.yaml", dict[str, tuple[str, ...]]) == {"a": ("b", "c")}


@pytest.mark.parametrize(
    ("shape", "text", "told"),
    [
        (dict[str, list[str]], "a: {b: c}", "one.yaml: a: "),
        (dict[str, list[str]], "a: [", "one.yaml: while parsing"),
        (measures.Declared, MEASURE + "numerator: [3.nothing.total]", "one.yaml: numerator.0: "),
        (measures.Declared, MEASURE + "numerator: [3.nothing/.total]", "no form has 3.nothing/.total"),
        (measures.Declared, MEASURE + "numerator: []", "one.yaml: numerator: "),
        (measures.Declared, MEASURE + "numerator: [3.new.total]\nunit: 件", "one.yaml: unit: "),
        (measures.Declared, MEASURE.replace(", en: a", "") + "numerator: [3.new.total]", "one.yaml: label.en: "),
        (tuple[Asked, ...], "- {remark: a, place: '1', within: '1', parts: {}, till: 2021}", "one.yaml: 0."),
        (
            declared.Table,
            'section: "2"\nrow_export: leaf\nblocks: [{rows: [{code: a}], columns: []}]',
            "blocks.0.rows.0",
        ),
        (
            declared.Table,
            'section: "2"\nrow_export: leaf\nblocks: [{rows: [{label: a}], columns: []}]',
            "either a code",
        ),
    ],
)
def test_what_does_not_hold_is_told_with_file_and_key(tmp_path: Path, shape: type, text: str, told: str) -> None:
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(declarations.BadDeclaration, match=re.escape(told)):
        declarations.read(tmp_path / "one.yaml", shape)
