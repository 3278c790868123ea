"""Every regular expression of data/, and texts made from its own structure that could hold it up.

A pattern is asked on growing texts: its own pieces repeated, after what leads up to them and before what does not
match. Where the time grows faster than the text, one line of a document can stop an import.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import data

FUNCTIONS = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
# What stands in for the variables of patterns that are put together while the program runs.
LOCAL = {"own": "云山镇", "told": "云山镇|云山", "words": "监督|考核", "pattern": "a", "new": "a", "title": "标题"}
ALPHABET = "1一a ,-|.(（【《\n年月镇政:/\t□"
FEW = (14, 22, 32, 48, 64)  # characters that hold up a pattern which tries every way to part them
SHORT = 1_024  # characters, beside four times as many
ENDLESS = 0.05  # seconds for so few
QUICK = 0.1e-6  # seconds a character: what is quadratic takes longer
MOST_PUMPS = 30
ITERATING = {"sub", "subn", "split", "findall", "finditer"}
Pattern = re.Pattern[Any]


@dataclass(frozen=True)
class Used:
    """A pattern, where it stands, and the functions that it is used by."""

    place: str
    pattern: Pattern
    ways: frozenset[str]


def modules() -> Iterator[ModuleType]:
    """Every module of data/."""
    for found in pkgutil.walk_packages(data.__path__, "data."):
        yield importlib.import_module(found.name)


def used() -> list[Used]:
    """Every pattern of data/, once."""
    found: dict[tuple[Any, int], Used] = {}
    for module in modules():
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            ways = frozenset(re.findall(rf"\b{name}\.({'|'.join(FUNCTIONS - {'compile'})})\b", source))
            for pattern in _within(value, 3):
                one = Used(f"{module.__name__}.{name}", pattern, ways or frozenset({"search", "finditer"}))
                if ways or (pattern.pattern, pattern.flags) not in found:
                    found[pattern.pattern, pattern.flags] = one
        for one in _written(module):
            found.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return list(found.values())


def _within(value: object, depth: int) -> Iterator[Pattern]:
    """The patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from (pattern for one in value.values() for pattern in _within(one, depth - 1))
    elif depth and isinstance(value, list | tuple | set | frozenset):
        yield from (pattern for one in value for pattern in _within(one, depth - 1))
    elif depth and is_dataclass(value) and not isinstance(value, type):
        yield from (p for one in fields(value) for p in _within(getattr(value, one.name), depth - 1))


def _written(module: ModuleType) -> Iterator[Used]:
    """The patterns that are written where they are used."""
    path = Path(str(module.__file__))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in FUNCTIONS:
            source = ast.unparse(node.args[0])
            try:
                written = eval(source, {**LOCAL, **vars(module)})
            except NameError:  # made from a list in its module, and found there
                continue
            if isinstance(written, str | bytes):
                ways = frozenset({node.func.attr} - {"compile"}) or frozenset({"search"})
                yield Used(f"{module.__name__}:{node.lineno}", re.compile(written), ways)


class _Samples:
    """A few texts that match each part of a pattern."""

    def __init__(self) -> None:
        self.pumps: dict[str, str] = {}  # what is repeated → what leads up to it
        self.chars: set[str] = set()

    def of(self, items: Any, lead: str) -> list[str]:
        """Texts that match these items, one after the other; every part of them is noted on the way."""
        made = [""]
        for code, value in items:
            found = self.one(code, value, lead + made[0])
            made = [a + b for a in made[:3] for b in found[:4]]
        return made

    def one(self, code: Any, value: Any, lead: str) -> list[str]:
        if code is op.LITERAL:
            self.chars.add(chr(value))
            return [chr(value)]
        if code in (op.IN, op.ANY, op.NOT_LITERAL, op.CATEGORY):
            found = self._chars(code, value)
            self.chars.update(found)
            return found
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = value
            found = self.of(inner, lead)
            if most > 1:
                for text in found[:4]:
                    self.pumps.setdefault(text, lead)
            return [text * max(least, 1) for text in found] + ([""] if not least else [])
        if code is op.SUBPATTERN:
            return self._noted(self.of(value[3], lead), lead)
        if code is op.BRANCH:
            return self._noted([text for branch in value[1] for text in self.of(branch, lead)], lead)
        if code is op.ATOMIC_GROUP:
            return self.of(value, lead)
        if code is op.ASSERT:
            self._noted(self.of(value[1], lead), lead)
        return [""]

    def _noted(self, texts: list[str], lead: str) -> list[str]:
        for text in texts[:12]:
            if text:
                self.pumps.setdefault(text, lead)
        return texts

    def _chars(self, code: Any, value: Any) -> list[str]:
        """Signs of a class: of its own first, then of the alphabet."""
        own = [chr(low) for part, low in _ranges(code, value) if part]
        item = parser.SubPattern(parser.State(), [(code, value)])
        return (own + [sign for sign in ALPHABET if _matches(item, sign)])[:6] or ["a"]


def _ranges(code: Any, value: Any) -> Iterator[tuple[bool, int]]:
    for part, inner in value if code is op.IN else ():
        if part is op.LITERAL:
            yield True, inner
        elif part is op.RANGE:
            yield True, inner[0]


def _matches(item: Any, sign: str) -> bool:
    from re import _compiler  # type: ignore[attr-defined]

    return bool(_compiler.compile(item).match(sign))


def attacks(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """(beginning, what is repeated, end) of texts that may hold the pattern up."""
    samples = _Samples()
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    whole = samples.of(
        parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else 0), ""
    )
    for text in whole[:6]:
        samples.pumps.setdefault(text, "")
        samples.pumps.setdefault(text[:-1], "")
        samples.pumps.setdefault(text[: len(text) // 2], "")
    for sign in sorted(samples.chars)[:24]:
        samples.pumps.setdefault(sign, "")
    for pump, lead in list(samples.pumps.items())[:MOST_PUMPS]:
        for start in dict.fromkeys(("", lead)):
            for end in ("", "\x01"):
                if pump:
                    yield start, pump, end


def seconds(pattern: Pattern, text: Any, ways: frozenset[str]) -> float:
    """What the ways in which the pattern is used took of the processor, each once."""
    begun = time.process_time()
    for way in ways:
        if way in ITERATING:
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, way)(text)
    return time.process_time() - begun


def steep(one: Used) -> str | None:
    """What makes a pattern take more than its share for a longer text; None if nothing does."""
    for start, pump, end in attacks(one.pattern):
        took = partial(_took, one, start, pump, end)
        told = f"{one.place}: {start!r} + {pump!r} * n + {end!r}"
        if end and any(took(size) > ENDLESS for size in FEW):
            return f"{told}, a few characters"
        if took(SHORT) > QUICK * SHORT and took(4 * SHORT) > 8 * took(SHORT, 3) and _still_steep(took):
            return f"{told}, {SHORT} and {4 * SHORT} characters"
    return None


def _took(one: Used, start: str, pump: str, end: str, size: int, times: int = 1) -> float:
    text = start + pump * (size // len(pump) + 1) + end
    given = text if isinstance(one.pattern.pattern, str) else text.encode("latin-1", "replace")
    return min(seconds(one.pattern, given, one.ways) for _ in range(times))


def _still_steep(took: Callable[..., float]) -> bool:
    """Whether it is so when looked at again, on a busy machine too: linear is 4, quadratic 16."""
    return all(took(4 * SHORT, 3) > 8 * took(SHORT, 5) for _ in range(3))
