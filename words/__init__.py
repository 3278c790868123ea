"""Every word people read, in Chinese and English.

Each YAML file beside this module is one family of words; an entry holds its `zh` and `en` side by
side, so neither can be forgotten. A key is `family.name`, as in `errors.file_empty`. What is said of findings stands in
`words/rules/`, a rule an entry; the families `findings`, `rules` and `remedies` are views of it.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from words import rules

LANGUAGES = ("zh", "en")
ASKED_FOR = "GONGKAI_LANG"
OF_RULES: dict[str, Literal["sentence", "short", "remedy"]]
OF_RULES = {"findings": "sentence", "rules": "short", "remedies": "remedy"}


def preferred() -> str:
    """The language to use where nobody says: what GONGKAI_LANG names, else Chinese."""
    named = os.environ.get(ASKED_FOR, "")
    return named if named in LANGUAGES else LANGUAGES[0]


@cache
def family(name: str) -> dict[str, dict[str, str]]:
    """All entries of one family: name of the entry → language → text."""
    if part := OF_RULES.get(name):
        return rules.view(part)
    text = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) or {}


def families() -> list[str]:
    """Names of all families."""
    return sorted([*OF_RULES, *(path.stem for path in Path(__file__).parent.glob("*.yaml"))])


def say(key: str, lang: str, **values: object) -> str:
    """The text of `key` in `lang`, its {placeholders} filled in; that of its entry in _one, if there is one, for n = 1.

    Raises KeyError for an unknown key, language or placeholder: words are never made up on the way.
    """
    name, _, entry = key.partition(".")
    known = family(name)
    text = known[f"{entry}_one" if values.get("n") == 1 and f"{entry}_one" in known else entry][lang]
    return text.format(**values) if values else text
