"""What people decide, from the terminal: correct, confirm, waive, return, accept, withdraw, reassign and the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import words
from analytics import consolidation, reassigned
from analytics.places import bodies
from analytics.sheet import sheet
from cli.options import Lang, StoreFolder, moment, told
from cli.stored import live
from data import forms
from data.errors import BadRequest
from data.review import Deadline, OwnFigure, Wish
from data.store import Snapshot, Store, default_folder
from data.store.acting import Wanted
from data.store.journal import Entry

SHOWN = 3  # of what an undone step brought, told one by one
# Whose old and new say something to people.
CHANGES = ("correct", "confirm", "deadline", "handed", "reassign", "own")
Unit = Annotated[str, typer.Option("--unit", help=told("decide_unit"))]
Year = Annotated[int, typer.Option("--year", help=told("decide_year"))]
CellCode = Annotated[str, typer.Option("--cell", help=told("decide_cell"))]
By = Annotated[str, typer.Option("--by", help=told("decide_by"))]
Reason = Annotated[str, typer.Option("--reason", help=told("decide_reason"))]


def correct(
    unit: Unit,
    year: Year,
    cell: CellCode,
    value: Annotated[str, typer.Option("--value", help=told("decide_value"))],
    by: By,
    reason: Reason,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    _decide(store, lang, Wish("correct", _path(store, unit), year, by, reason, cell=cell, value=value))


def confirm(
    unit: Unit, year: Year, cell: CellCode, by: By, reason: Reason = "", store: StoreFolder = None, lang: Lang = "zh"
) -> None:
    _decide(store, lang, Wish("confirm", _path(store, unit), year, by, reason, cell=cell))


def waive(
    unit: Unit,
    year: Year,
    finding: Annotated[str, typer.Option("--finding", help=told("decide_finding"))],
    by: By,
    reason: Reason,
    cell: CellCode = "",
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    _decide(store, lang, Wish("waive", _path(store, unit), year, by, reason, cell=cell, rule=finding))


def return_(unit: Unit, year: Year, by: By, reason: Reason = "", store: StoreFolder = None, lang: Lang = "zh") -> None:
    _decide(store, lang, Wish("return", _path(store, unit), year, by, reason))


def accept(unit: Unit, year: Year, by: By, reason: Reason = "", store: StoreFolder = None, lang: Lang = "zh") -> None:
    _decide(store, lang, Wish("accept", _path(store, unit), year, by, reason))


def withdraw(unit: Unit, year: Year, by: By, reason: Reason = "", store: StoreFolder = None, lang: Lang = "zh") -> None:
    _decide(store, lang, Wish("withdraw", _path(store, unit), year, by, reason))


def reassign(
    unit: Unit,
    year: Year,
    by: By,
    reason: Reason,
    to_unit: Annotated[str, typer.Option("--to-unit", help=told("decide_to_unit"))] = "",
    to_year: Annotated[int | None, typer.Option("--to-year", help=told("decide_to_year"))] = None,
    document: Annotated[str, typer.Option("--document", help=told("decide_document"))] = "",
    replace: Annotated[bool, typer.Option("--replace", help=told("decide_replace"))] = False,
    new_unit: Annotated[bool, typer.Option("--new-unit", help=told("decide_new_unit"))] = False,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    known = bodies(live(store), "reported")
    there = known.named(to_unit) if to_unit and not (new_unit and not known.find(to_unit)) else to_unit
    more: dict[str, Any] = {"to_unit": there, "to_year": to_year, "replace": replace, "new_unit": new_unit}
    path = _path(store, unit)
    if document:
        more["document"] = _hash(live(store), path, year, document)
    _decide(store, lang, Wish("reassign", path, year, by, reason, **more))


def _hash(snapshot: Snapshot, path: str, year: int, file: str) -> str:
    """The hash of a unit's earlier version by the name of its file, or the first letters of its hash.

    Raises BadRequest where none or several are called so.
    """
    versions = sheet(snapshot, path, year).superseded
    there = [one for one in versions if file == one.source_file]
    there = there or [one for one in versions if one.sha256.startswith(file)]
    if len(there) != 1:
        raise BadRequest("reassign_no_document", place=path, year=year)
    return there[0].sha256


def handed(
    unit: Unit,
    year: Year,
    day: Annotated[str, typer.Option("--date", help=told("deadline_date"))],
    by: By,
    reason: Reason = "",
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    _decide(store, lang, Wish("handed", _path(store, unit), year, by, reason, day=_day(day)))


def deadline(
    year: Year,
    day: Annotated[str, typer.Option("--date", help=told("deadline_date"))],
    by: By,
    kind: Annotated[str, typer.Option("--class", help=told("deadline_class"))] = "",
    published: Annotated[bool, typer.Option("--published", help=told("deadline_published"))] = False,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    known = set(bodies(live(store), "reported").table["kind"].to_pylist())
    _decide(store, lang, Deadline(year, kind.strip(), by, _day(day), "published" if published else "due"))
    if kind.strip() and kind.strip() not in known:
        join = words.say("view.join", lang)
        typer.echo(words.say("cli.deadline_nobody", lang, kind=kind.strip(), known=join.join(sorted(known))), err=True)


def own(
    year: Year,
    cell: CellCode,
    by: By,
    reason: Reason,
    value: Annotated[str, typer.Option("--value", help=told("own_value"))] = "",
    parent: Annotated[str | None, typer.Option("--parent", help=told("own_parent"))] = None,
    store: StoreFolder = None,
    lang: Lang = "zh",
) -> None:
    body = consolidation.chosen(live(store), year, None, parent, None).body
    _decide(store, lang, OwnFigure(body, year, forms.of_year(year), cell, value, by, reason))


def undo(by: By, store: StoreFolder = None, lang: Lang = "zh") -> None:
    done = Store(store or default_folder()).undo(by)
    said = [_said(one, lang) for one in done.entries[:SHOWN]] or [done.left]
    if len(done.entries) > SHOWN:
        said.append(words.say("cli.undone_more", lang, n=len(done.entries) - SHOWN))
    typer.echo(words.say("cli.undone", lang, what=words.say("view.join", lang).join(said), snapshot=done.live))
    _unsure(done.sure, lang)


def _decide(store: Path | None, lang: str, wish: Wanted) -> None:
    done = Store(store or default_folder()).act([wish])
    _tell(done.entries, lang)
    _unsure(done.sure, lang)


def _tell(entries: Sequence[Entry], lang: str) -> None:
    for one in entries:
        typer.echo(_said(one, lang))
        if (told := one.detail.get("earlier")) and told["by"] != one.by:
            typer.echo(_before(told, lang))
        if one.kind == "reassign":
            for line in reassigned.told(one.detail, one.old, lang):
                typer.echo(line)


def _before(told: Mapping[str, str], lang: str) -> str:
    """What somebody else had decided on the same thing."""
    said = {"what": words.say(f"review.{told['kind']}", lang), "new": told["new"], "reason": told["reason"] or "–"}
    at = moment(datetime.fromisoformat(told["at"]))
    return words.say("cli.decided_before", lang, by=told["by"], at=at, **said)


def _said(one: Entry, lang: str) -> str:
    """One line of the journal in words."""
    what = words.say(f"review.{one.kind}", lang)
    place = "" if one.kind == "reassign" else f"{one.jurisdiction} {one.year or ''}".strip()
    change = ""
    if one.kind in CHANGES and (one.new or one.kind == "own"):
        indicator = one.subject.partition("@")[0]
        unit = forms.INDICATORS[indicator].unit if indicator in forms.INDICATORS else ""
        change = f"{one.old or '—'} → {one.new or '—'}{unit if one.new else ''}"
    return " ".join(filter(None, (f"{what}：" if lang == "zh" else f"{what}:", place, one.subject, change)))


def _unsure(sure: bool, lang: str) -> None:
    if not sure:
        typer.echo(words.say("cli.unsure", lang), err=True)


def _path(store: Path | None, unit: str) -> str:
    """The path of the body of this name. Raises BadRequest for a name that none or several have."""
    return bodies(live(store), "reported").named(unit)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadRequest("bad_day", value=text) from None


for _command in (correct, confirm, waive, accept, withdraw, reassign, handed, deadline, own, undo):
    _command.__doc__ = told(_command.__name__)
return_.__doc__, return_.__name__ = told("return"), "return"
