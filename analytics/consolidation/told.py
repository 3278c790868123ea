"""What would change in kept sums, in words and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import words
from analytics.consolidation.changes import Changed, Changes, Turned
from analytics.consolidation.kept import Kept
from analytics.consolidation.remarks import cell_name
from analytics.export import Column, Table
from data.clock import moment
from data.forms import INDICATORS
from data.numbers import dashed

COLUMNS = (
    *(Column("name"), Column("jurisdiction"), Column("year", "integer"), Column("form"), Column("section")),
    *(Column("row"), Column("column"), Column("old", "decimal"), Column("new", "decimal"), Column("unit")),
    Column("parts"),
)
LISTED = ("name", "jurisdiction", "year", "form", "by", "at", "snapshot", "versions", "changes")


def _say(key: str, lang: str, **values: object) -> str:
    return words.say(f"consolidation.{key}", lang, **values)


def summary(one: Kept, found: Changes, lang: str) -> str:
    """In one line who kept them when, and how much would be otherwise now."""
    said = {"name": one.name, "by": one.by, "at": moment(one.at)}
    if found.now is None:
        return _say("kept_gone", lang, **said, why=found.why.say(lang) if found.why else "")
    if not found.any:
        return _say("kept_same", lang, **said)
    return _say("kept_changed", lang, **said, n=len(found.cells), units=len(found.units))


def reasons(found: Changes, lang: str) -> list[str]:
    """Why, a line each unit; then what keeps its number."""
    lines = [_turned(one, lang) for one in found.units]
    if own := [one.code for one in found.cells if one.own]:
        lines.append(_say("kept_own", lang, n=len(own)))
    if found.fees:
        lines.append(_say("kept_fees", lang, old=dashed(found.fees[0]), new=dashed(found.fees[1])))
    if found.doubts:
        lines.append(_say("kept_doubts", lang, n=len(found.doubts)))
    return lines


def _turned(one: Turned, lang: str) -> str:
    return _say(f"turned_{one.why}", lang, unit=one.unit, other=one.other)


def moved(one: Changed, lang: str) -> str:
    """By which units a cell would change: 云山镇 3→5; of the county's own figure that it is that."""
    parts = [f"{each.unit} {dashed(each.old)}→{dashed(each.new)}" for each in one.by]
    return "; ".join([*([_say("own_changes", lang)] if one.own else []), *parts])


def changed(one: Kept, found: Changes, lang: str) -> Table:
    """One row per cell whose number would change; amounts in 元."""
    return Table("changes", COLUMNS, _rows(one, found.cells, lang))


def _rows(one: Kept, cells: Sequence[Changed], lang: str) -> Iterator[tuple[object, ...]]:
    for cell in cells:
        declared = INDICATORS[cell.code]
        where = (one.name, one.found.name, one.year, one.form, declared.section, *declared.labels[one.form])
        yield (*where, cell.old, cell.new, declared.unit, moved(cell, lang))


def shown(one: Kept, found: Changes, lang: str) -> list[tuple[str, ...]]:
    """For people: cell in the words of the form, then, now, by whom."""
    return [
        (
            cell_name(cell.code, one.form, lang),
            *(dashed(value) + (_money(cell.code, lang) if value else "") for value in (cell.old, cell.new)),
            moved(cell, lang),
        )
        for cell in found.cells
    ]


def _money(code: str, lang: str) -> str:
    """元 beside an amount: the form's own header may say 万元."""
    return words.say("ui.unit_元", lang) if INDICATORS[code].unit == "元" else ""
