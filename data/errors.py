"""Our own errors. Each carries the key of a sentence in words/errors.yaml and the values it needs."""

from __future__ import annotations

from collections.abc import Mapping

import words

LONGEST = 500  # characters of a name or a detail within a sentence


class GongkaiError(Exception):
    """Whoever faces the user catches this and shows `say(lang)`, one line that names the remedy."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def say(self, lang: str) -> str:
        values = {name: _on_one_line(value) for name, value in self.values.items()}
        return words.say(f"errors.{self.key}", lang, **values)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes; an exception's own way knows no named values."""
        return _again, (type(self), self.key, self.values)

    def __str__(self) -> str:
        return self.say("en")


def _again(kind: type[GongkaiError], key: str, values: Mapping[str, object]) -> GongkaiError:
    return kind(key, **values)


def _on_one_line(value: object) -> object:
    """Names and details may come from a document: no line ends, no signs that would command a terminal."""
    if not isinstance(value, str) or (value.isprintable() and len(value) <= LONGEST):
        return value
    plain = "".join(char if char.isprintable() else " " for char in value[: LONGEST + 1])
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"


class BadDocument(GongkaiError):
    """A file that can't be read as a report; the ingest loop catches it and goes on with the next file."""


class BadStore(GongkaiError):
    """A store that can't be opened or written; commands end on it."""


class BadRequest(GongkaiError):
    """An unknown measure, unit, place or year; commands end on it, pages show it as a notice."""
