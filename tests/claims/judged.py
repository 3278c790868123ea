"""Whether a title is true: read back, recomputed, its doubt marked and nobody passed over."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.measures import MEASURES
from tests.claims import held, over_years, parts, ranked
from tests.claims.claim import BROKEN, RANKED_FROM, VERB, Claim, View, paths
from tests.claims.clauses import clauses
from tests.claims.grammar import Node

CHECKS = {**ranked.CHECKS, **over_years.CHECKS, **parts.CHECKS, **held.CHECKS}
FEW = 3  # so few units are each spoken of even where nobody chose them
MARKS = ("with_doubt", "doubtful", "rank_doubtful", "all_doubtful")
PHRASES = ("rank", "others", "without")  # panels whose words stand within a sentence or a table


def judge(view: View, lang: str, text: str) -> str:
    """The template of a true title. Raises AssertionError for a false one, and for one that no template gives."""
    assert not BROKEN.search(text), f"broken words: {BROKEN.search(text)}"
    if lang == "en" and view.panel not in PHRASES:
        assert VERB.search(text), "no verb"
    readings = view.world.readers[lang].readings(text)
    assert readings, "no template gives this sentence"
    failed: list[Exception] = []
    for node in readings:
        try:
            claim = Claim(view, lang)
            key = _true(claim, node)
            _marked(claim, any(key in MARKS for key in templates(node)))
            _nobody_passed_over(claim)
            return key
        except (AssertionError, LookupError, ValueError, StopIteration) as error:  # no such unit or year
            failed.append(error)
    raise AssertionError(str(failed[0]) or repr(failed[0])) from failed[0]


def _year_of(claim: Claim, node: Node) -> int | None:
    """The year whose units are counted: that of listed values, and of the only one among classes; else all years."""
    if node.key == "trend_values":
        return int(str(node.get("last")))
    of_classes = node.key == "single" and any(one.key == "apart_class" for one in claim.apart)
    return int(str(node.get("year"))) if of_classes else None


def _true(claim: Claim, node: Node) -> str:
    """The claim itself, out of what stands around it."""
    if node.key == "with_doubt":
        inner = node.get("said")
        assert isinstance(inner, Node)
        return _true(claim, inner)
    if node.key == "clauses":
        clauses(claim, node, _true)
        return node.key
    if node.key == "beside":
        inner, apart = node.get("said"), node.get("apart")
        assert isinstance(inner, Node) and isinstance(apart, list)
        claim.apart += apart
        return _true(claim, inner)
    if "measure" in node.facts:
        measure = MEASURES[claim.view.code]
        assert node.get("measure") in (measure.short[claim.lang], measure.label[claim.lang]), measure.code
    assert node.facts.get("ranked_from", str(RANKED_FROM)) == str(RANKED_FROM), "ranked from"
    for one in ("year", "years"):
        said = node.facts.get(one)
        if claim.view.year and said:
            assert said in (str(claim.view.year), [str(claim.view.year)]), f"{one} of the panel"
    assert node.key in CHECKS, f"no check for {node.key}"
    CHECKS[node.key](claim, node)
    if claim.view.panel == "trend" and claim.apart:
        over_years.without(claim, _year_of(claim, node))
    if claim.view.panel == "ranking" and node.key == "single":
        over_years.without(claim, claim.view.year)
        there = paths(row for row in claim.of_year(claim.view.year or 0) if row.state != "not_existing")
        assert there <= claim.spoken_of, f"passed over: {sorted(there - claim.spoken_of)}"
    return node.key


def _marked(claim: Claim, sign: bool) -> None:
    """A doubtful part marks the sentence; and no sentence is marked that has none."""
    doubtful = [f"{row.unit.path} {row.year}" for row in claim.rests if row.doubtful]
    assert sign or not doubtful, f"unmarked doubt: {doubtful}"
    if sign and claim.view.panel in ("trend", "ranking", "change", "without", "headline"):
        assert any(row.doubtful for row in claim.rows()), "a mark, but nothing is doubtful"


def _nobody_passed_over(claim: Claim) -> None:
    """Of the units chosen, or of a few, each is spoken of."""
    view = claim.view
    if view.panel != "trend":
        return
    units = paths(claim.rows())
    wanted = units & set(view.focus) or (units if len(units) <= FEW else set())
    assert wanted <= claim.spoken_of, f"passed over: {sorted(wanted - claim.spoken_of)}"


def templates(node: object) -> Iterator[str]:
    """All templates in a reading."""
    if isinstance(node, Node):
        yield node.key
        for one in node.facts.values():
            yield from templates(one)
    elif isinstance(node, list):
        for one in node:
            yield from templates(one)
