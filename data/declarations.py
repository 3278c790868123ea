"""Declarations in YAML, checked when they are read: what is wrong in one is told with file and key."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


class BadDeclaration(Exception):
    """A declaration that does not hold; says in which file and at which key. Only who edits one ever meets it."""


def read(path: Path, shape: type[T]) -> T:
    """What a file declares, in the shape that is asked for. Raises BadDeclaration."""
    try:
        return TypeAdapter(shape).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise BadDeclaration(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadDeclaration(f"{path.name}: {where + ': ' if where else ''}{first['msg']}") from error
