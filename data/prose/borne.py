"""Whether a sentence itself bears out the table that one of its numbers seems to contradict."""

from __future__ import annotations

from collections.abc import Iterable

from data.prose.fact import Fact, Kind
from data.prose.measures import Cells

_LOOSE = frozenset({"", "receive", "handle", "occur"})  # verbs that leave open what exactly is counted


def borne_out(fact: Fact, table: Cells, beside: Iterable[Fact]) -> bool:
    """Whether the table's number stands in the sentence, said plainly of what no cell is known to hold.

    复议共168件，信息公开类12件 over a table with 12: the 168 is not the number that the table holds. `beside` are all
    facts of the sentence.
    """
    loose = fact.measure.partition(".")[2] in _LOOSE and fact.column == "total"
    if not (loose and table.total) or fact.low != fact.high:
        return False
    return any(
        one.kind is Kind.ABSOLUTE and not (one.measure or one.who) and one.low == table.total and one.unit == fact.unit
        for one in beside
    )
