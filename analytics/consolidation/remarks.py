"""What is to be said of a consolidation, a line each: who is missing, what was left out, what does not close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import words
from analytics.consolidation.cell import UNSURE, Own, Part, Unit
from analytics.consolidation.consolidation import Breach, Consolidation
from analytics.measures.measure import leaf
from data import forms
from data.forms import INDICATORS
from data.numbers import dashed, plain
from data.review.county import FEES, unit_of

MOST = 6  # cells that a line names; a whole table is named as such
STATES = ("missing", "blank", "unread", *UNSURE)
COUNTED = ("zero", "within", "nil")  # parts that are 0 for certain, told by their number alone
# In which order units are spoken of.
KEYS = (
    "other_form",
    "other_form_whole",
    "superseded",
    *(f"part_{state}" for state in STATES),
    "corrected",
    "added_rows",
)


def _say(key: str, lang: str, **values: object) -> str:
    return words.say(f"consolidation.{key}", lang, **values)


def coverage(found: Consolidation, lang: str) -> str:
    """How many units of how many, in one line: 18个单位中17个."""
    doubtful = sum(one.doubtful for one in found.sums.values())
    said = {
        **{"name": found.name, "year": found.year, "total": len(found.expected), "n": len(found.reporting)},
        **{"form": found.form, "cells": len(found.sums), "doubtful": doubtful},
    }
    lines = [_say("coverage", lang, **said)]
    if missing := len(found.expected) - len(found.reporting):
        unsure = sum(one.unsure for one in found.sums.values())
        lines.append(_say("coverage_missing", lang, n=missing, unsure=unsure))
    return ("" if lang == "zh" else " ").join(lines)


def remarks(found: Consolidation, lang: str) -> list[str]:
    """All that a reader must know of the sums, the gravest first."""
    return [
        *_units(found, lang),
        *_breaches(found, lang),
        *_balanced(found, lang),
        *_carried(found, lang),
        *_published(found, lang),
        *_own(found, lang),
        *_parts(found, lang),
    ]


def _units(found: Consolidation, lang: str) -> Iterator[str]:
    join = _say("join", lang)
    if found.selection.made_up:
        yield _say("made_up", lang)
    if gone := [unit.path for unit in found.units if unit.report is None and not unit.existed]:
        yield _say("not_existing", lang, units=join.join(gone))
    if awaited := [unit.path for unit in found.expected if unit.report is None]:
        yield _say("no_report", lang, n=len(awaited), units=join.join(awaited))
    for key in ("above", "below"):
        if paths := getattr(found.selection, key):
            yield _say(key, lang, units=join.join(paths))
    if found.selection.without:
        yield _say("without", lang, units=join.join(found.selection.without))
    for above, below in found.selection.twice:
        yield _say("twice", lang, above=above, below=below)
    if found.asked.returned:
        yield _say("returned", lang, units=join.join(found.asked.returned))
    for paths in found.asked.alike:
        yield _say("alike", lang, units=join.join(paths))
    for earlier, later in found.asked.followed:
        yield _say("followed", lang, earlier=earlier, later=later)
    if found.asked.holding:
        yield _say("holding", lang, unit=found.asked.holding)
    if all(unit.forms[section] != found.form for unit in found.reporting for section in forms.CHANGING):
        yield _say("all_old", lang, form=found.form, other=found.reporting[0].forms["2"])


def _breaches(found: Consolidation, lang: str) -> Iterator[str]:
    for one in found.breaches:
        yield _say(
            "breach",
            lang,
            cells=_equation(one, found.form, lang),
            left=plain(one.left),
            right=plain(one.right),
            difference=plain(abs(one.left - one.right)),
            who=_who(one, lang),
        )


def _carried(found: Consolidation, lang: str) -> Iterator[str]:
    if moved := found.asked.carried:
        units = _say("join", lang).join(
            _say("carried_unit", lang, unit=one.unit, before=plain(one.before), now=plain(one.now)) for one in moved
        )
        compared, before, now = found.asked.over
        said = {"of": compared, "before": plain(before), "now": plain(now), "units": units}
        yield _say("carried", lang, n=len(moved), **said)


def _published(found: Consolidation, lang: str) -> Iterator[str]:
    """What the sums say against the county's own reports; a cell each, of the same year all in one.

    While reports are missing the sums are too small: told then is only what is too large already.
    """
    body, steps = found.published.body, found.published.steps
    if missing := len(found.expected) - len(found.reporting):
        told = [one for one in steps if one.kind == "jump" and one.now > one.before]
        if len(told) < len(steps):
            yield _say("published_wait", lang, body=body, n=missing)
        steps = tuple(told)
    differs = [one for one in steps if one.kind == "differs"]
    for one in steps:
        if one.kind != "differs":
            cell, before, now = cell_name(one.code, found.form, lang), plain(one.before), plain(one.now)
            unit = words.say(f"ui.unit_{INDICATORS[one.code].unit}", lang)
            said = {"cell": cell, "body": body, "year": one.year, "before": before, "now": now, "unit": unit}
            yield _say(f"published_{one.kind}", lang, **said)
    if differs:
        cells = _listed([one.code for one in differs], found.form, lang)
        yield _say("published_differs", lang, body=body, year=found.year, n=len(differs), cells=cells)


def _balanced(found: Consolidation, lang: str) -> Iterator[str]:
    """Units whose own figures do not close where the mistakes of several cancel out in the sum."""
    named = {path for one in found.breaches for path, _ in one.units}
    if units := [path for path in found.unbalanced if path not in named]:
        yield _say("unbalanced", lang, units=_say("join", lang).join(units))


def _equation(one: Breach, form: str, lang: str) -> str:
    """The sum by its first and last cell, which name the row or column."""
    identity = next(i for i in forms.identities(form) if (*i.left, *i.right) == one.cells)
    left = " + ".join(cell_name(code, form, lang) for code in identity.left)
    right = [cell_name(code, form, lang) for code in identity.right]
    return f"{left} = {' + '.join(right) if len(right) <= 2 else f'{right[0]} + … + {right[-1]}'}"


def _who(one: Breach, lang: str) -> str:
    """Who breaks it: units whose figures do not close, apart from those of which a part is left out here."""
    said = []
    for key, known in (("breach_by", True), ("breach_left", False)):
        units = [
            f"{path} {plain(by) if by < 0 else '+' + plain(by)}"
            for path, by in one.units
            if (path in one.whole) == known
        ]
        if units:
            said.append(_say(key, lang, units=_say("join", lang).join(units)))
    return "".join([*said, *([_say("breach_own", lang)] if one.own else [])])


def _own(found: Consolidation, lang: str) -> Iterator[str]:
    for code, one in found.sums.items():
        if one.own:
            cell, value = cell_name(code, found.form, lang), _amount(one.own, lang)
            yield _say("own", lang, cell=cell, value=value, by=one.own.by, reason=one.own.reason, sum=dashed(one.added))
    if found.fees:
        yield _say("fees_own", lang, value=plain(found.fees.value), by=found.fees.by, reason=found.fees.reason)
    if found.fees_said:
        told = _say("join", lang).join(_say("fees_unit", lang, unit=unit, said=said) for unit, said in found.fees_said)
        yield _say("fees_said", lang, told=told)
    for body, own in found.unused:
        labels = [] if own.cell == FEES else list(INDICATORS[own.cell].labels)
        cell = cell_name(own.cell, labels[0] if labels and found.form not in labels else found.form, lang)
        whose = body or _say("unnamed", lang)
        yield _say("own_unused", lang, cell=cell, value=_amount(own, lang), by=own.by, body=whose)


def _amount(own: Own, lang: str) -> str:
    """Its number; of money in the unit that it was entered in, which is not that of the form."""
    unit = unit_of(own.cell)
    return plain(own.value) + (words.say(f"ui.unit_{unit}", lang) if unit == "元" else "")


def _parts(found: Consolidation, lang: str) -> Iterator[str]:
    """What is to be known of the units' parts; units of which the same is to be said are named together."""
    said: dict[tuple[str, tuple[tuple[str, object], ...]], list[str]] = {}
    counted: dict[str, list[str]] = {}
    for place, unit in enumerate(found.expected):
        if unit.report is None:
            continue
        parts = {code: one.parts[place] for code, one in found.sums.items()}
        for key, values in (*_of_form(found, unit, parts, lang), *_of_cells(found, unit, parts, lang)):
            said.setdefault((key, tuple(values.items())), []).append(unit.path)
        for state in COUNTED:
            if n := sum(part.state == state for part in parts.values()):
                counted.setdefault(state, []).append(_say("part_n", lang, unit=unit.path, n=n))
    join = _say("join", lang)
    for (key, items), units in sorted(said.items(), key=lambda one: KEYS.index(one[0][0])):
        yield _say(key, lang, unit=join.join(units), **dict(items))
    for state in COUNTED:
        if state in counted:
            yield _say(f"part_{state}", lang, units=join.join(counted[state]))


