"""What a whole is made of, what came and went, who spent how much, how many were corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from analytics.measures import MEASURES
from tests.claims.claim import (
    RANKED_FROM,
    Claim,
    counted,
    number,
    paths,
    percent,
    quantity,
    share,
    speaking,
    total,
    years_in,
)
from tests.claims.figures import Row
from tests.claims.grammar import Node

RESULTS = ("upheld", "corrected", "other", "pending")
REASONS = ("refused_", "unable_", "not_processed_")
OUTCOMES = ("granted", "partly", "refused", "unable", "not_processed", "other")
APPLICANTS = ("natural", "business", "research", "welfare", "legal", "other")
FLOW = ("new", "carried_in", "closed", "carried_out")
# Each panel: its parts, the whole they add up to, and whether only units with all of them are summed.
MADE_OF: Mapping[str, tuple[tuple[str, ...], str, bool]] = {
    "outcomes": (tuple(f"applications_{one}" for one in OUTCOMES), "applications_closed", True),
    "reasons": (tuple(code for code in MEASURES if code.startswith(REASONS)), "", False),
    "applicants": (tuple(f"applicants_{one}" for one in APPLICANTS), "applications_new", True),
    "documents": (("documents_made", "documents_repealed", "documents_in_force"), "", False),
    "decisions": (("licences", "penalties", "coercion", "fees_amount"), "", False),
    "reviews": (tuple(f"reviews_{one}" for one in RESULTS), "reviews", True),
    "lawsuits": (tuple(f"lawsuits_{one}" for one in RESULTS), "lawsuits", True),
    "flow": (tuple(f"applications_{one}" for one in FLOW), "", True),
}
SHOWN = 3


def summed(claim: Claim, name: str, year: int) -> dict[str, list[Row]]:
    """Of each measure of a panel the rows that may be added up: of the form that most use, and whole ones only."""
    assert name in MADE_OF, f"{name} is no panel of parts"
    parts, whole, together = MADE_OF[name]
    found: dict[str, list[Row]] = {}
    for code in (*parts, *([whole] if whole else [])):
        rows = speaking(claim.of_year(year, code))
        sizes = Counter(row.series for row in rows)
        main = min((series for series in sizes if sizes[series] == max(sizes.values())), default="")
        found[code] = [row for row in rows if row.series == main]
    if together:
        whole_ones = set.intersection(*(paths(rows) for rows in found.values()))
        found = {code: [row for row in rows if row.unit.path in whole_ones] for code, rows in found.items()}
    return found


def _forms(claim: Claim, name: str, year: int) -> dict[str, int]:
    """How many units have a number on another form than the one summed."""
    apart: dict[str, set[str]] = {}
    parts, whole, _ = MADE_OF[name]
    for code in (*parts, *([whole] if whole else [])):
        rows = speaking(claim.of_year(year, code))
        sizes = Counter(row.series for row in rows)
        main = min((series for series in sizes if sizes[series] == max(sizes.values())), default="")
        for row in rows:
            if row.series != main:
                apart.setdefault(row.form, set()).add(row.unit.path)
    return {form: len(units) for form, units in apart.items()}


def made_of(claim: Claim, node: Node) -> None:
    """The parts of a panel, named and counted, add up to what is there."""
    if node.key == "parts_apart":
        said = node.get("said")
        assert isinstance(said, Node)
        made_of(claim, said)
        parts, whole, _ = MADE_OF[claim.view.panel]
        rows = summed(claim, claim.view.panel, int(str(said.get("year"))))
        together = sum((total(rows[code]) for code in parts), Fraction())
        assert together != total(rows[whole]), "they do agree"
        quantity(claim, node.get("sum"), together, whole)
        return
    year = int(str(node.get("year")))
    rows = summed(claim, claim.view.panel, year)
    parts, whole, _ = MADE_OF[claim.view.panel]
    assert claim.told_forms() == _forms(claim, claim.view.panel, year), "those on another form"
    sums = {code: total(rows[code]) for code in parts if rows[code]}
    assert sums, "nothing is summed"
    claim.rest_on(row for own in rows.values() for row in own)
    if "units" in node.facts:
        most = max(len(own) for own in rows.values())
        assert counted(claim, node.get("units")) == most, f"{most} units"
        singular = node.key.endswith("_one")
        assert node.key not in ("parts_whole_zero", "parts_whole_zero_one") or singular == (most == 1)
    if node.key in ("parts_whole", "parts_whole_zero", "parts_whole_zero_one"):
        quantity(claim, node.get("total"), total(rows[whole]), whole)
    match node.key:
        case "parts_none" | "parts_none_known" | "parts_whole_zero" | "parts_whole_zero_one":
            assert not any(sums.values()), "something is not 0"
            assert node.key != "parts_none" or len(sums) == len(parts), "some parts have no figure"
            assert node.key != "parts_none_known" or number(node.get("n"), claim.lang) == len(sums)
        case "parts_whole":
            _listed(claim, node, sums, total(rows[whole]), every=True)
        case "parts_alone" | "parts_each":
            sizes = {len(own) for own in rows.values() if own}
            assert (node.key == "parts_each") == (len(sizes) > 1), f"parts over {sizes} units"
            _listed(claim, node, sums, None, every=True, rows=rows if len(sizes) > 1 else None)
        case "parts_reasons":
            _listed(claim, node, sums, None, every=False)
        case "parts_reasons_tied":
            greatest = max(sums.values())
            tied = [code for code, value in sums.items() if value == greatest]
            assert number(node.get("n"), claim.lang) == len(tied) and greatest, f"{len(tied)} tie"
            quantity(claim, node.get("value"), greatest, tied[0])


def _listed(
    claim: Claim,
    node: Node,
    sums: Mapping[str, Fraction],
    whole: Fraction | None,
    *,
    every: bool,
    rows: Mapping[str, Sequence[Row]] | None = None,
) -> None:
    """The parts one by one, the greatest first; the others together or, of reasons, less than those named."""
    named: dict[str, Fraction] = {}
    said = node.get("parts")
    assert isinstance(said, list)
    left = dict(sums)
    for one in said:
        if one.key == "parts_nothing":
            assert not any(sums.values()), "some part is not 0"
            continue
        if one.key == "parts_rest":
            rest = [value for code, value in left.items() if value]
            assert number(one.get("n"), claim.lang) == len(rest), f"{len(rest)} other parts"
            quantity(claim, one.get("value"), sum(rest, Fraction()), next(iter(sums)))
            left = {}
            continue
        if one.key == "part_over":
            assert rows is not None, "all over the same units"
            units, one = counted(claim, one.get("units")), one.get("part")
        else:
            units = None
        code = next(c for c in left if MEASURES[c].short[claim.lang] == one.get("part"))
        value = one.get("value")
        if isinstance(value, Node):
            assert whole and whole >= RANKED_FROM, "no share of so few"
            share(claim, value, left[code], whole)
        else:
            quantity(claim, value, left[code], code)
        assert rows is None or units == len(rows[code]), f"{code} over {len(rows[code])}"
        named[code] = left.pop(code)
    if whole is not None or not every:
        assert list(named.values()) == sorted(named.values(), reverse=True), "the greatest first"
        assert not any(value > min(named.values()) for value in left.values()), "a greater part is not named"
    if every:
        assert not any(left.values()), f"parts passed over: {[code for code, value in left.items() if value]}"
    else:
        assert not any(value == min(named.values()) for value in left.values()), "cut among equals"


def flow(claim: Claim, node: Node) -> None:
    year = int(str(node.get("year")))
    rows = summed(claim, "flow", year)
    sums = {name: total(rows[f"applications_{name}"]) for name in FLOW}
    units = paths(rows["applications_new"])
    assert counted(claim, node.get("units")) == len(units), f"{len(units)} units"
    own = {
        path: [next(row.value or 0 for row in rows[f"applications_{name}"] if row.unit.path == path) for name in FLOW]
        for path in units
    }
    apart = {path for path, (new, brought, closed, over) in own.items() if new + brought != closed + over}
    assert (node.key == "flow_apart") == bool(apart), f"do not close: {apart}"
    if node.key == "flow_apart":
        said = node.get("places")
        assert set(said) == apart if isinstance(said, list) else counted(claim, said) == len(apart), apart
    if node.key == "flow_zero":
        assert not any(sums.values()), "there were some"
    else:
        for name, value in sums.items():
            quantity(claim, node.get(name), value, f"applications_{name}")
    claim.rest_on(row for one in rows.values() for row in one)


def corrected(claim: Claim, node: Node) -> None:
    codes = {"reviews": "review_correction_rate", "lawsuits": "lawsuit_correction_rate"}
    every = {name: claim.rows(code) for name, code in codes.items()}
    known = {name: [r for r in rows if r.above is not None and r.below is not None] for name, rows in every.items()}
    assert years_in(node.get("years")) == sorted({row.year for row in every["reviews"]})
    units = set.union(*(paths(rows) for rows in known.values()))
    assert counted(claim, node.get("units")) == len(units), f"{len(units)} units"
    existing = sum(1 for row in every["reviews"] if row.state != "not_existing")
    some = any(len(rows) != existing for rows in known.values())
    assert node.key.endswith("_some") == some, "whether every unit has figures of every year"
    for name, rows in known.items():
        below = total(rows, "below")
        said = node.facts.get(name)
        if said is None or (isinstance(said, Node) and said.key == "corrected_nothing"):
            assert below <= 0, f"{below} {name} were concluded"
        else:
            share(claim, said, total(rows, "above"), below)
        claim.rest_on(rows)


def shares(claim: Claim, node: Node) -> None:
    """Procurement: projects and amounts of a year, and whose part is the greatest."""
    year = int(str(node.get("year")))
    known = {
        name: speaking(claim.of_year(year, f"procurement_{code}"))
        for name, code in (("projects", "projects"), ("amount", "amount"))
    }
    several = len({len(rows) for rows in known.values()}) > 1
    assert (node.key == "share_each") == several, "over the same units"
    for name, rows in known.items():
        said = node.get(name)
        if several:
            assert isinstance(said, Node) and counted(claim, said.get("units")) == len(rows), f"{len(rows)} units"
            said = said.get("value")
        quantity(claim, said, total(rows), f"procurement_{name}")
        claim.rest_on(rows)
    if "units" in node.facts:
        assert counted(claim, node.get("units")) == len(known["amount"])
    if "place" in node.facts:
        greatest = max(row.value or 0 for row in known["amount"])
        leaders = [row for row in known["amount"] if row.value == greatest]
        assert [row.unit.path for row in leaders] == [node.get("place")], f"most: {paths(leaders)}"
        percent(node.get("share"), Fraction(greatest), total(known["amount"]))
        assert len({row.unit.area for row in known["amount"]}) == 1, "several counties"


CHECKS: dict[str, Callable[[Claim, Node], None]] = {
    **dict.fromkeys(
        (
            *("parts_whole", "parts_apart", "parts_whole_zero", "parts_whole_zero_one", "parts_alone", "parts_each"),
            *("parts_reasons", "parts_reasons_tied", "parts_none", "parts_none_known"),
        ),
        made_of,
    ),
    **dict.fromkeys(("flow_closes", "flow_apart", "flow_zero"), flow),
    **dict.fromkeys(("corrected", "corrected_some", "corrected_none", "corrected_none_some"), corrected),
    **dict.fromkeys(("share_units", "share_each", "share_top"), shares),
}
