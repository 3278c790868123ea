"""Our own errors. Each carries the key of a sentence in words/errors.yaml and the values it needs."""

from __future__ import annotations

import words


class GongkaiError(Exception):
    """Whoever faces the user catches this and shows `say(lang)`, one line that names the remedy."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def say(self, lang: str) -> str:
        return words.say(f"errors.{self.key}", lang, **self.values)

    def __str__(self) -> str:
        return self.say("en")


class BadDocument(GongkaiError):
    """A file that can't be read as a report; the ingest loop catches it and goes on with the next file."""


class BadStore(GongkaiError):
    """A store that can't be opened or written; commands end on it."""


class BadRequest(GongkaiError):
    """An unknown measure, unit, place or year; commands end on it, pages show it as a notice."""
