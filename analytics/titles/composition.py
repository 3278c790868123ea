"""The sentences over what a total is made of, and over requests coming in and going out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from analytics import statistics
from analytics.charts.share import Shares
from analytics.composition import Composition, Sum
from analytics.flow import FIGURES, Balance, Flow
from analytics.measures import Measure
from analytics.ranking import total
from analytics.sentence import Quantity, Sentence, Share, counted
from analytics.series import Series
from analytics.spans import runs
from analytics.titles.facts import beside, doubt, marked, named, no_values

NAMED = 3  # more parts, or more units that don't close, are counted


def composition_title(found: Composition, year: int) -> Sentence:
    """What the whole of a year consists of, greatest part first; a leading share only from a whole of 20."""
    sums = {measure.code: found.sums[measure.code, year] for measure in found.measures}
    if all(one.value is None for one in sums.values()):
        return no_values(found.whole or found.measures[0], found.of_year(year).drop_duplicates("jurisdiction"))
    said = marked(_parts(found, year, sums), any(one.state == "doubtful" for one in sums.values()))
    forms = found.other_forms(year)
    return beside(
        said, [Sentence("apart_form", {"units": counted("units", n), "form": form}) for form, n in forms.items()]
    )


def _parts(found: Composition, year: int, sums: dict[str, Sum]) -> Sentence:
    facts: dict[str, object] = {"year": str(year), "units": counted("units", found.units(year))}
    parts = [(m, sums[m.code].value) for m in found.measures[: len(found.breakdown.parts)]]
    known = [(measure, value) for measure, value in parts if value is not None]
    whole = sums[found.whole.code].value if found.whole else None
    if found.whole and whole is not None:
        facts |= {"measure": named(found.whole), "total": Quantity(whole, found.whole.unit)}
        if not whole and not any(value for _, value in known):
            return Sentence("parts_whole_zero" if found.units(year) > 1 else "parts_whole_zero_one", facts)
        together = total(value for _, value in known)
        said = Sentence("parts_whole", facts | {"parts": _greatest(known, whole)})
        apart = {"said": said, "sum": Quantity(together, found.whole.unit)}
        return said if together == whole else Sentence("parts_apart", apart)
    if not any(value for _, value in known):
        facts |= {"n": len(known)}
        return Sentence("parts_none" if len(known) == len(parts) else "parts_none_known", facts)
    if len(parts) > statistics.PLAIN_FRACTION:
        return _reasons(known, facts)
    several = len({sums[measure.code].units for measure, _ in known}) > 1
    said_parts = [_over(_part(m, v), sums[m.code].units) if several else _part(m, v) for m, v in known]
    return Sentence("parts_each" if several else "parts_alone", facts | {"parts": said_parts})


def _over(part: Sentence, units: int) -> Sentence:
    """A part with the units it is summed over, where the parts are summed over different ones."""
    return Sentence("part_over", {"part": part, "units": counted("units", units)})


def _reasons(known: Sequence[tuple[Measure, Decimal]], facts: dict[str, object]) -> Sentence:
    """The few greatest of many parts, never cut among equals."""
    order = sorted((one for one in known if one[1]), key=lambda one: -one[1])
    cut = min(NAMED, len(order))
    while 0 < cut < len(order) and order[cut - 1][1] == order[cut][1]:
        cut -= 1
    if cut:
        return Sentence("parts_reasons", facts | {"parts": [_part(*one) for one in order[:cut]]})
    equal = sum(value == order[0][1] for _, value in order)
    return Sentence("parts_reasons_tied", facts | {"n": equal, "value": Quantity(order[0][1], order[0][0].unit)})


def _part(measure: Measure, value: object) -> Sentence:
    said = Quantity(value, measure.unit) if isinstance(value, Decimal) else value
    return Sentence("part", {"part": measure.short, "value": said})


def _greatest(known: Sequence[tuple[Measure, Decimal]], whole: Decimal) -> list[object]:
    """The parts that aren't 0, greatest first; of many the first few and the rest together."""
    order = sorted((one for one in known if one[1]), key=lambda one: -one[1])
    named_ = order[:NAMED] if len(order) > NAMED + 1 else order
    said: list[object] = [_part(measure, value) for measure, value in named_]
    if whole >= statistics.RANKED_FROM and order and order[0][1] <= whole:
        said[0] = _part(order[0][0], Share(order[0][1], whole))
    rest = order[len(named_) :]
    if rest:
        value = Quantity(total(value for _, value in rest), rest[0][0].unit)
        said.append(Sentence("parts_rest", {"n": len(rest), "value": value}))
    return said or [Sentence("parts_nothing")]


