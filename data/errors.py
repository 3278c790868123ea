"""Our own errors. Each carries the key of a sentence in words/errors.yaml and the values it needs."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping

import words

# Values that are lists of names or years, as they are put together: with the comma of Chinese lists.
LISTED = frozenset({"others", "places", "paths", "known", "years", "files", "names", "near", "forms", "columns"})
LONGEST = 500  # characters of a name or a detail within a sentence


class GongkaiError(Exception):
    """Whoever faces the user catches this and shows `say(lang)`, one line that names the remedy."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def say(self, lang: str) -> str:
        values = {name: _on_one_line(_worded(value, lang)) for name, value in self.values.items()}
        between = words.say("view.join", lang)
        for name in LISTED & values.keys():
            if isinstance(values[name], str):
                values[name] = str(values[name]).replace("、", between)
        return words.say(f"errors.{self.key}", lang, **values)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes; an exception's own way knows no named values."""
        return _again, (type(self), self.key, self.values)

    def __str__(self) -> str:
        return self.say("en")


# What the system says in English, in words of ours: words/faults.yaml.
FAULTS = {
    errno.ENOSPC: "no_space",
    getattr(errno, "EDQUOT", errno.ENOSPC): "no_space",
    errno.EFBIG: "too_big",
    errno.EIO: "disk",
    errno.EROFS: "read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ENAMETOOLONG: "name_too_long",
    errno.ENOENT: "not_there",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "is_folder",
    errno.EMFILE: "too_many_open",
    errno.ENOMEM: "no_memory",
}


def fault(error: Exception) -> OSError | str:
    """What of an error can be said to people: of a database, the system's own fault that it met, if it names one."""
    if isinstance(error, OSError):
        return error
    text = str(error)
    met = next((number for number in FAULTS if os.strerror(number).lower() in text.lower()), None)
    return OSError(met, os.strerror(met)) if met else text.splitlines()[0] if text else type(error).__name__


def _worded(value: object, lang: str) -> object:
    if isinstance(value, Mapping):  # a label in every language
        return value[lang]
    if not isinstance(value, OSError):
        return value
    key = FAULTS.get(value.errno or 0)
    return words.say(f"faults.{key}", lang) if key else value.strerror or type(value).__name__


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


def as_told(error: Exception) -> GongkaiError:
    """Any error as one with words: our own as it is, the system's and the database's with what they met."""
    if isinstance(error, GongkaiError):
        return error
    if isinstance(error, OSError):
        return BadRequest("system_fault", detail=error, path=error.filename or "")
    if type(error).__module__.partition(".")[0] in ("duckdb", "_duckdb"):  # not loaded by what never opens a store
        return BadStore("data_unreadable", detail=fault(error))
    return GongkaiError("unexpected", detail=f"{type(error).__name__}: {error}")
