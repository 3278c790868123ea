"""What is said of one year against another unit by unit: who is named with which numbers, and how many are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from analytics.measures import MEASURES
from tests.claims.claim import PLAIN_FRACTION, Claim, counted, number, quantity, share
from tests.claims.figures import Row
from tests.claims.grammar import Node
from tests.claims.over_years import Pair, pairs

LARGEST = 3
ALIKE = 1.4  # so far apart may the units of one shift be


def flat(node: Node) -> Iterator[Node]:
    """The clauses of a chain in order."""
    if node.key == "clauses":
        for name in ("first", "second"):
            one = node.get(name)
            assert isinstance(one, Node)
            yield from flat(one)
    else:
        yield node


def bare(node: Node) -> Node:
    """What is marked, without its mark."""
    inner = node.get("said") if node.key == "with_doubt" else node
    assert isinstance(inner, Node)
    return inner


def difference(claim: Claim, pair: Pair) -> Fraction | None:
    """By how much the unit moved; of a share only where both wholes are large enough for one."""
    if MEASURES[claim.view.code].kind == "rate":
        wholes = [row.below or Fraction() for row in (pair.earlier, pair.later)]
        if min(wholes) < PLAIN_FRACTION:
            return None
    return (pair.later.value or Fraction()) - (pair.earlier.value or Fraction())


def end(claim: Claim, said: object, row: Row) -> None:
    if MEASURES[claim.view.code].kind == "rate":
        share(claim, said, row.above or Fraction(), row.below or Fraction())
    else:
        quantity(claim, said, row.value or Fraction())


def move(claim: Claim, node: Node, known: dict[str, Pair]) -> Pair:
    """One unit named with both numbers, marked if either is doubtful."""
    said = bare(node)
    pair = known[str(said.get("place"))]
    assert (node.key == "with_doubt") == (pair.earlier.doubtful or pair.later.doubtful), f"{pair.path}: doubtful"
    moved = (pair.later.value or Fraction()) - (pair.earlier.value or Fraction())
    assert said.key == f"move_{'up' if moved > 0 else 'down' if moved < 0 else 'same'}", f"{pair.path} by {moved}"
    if "earlier" in said.facts:
        end(claim, said.get("earlier"), pair.earlier)
    end(claim, said.get("later"), pair.later)
    return pair


def clauses(claim: Claim, node: Node, first: Callable[[Claim, Node], object]) -> None:
    """All together is checked by `first`; then each unit is named once or counted once, the three largest are named."""
    whole, *rest = flat(node)
    first(claim, whole)
    said = bare(whole)
    found = pairs(claim, int(str(said.get("base"))), int(str(said.get("year"))))
    known = {pair.path: pair for pair in found}
    named: list[Pair] = []
    largest: list[Pair] = []
    others = 0
    for one in map(bare, rest):
        if "moves" in one.facts:
            moves = one.get("moves")
            assert isinstance(moves, list)
            told = [move(claim, each, known) for each in moves]
            named += told
            if one.key == "listed_notable_many":
                others += counted(claim, one.get("units")) - len(told)
            if not one.key.startswith("listed_notable"):
                largest += told
            assert "n" not in one.facts or number(one.get("n"), claim.lang) == len(told), f"{len(told)} named"
        elif one.key.startswith("shift_"):
            _shift(claim, one, found)
        elif one.key == "listed_same":
            same = [pair for pair in found if difference(claim, pair) == 0]
            assert counted(claim, one.get("units")) == len(same), f"{len(same)} are the same"
            others += len(same)
        else:
            others += counted(claim, one.get("rest"))
    assert len(set(named)) == len(named), "named twice"
    assert len(named) + others == len(found), f"{len(found)} units, {len(named)} named and {others} counted"
    sizes = [abs(difference(claim, pair) or 0) for pair in found if pair not in named]
    assert not largest or max(sizes, default=Fraction()) <= min(abs(difference(claim, p) or 0) for p in largest), (
        "a larger change is not named"
    )
    moved = sum(1 for pair in found if difference(claim, pair))
    assert len(named) >= min(LARGEST, moved), "the three largest are named"


def _shift(claim: Claim, node: Node, found: list[Pair]) -> None:
    """So many units went from about one number to about another."""
    assert counted(claim, node.get("units")) == len(found), f"{len(found)} units"
    ends = [float(str(node.get(name)).rstrip("件项条元 ").replace(",", "")) for name in ("earlier", "later")]

    def near(pair: Pair) -> bool:
        rows = (pair.earlier, pair.later)
        return all(one / ALIKE <= float(row.value or 0) <= one * ALIKE for one, row in zip(ends, rows, strict=True))

    alike = sum(1 for pair in found if near(pair))
    assert 0 < number(node.get("n"), claim.lang) <= alike, f"{alike} moved so"
    assert (node.key == "shift_up") == (ends[1] > ends[0])