def flow_title(flow: Flow, year: int) -> Sentence:
    """What came and what became of it, over the units with all four figures, and who doesn't close."""
    whole = flow.total(year)
    if whole is None:
        return no_values(flow.composition.measures[0], flow.composition.series[0].table.query("year == @year"))
    return marked(_flow(flow, year, whole), whole.doubtful)


def _flow(flow: Flow, year: int, whole: Balance) -> Sentence:
    apart = flow.open(year)
    facts: dict[str, object] = {"year": str(year), "units": counted("units", len(flow.of_year(year)))}
    if not whole.coming and not whole.going and not apart:
        return Sentence("flow_zero", facts)
    facts |= {name: Quantity(getattr(whole, name), flow.composition.measures[0].unit) for name in FIGURES}
    if not apart:
        return Sentence("flow_closes", facts)
    return Sentence(
        "flow_apart", facts | {"places": list(apart) if len(apart) <= NAMED else counted("units", len(apart))}
    )


def corrected_title(rates: Sequence[Series]) -> Sentence:
    """Over all years shown: of how many concluded reviews and lawsuits how many corrected the body."""
    shown = [one.table[one.table["numerator"].notna() & one.table["denominator"].notna()] for one in rates]
    known = pd.concat(shown)
    if known.empty:
        return no_values(rates[0].measure, rates[0].table)
    existing = rates[0].table[rates[0].table["state"] != "not_existing"]
    facts: dict[str, object] = {
        "years": runs(rates[0].years),
        "units": counted("units", int(known["jurisdiction"].nunique())),
    }
    some = "" if all(len(rows) == len(existing) for rows in shown) else "_some"  # not every unit in every year
    shares = [_share(rows) for rows in shown]
    if not any(isinstance(share, Share) for share in shares):
        return marked(Sentence(f"corrected_none{some}", facts), doubt(known))
    said = Sentence(f"corrected{some}", facts | dict(zip(("reviews", "lawsuits"), shares, strict=True)))
    return marked(said, doubt(known))


def _share(rows: pd.DataFrame) -> object:
    concluded = total(rows["denominator"])
    return Share(total(rows["numerator"]), concluded) if concluded > 0 else Sentence("corrected_nothing")


def share_title(found: Shares) -> Sentence:
    """What all units in the store spent in a year on how many projects, and whose part is the greatest.

    Nobody's where a doubtful amount is among them, or units of several counties.
    """
    projects, amount = found.total(found.projects), found.total(found.amount)
    if projects is None or amount is None:
        return no_values(found.amount.measure, found.of_year(found.amount))
    numbers = [unit.rows[one.measure.code] for one in (found.projects, found.amount) for unit in found.units]
    doubtful = any(row.state == "doubtful" for row in numbers)
    over = {one.measure.code: len(found.spoken(one)) for one in (found.projects, found.amount)}
    said: list[object] = [Quantity(projects, found.projects.measure.unit), Quantity(amount, found.amount.measure.unit)]
    several = len(set(over.values())) > 1
    if several:
        said = [
            Sentence("value_over", {"value": value, "units": counted("units", units)})
            for value, units in zip(said, over.values(), strict=True)
        ]
    facts: dict[str, object] = {
        "year": str(found.year),
        "units": counted("units", found.counted()),
        "projects": said[0],
        "amount": said[1],
    }
    amounts = [unit.rows[found.amount.measure.code] for unit in found.units]
    shares = [(unit.name, found.share(unit)) for unit, row in zip(found.units, amounts, strict=True) if row.number > 0]
    areas = found.of_year(found.amount)["area"].nunique()
    several_at_top = len(shares) < 2 or amounts[0].number == amounts[1].number
    if several:
        return marked(Sentence("share_each", facts), doubtful)
    if several_at_top or doubtful or areas > 1:
        return marked(Sentence("share_units", facts), doubtful)
    return Sentence("share_top", facts | {"place": shares[0][0], "share": shares[0][1]})
