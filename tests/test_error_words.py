"""Every error that the code can raise has its sentence, with the values it needs, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import words
from data.errors import BadDocument

ROOT = Path(__file__).parents[1]
ROOMS = ("analytics", "cli", "data", "pages", "ui")
ERRORS = {"BadDocument", "BadRequest", "BadStore", "GongkaiError"}


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """(file:line, key, names of the values) of each error made with its key written out."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS):
                    continue
                if node.args and isinstance(node.args[0], ast.Constant):
                    where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                    yield where, str(node.args[0].value), {keyword.arg or "**" for keyword in node.keywords}


def test_every_error_has_its_words_and_gives_the_values_they_name() -> None:
    sentences = words.family("errors")
    found = list(raised())
    assert len(found) > 30
    wrong = []
    for where, key, given in found:
        for lang in words.LANGUAGES:
            text = sentences.get(key, {}).get(lang)
            needed = {name for _, name, _, _ in Formatter().parse(text or "") if name}
            if text is None or ("**" not in given and not needed <= given):
                wrong.append(f"{where} {key} {lang}: {sorted(needed - given) if text else 'no words'}")
    assert wrong == []


def test_a_list_in_a_sentence_has_the_commas_of_its_language() -> None:
    error = BadDocument("two_documents", file="a.txt", place="云山镇", year=2023, others="b.txt、c.txt")
    assert "b.txt, c.txt" in error.say("en") and "b.txt、c.txt" in error.say("zh")
