"""Words are all used, and all that the code says has its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import words
from tests.test_architecture import ROOT

ROOMS = ("words", "data", "analytics", "ui", "pages", "server", "cli", "docs")
# Families whose entries are called by codes that are declared elsewhere, each held against them by a test of its own:
# rules (test_rules), defects (tests/docs), states (tests/docs), errors (tests/test_error_words).
BY_CODE = {*words.OF_RULES, "defects", "states"}
FAMILY_OF = {"now.say": "ui", "Sentence": "titles", "told": "cli"}  # what asks for words of one family
LEAST = 3  # letters of a pattern that are written out: else anything would fit it


@cache
def written() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The texts that the code writes out, and the patterns of those that it composes."""
    whole, composed = set(), set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
                if len("".join(filter(None, parts)).rpartition(".")[2]) >= LEAST:
                    composed.add("".join(".*" if part is None else re.escape(part) for part in parts))
    for page in (ROOT / "server").glob("*.html"):
        whole.update(re.findall(r"\{(\w+)\}", page.read_text(encoding="utf-8")))
    return frozenset(whole), tuple(re.compile(pattern) for pattern in sorted(composed))


def trees() -> Iterator[tuple[Path, ast.AST]]:
    files = [ROOT / "app.py", *(file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))]
    for file in files:
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def used(family: str, key: str) -> bool:
    """Whether the code writes the key out, or composes it: of a pattern, or of two texts that it writes out."""
    whole, composed = written()
    names = [key, f"{family}.{key}"]
    if any(name in whole or any(pattern.fullmatch(name) for pattern in composed) for name in names):
        return True
    parts = key.split("_")
    pairs = [("_".join(parts[:at]), "_".join(parts[at:])) for at in range(1, len(parts))]
    return any(
        {first, f"{family}.{first}"} & whole and ({rest, f"_{rest}"} & whole or rest.isdigit()) for first, rest in pairs
    )


def test_every_word_is_used():
    unused = [
        f"{family}.{key}"
        for family in words.families()
        if family not in BY_CODE
        for key in words.family(family)
        if not used(family, key) and not used(family, key.removesuffix("_one"))
    ]
    assert unused == []


def said() -> Iterator[tuple[str, str]]:
    """(where, family.key) of each word that is asked for with its key written out."""
    for file, node in calls():
        if not (node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)):
            continue
        key, func = node.args[0].value, ast.unparse(node.func)
        where = f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"
        if func in FAMILY_OF:
            yield where, f"{FAMILY_OF[func]}.{key}"
        elif func == "words.say":
            yield where, key


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for file, tree in trees():
        yield from ((file, node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_word_that_is_asked_for_is_there():
    asked = list(said())
    assert len(asked) > 300
    known = {f"{family}.{key}" for family in words.families() for key in words.family(family)}
    assert [(where, key) for where, key in asked if key not in known] == []


def test_an_unused_word_would_be_found():
    assert used("ui", "share") and not used("ui", "a_word_that_nobody_says")