Said = tuple[str, dict[str, object]]


def _of_cells(found: Consolidation, unit: Unit, parts: Mapping[str, Part], lang: str) -> Iterator[Said]:
    """Of a unit's cells: left out, doubtful, corrected; and the rows that its document adds."""
    for state in STATES:
        if codes := [code for code, part in parts.items() if part.state == state]:
            yield f"part_{state}", {"n": len(codes), "cells": _listed(codes, found.form, lang)}
    if codes := [code for code, part in parts.items() if part.decided == "correct"]:
        yield "corrected", {"n": len(codes), "cells": _listed(codes, found.form, lang)}
    if rows := found.added_rows.get(unit.path):
        yield "added_rows", {"rows": _say("join", lang).join(rows)}


def _of_form(found: Consolidation, unit: Unit, parts: Mapping[str, Part], lang: str) -> Iterator[Said]:
    """A unit on another form: its tables, what has no counterpart, and what only its own form has."""
    there = {INDICATORS[code].section for code, part in parts.items() if part.state != "missing"}
    without = [code for code, part in parts.items() if part.state == "no_counterpart"]
    other = [s for s in forms.CHANGING if s in there and forms.differ(s, unit.forms[s], found.form)]
    if other:
        tables = _say("join", lang).join(_say("table", lang, section=_number(section, lang)) for section in other)
        said: dict[str, object] = {"tables": tables, "form": unit.forms[other[0]]}
        if without:
            yield "other_form", {**said, "n": len(without), "cells": _listed(without, found.form, lang)}
        else:
            yield "other_form_whole", said
    if lost := found.superseded.get(unit.path):
        cells = (
            f"{cell_name(code, unit.forms[INDICATORS[code].section], lang)} {plain(value)}" for code, value in lost
        )
        yield "superseded", {"cells": _say("join", lang).join(cells)}


def _number(section: str, lang: str) -> str:
    return {"2": "二", "3": "三", "4": "四"}[section] if lang == "zh" else section


def cell_name(code: str, form: str, lang: str) -> str:
    """A cell in the words of the form: 表二“规章·本年制发件数”."""
    if code == FEES:
        return _say("fees", lang)
    cell = INDICATORS[code]
    row, column = cell.labels[form]
    return _say("cell", lang, section=_number(cell.section, lang), row=leaf(row), column=column)


def _listed(codes: Iterable[str], form: str, lang: str) -> str:
    """The cells in the words of the form, those of a whole table by its name, no more than `MOST`."""
    left = list(codes)
    names = []
    for section in forms.TABLE_SECTIONS:
        whole = [cell.code for cell in forms.indicators(form, section)]
        if set(whole) <= set(left):
            names.append(_say("table_whole", lang, section=_number(section, lang)))
            left = [code for code in left if code not in whole]
    names += [cell_name(code, form, lang) for code in left[:MOST]]
    said = _say("join", lang).join(names)
    return _say("more", lang, cells=said) if len(left) > MOST else said
