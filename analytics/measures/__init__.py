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
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from rapidfuzz import fuzz, process

import words
from analytics.measures.measure import RATE_UNIT, Measure, Proof, Side, Text, cell_label
from data import declarations
from data.errors import BadRequest
from data.forms import FORMS, INDICATORS, members

__all__ = ["CATEGORIES", "MEASURES", "RATE_UNIT", "Category", "Measure", "Proof", "Side", "cell", "find", "near"]
HERE = Path(__file__).parent
_SECTION_OF = {"2": "disclosure", "3": "applications", "4": "disputes"}


def _of_forms(code: str) -> str:
    """A code, its minus before it, if some form has such a cell or the prose gives it. Raises ValueError."""
    try:
        known = any(members(code.removeprefix("-"), form) for form in FORMS)
    except (KeyError, ValueError):
        known = False
    if not known:
        raise ValueError(f"no form has {code}")
    return code


Code = Annotated[str, AfterValidator(_of_forms)]


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


class _Text(BaseModel):
    """Words in each language."""

    model_config = ConfigDict(extra="forbid")

    zh: str
    en: str


class Declared(BaseModel):
    """What a measure's file says."""

    model_config = ConfigDict(extra="forbid")

    label: _Text
    short: _Text
    why: _Text
    numerator: Annotated[list[Code], Field(min_length=1)]
    denominator: list[Code] = []
    polarity: Literal["low", "high"] | None = None


def _declared() -> Iterator[Measure]:
    for category, codes in _CATALOGUE.items():
        for code in codes:
            one = declarations.read(HERE / f"{code}.yaml", Declared)
            label, short, why = (text.model_dump() for text in (one.label, one.short, one.why))
            above, below = _side(one.numerator), _side(one.denominator)
            yield Measure(code, category, label, short, why, above, below, one.polarity)


_CATALOGUE = declarations.read(HERE / "catalogue.yaml", dict[str, list[str]])
MEASURES: dict[str, Measure] = {measure.code: measure for measure in _declared()}
CATEGORIES: dict[str, Category] = {code: Category(code, tuple(measures)) for code, measures in _CATALOGUE.items()}


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
