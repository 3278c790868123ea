"""One measure: its cells, and all that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import words
from data import forms
from data.forms import FORMS, INDICATORS, PROSE

RATE_UNIT = "比率"  # of a share: its value is a fraction, 0.25 for 25 %
CELLS = {**INDICATORS, **PROSE}
Text = Mapping[str, str]  # language → words


@dataclass(frozen=True)
class Side:
    """One side of a measure in one form: cells to add up, and cells to take away from that."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return (*self.plus, *self.minus)


@dataclass(frozen=True)
class Proof:
    """A sum of the forms that can prove an empty cell to be 0: Σ left = Σ right, if one side has no empty cell.

    `parts` are the measure's own cells among them. The cells of all forms stand in one list, as a report
    only has those of its form.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """One figure that can be asked of every report.

    `above` and `below` map each form that has the measure to its cells; a measure with nothing `below` is
    a count or an amount. `short` is at most six hanzi, for tight places. `polarity` is "low" or "high", what
    law or the form call good, and None for a volume.
    """

    code: str
    category: str
    label: Text
    short: Text
    why: Text
    above: Mapping[str, Side]
    below: Mapping[str, Side]
    polarity: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that have it; () for a figure from the prose."""
        return () if self.section not in forms.TABLE_SECTIONS else tuple(self.above)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The forms that have no such thing."""
        return tuple(form for form in FORMS if form not in self.above)

    @cached_property
    def numerator(self) -> tuple[str, ...]:
        """Codes of the cells of all forms."""
        return tuple(dict.fromkeys(code for side in self.above.values() for code in side.codes))

    @cached_property
    def denominator(self) -> tuple[tuple[str, int], ...]:
        """Codes and signs of the cells of all forms."""
        signs = {code: 1 for side in self.below.values() for code in side.plus}
        return tuple((signs | {code: -1 for side in self.below.values() for code in side.minus}).items())

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Codes of all cells it reads, in any form."""
        return (*self.numerator, *(code for code, _ in self.denominator))

    @cached_property
    def minus(self) -> tuple[str, ...]:
        """Codes of the cells that are taken away."""
        return tuple({code: None for side in (*self.above.values(), *self.below.values()) for code in side.minus})

    @property
    def section(self) -> str:
        """The table all its cells stand in; of a figure from the prose, that of the prose."""
        return CELLS[self.cells[0]].section if self.cells[0] in INDICATORS else "prose"

    @property
    def kind(self) -> str:
        """count, amount (of money), rate (a share of the same things) or mean (of one thing for each of another)."""
        above, below = _unit(self.numerator), _unit(code for code, _ in self.denominator)
        if below is None:
            return "amount" if above == "元" else "count"
        return "rate" if above == below else "mean"

    @property
    def unit(self) -> str:
        """件, 项, 条 or 元; 元/项 for a mean; 比率 for a rate."""
        above, below = _unit(self.numerator), _unit(code for code, _ in self.denominator)
        return {"rate": RATE_UNIT, "mean": f"{above}/{below}"}.get(self.kind, str(above))

    @property
    def stock(self) -> bool:
        """Counted at a date, not over a year."""
        return all(CELLS[code].stock for code in self.cells)

    @property
    def comparable(self) -> bool:
        """Whether all forms mean the same quantity by it, so that its values may be joined across them."""
        return all(CELLS[code].comparable for code in self.cells)

    @cached_property
    def series(self) -> Mapping[str, str]:
        """Form → the series that its values stand in: one for the forms that mean the same; "" → prose without one."""
        age = ("", *FORMS).index
        eras = {form: max((CELLS[code].eras[form] for code in self._codes(form)), key=age) for form in self.forms}
        joined = "+".join(form for form, era in eras.items() if not era)
        return {form: era or joined for form, era in eras.items()} or {"": "prose"}

    @property
    def one_series(self) -> str | None:
        """The one series that all its values stand in; None if they stand in several."""
        return next(iter(self.series.values())) if self.comparable else None

    def _codes(self, form: str) -> Iterator[str]:
        return (code for side in (self.above, self.below) if form in side for code in side[form].codes)

    def indicator(self, form: str) -> str:
        """The one cell read in this form; "" if there are several or none."""
        codes = list(self._codes(form)) if form in self.above else []
        return codes[0] if len(codes) == 1 else ""

    @cached_property
    def totals(self) -> dict[str, tuple[str, ...]]:
        """Its cells that print a sum of others, with those others."""
        parts = ((code, forms.parts_of_total(code, form)) for code in self.cells for form in FORMS)
        return {code: found for code, found in parts if found}

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The sums that can prove an empty part of its own sums to be 0."""
        own = {
            code for side in (*self.above.values(), *self.below.values()) if len(side.codes) > 1 for code in side.codes
        }
        found: dict[tuple[str, tuple[str, ...]], Proof] = {}
        for form in FORMS:
            for identity in forms.identities(form):
                # A total is never proved by its own parts: `totals` adds those up, as doubtful.
                within = own & {*identity.right, *(identity.left if identity.printed else ())}
                if within:
                    key = identity.code, identity.left
                    right = (*(found[key].right if key in found else ()), *identity.right)
                    found[key] = Proof(identity.left, tuple(dict.fromkeys(right)), tuple(sorted(within)))
        return tuple(found.values())

    def formula(self, lang: str) -> str:
        """What is added and divided, in the words of the forms; per form where these differ."""
        said = {form: _quotient(self.above[form], self.below.get(form), form) for form in self.above}
        if len(set(said.values())) == 1:
            return next(iter(said.values()))
        return words.say("measures.between_forms", lang).join(
            words.say("measures.in_form", lang, form=form, formula=formula) for form, formula in said.items()
        )


def _unit(codes: Iterable[str]) -> str | None:
    return next((CELLS[code].unit for code in codes), None)


def cell_label(code: str, form: str) -> str:
    """The row's own label without its explanation; the column too unless it is the 总计 of section 3."""
    if code in PROSE:
        return PROSE[code].row
    cell = INDICATORS[code]
    row, column = cell.labels[form]
    return leaf(row) if cell.section == "3" and cell.column == "total" else f"{leaf(row)}·{column}"


def leaf(row: str) -> str:
    """A row's own label without its explanation and the groups above it."""
    own = row.rsplit("/", 1)[-1]
    return own[: own.index("（", 1)] if "（" in own[1:] else own


def _sum(side: Side, form: str) -> str:
    said = " + ".join(cell_label(code, form) for code in side.plus)
    return said + "".join(f" − {cell_label(code, form)}" for code in side.minus)


def _quotient(above: Side, below: Side | None, form: str) -> str:
    if below is None:
        return _sum(above, form)
    sides = [f"（{_sum(side, form)}）" if len(side.codes) > 1 else _sum(side, form) for side in (above, below)]
    return " ÷ ".join(sides)
