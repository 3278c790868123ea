"""Measures: what can be asked of the reports, each declared in a YAML file beside this module.

A file is named for the measure's code, which never changes. It says what the measure is called, which
cells of the forms it reads (`numerator`, `denominator`; a code that begins with - is taken away, and `3.refused/.total`
are those of a group of rows) and why
anyone should care. Unit, kind, comparability and formula follow from the cells and are not written twice.
`catalogue.yaml` gives the categories and the order within them. Any other cell of the forms is a measure
too, under its own code: `find("3.new.business")`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

import words
from analytics.measures.measure import RATE_UNIT, Measure, Proof, Side, Text, cell_label
from data.errors import BadRequest
from data.forms import FORMS, INDICATORS, members

__all__ = ["CATEGORIES", "MEASURES", "RATE_UNIT", "Category", "Measure", "Proof", "Side", "cell", "find", "near"]
_SECTION_OF = {"2": "disclosure", "3": "applications", "4": "disputes"}


@dataclass(frozen=True)
class Category:
    """A group of measures with a page of its own; `measures` are codes in the order shown, the first is the default."""

    code: str
    measures: tuple[str, ...]

    @property
    def label(self) -> Text:
        return words.family("measures")[f"category_{self.code}"]


def _side(declared: Sequence[str]) -> dict[str, Side]:
    """Forms and cells of one declared side, for every form that has all of it."""
    found = {}
    for form in FORMS:
        cells = {code: members(code.removeprefix("-"), form) for code in declared}
        if declared and all(cells.values()):
            found[form] = Side(
                tuple(cell for code, own in cells.items() if not code.startswith("-") for cell in own),
                tuple(cell for code, own in cells.items() if code.startswith("-") for cell in own),
            )
    return found


def _read(name: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))


def _declared() -> Iterator[Measure]:
    for category, codes in _read("catalogue").items():
        for code in codes:
            node = _read(code)
            above, below = _side(node.pop("numerator")), _side(node.pop("denominator", ()))
            yield Measure(code, category, above=above, below=below, **node)


MEASURES: dict[str, Measure] = {measure.code: measure for measure in _declared()}
CATEGORIES: dict[str, Category] = {
    code: Category(code, tuple(measures)) for code, measures in _read("catalogue").items()
}


@cache
def cell(code: str) -> Measure:
    """The measure that is one cell of the forms, named as the form names it. Raises KeyError."""
    indicator = INDICATORS[code]
    form, (row, column) = next(iter(indicator.labels.items()))
    category = "procurement" if indicator.row == "procurement" else _SECTION_OF[indicator.section]
    label = dict.fromkeys(words.LANGUAGES, f"{row.rsplit('/', 1)[-1]}·{column}")
    short = dict.fromkeys(words.LANGUAGES, cell_label(code, form))
    why = words.family("measures")["cell_why"]
    return Measure(code, category, label, short, why, _side([code]), {})


def find(code: str) -> Measure:
    """The measure of that code, of the catalogue or a cell. Raises BadRequest with codes that come near."""
    if code in MEASURES:
        return MEASURES[code]
    if code in INDICATORS and any(row for row, _ in INDICATORS[code].labels.values()):
        return cell(code)
    raise BadRequest("unknown_measure", measure=code, near=", ".join(near(code)))


def near(text: str, most: int = 3) -> list[str]:
    """Codes of the measures whose code or label is most like `text`."""
    named = {f"{code} {kind}": text for code, m in MEASURES.items() for kind, text in (("", code), *m.label.items())}
    found = process.extract(text.lower(), named, scorer=fuzz.ratio, processor=str.lower, limit=2 * most)
    return list(dict.fromkeys(str(key).split()[0] for _, _, key in found))[:most]
