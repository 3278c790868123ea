"""Every rule of finding, each one entry of a YAML file beside this.

An entry tells how grave it is, what it is called, when it fires, what is said and what to do about it, in Chinese and
English together.

A file holds one group of rules in the order in which they are explained; groups follow each other by their `place`.
What finds a rule out (data/checks, data/readers, data/recognise, data/across) names it, and nothing else of it:
`Finding(rule, cells, evidence)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it is built in
_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Declared):
    """One thing in both languages, with the same {placeholders}."""

    zh: _Text
    en: _Text

    @model_validator(mode="after")
    def _same_placeholders(self) -> Said:
        if placeholders(self.zh) != placeholders(self.en):
            raise ValueError("zh and en have different {placeholders}")
        return self

    def in_(self, lang: str) -> str:
        """The text in a language."""
        return {"zh": self.zh, "en": self.en}[lang]


class Rule(_Declared):
    """What is known of a rule beside how it is found out.

    `sentence` has {placeholders} for the finding's evidence. `remedy` is None for what only reports together tell: it
    is not known which of them is wrong.
    """

    severity: Literal["error", "warning", "info"]
    short: Said
    fires: Said
    sentence: Said
    remedy: Said | None = None


class _Head(Said):
    place: int


class Group(_Declared):
    """Rules that are explained together."""

    group: _Head
    rules: Mapping[str, Rule]


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def read(file: Path) -> Group:
    """The group that a file declares. Raises ValueError that names the file and the key for whatever is wrong in it."""
    try:
        return Group.model_validate(yaml.load(file.read_text(encoding="utf-8"), _YAML))
    except yaml.YAMLError as error:
        raise ValueError(f"words/rules/{file.name}: {error}") from error
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise ValueError("\n".join(f"words/rules/{file.name}: {line}" for line in lines)) from error


@cache
def groups() -> tuple[Group, ...]:
    """All groups in the order in which they are explained."""
    return tuple(sorted(map(read, Path(__file__).parent.glob("*.yaml")), key=lambda one: one.group.place))


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of `groups`. Raises ValueError if two entries have the same."""
    found: dict[str, Rule] = {}
    for group in groups():
        if twice := found.keys() & group.rules.keys():
            raise ValueError(f"words/rules: {', '.join(sorted(twice))} stands in two groups")
        found |= group.rules
    return found


def rule(code: str) -> Rule:
    """One rule. Raises LookupError for a code without entry."""
    try:
        return rules()[code]
    except KeyError:
        raise LookupError(
            f"no rule {code}: its severity, names and sentences go into one entry of words/rules/"
        ) from None


@cache
def view(part: Literal["sentence", "short", "remedy"]) -> dict[str, dict[str, str]]:
    """One part of all rules that have it, as a family of words: code → language → text."""
    parts = {code: getattr(one, part) for code, one in rules().items()}
    return {code: said.model_dump() for code, said in parts.items() if said}
