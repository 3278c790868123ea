"""Saving the grid: upon what stands now, with what somebody else saved meanwhile."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.roster import Roster
from data.roster_edits import KIND, NAME, Row, called_before, merged
from data.store import provenance
from data.store.log import log
from ui import desk
from ui.shell import Shell

DUE = "应报"
ANSWERS = ("是", "否")  # 是 may be left out in a file
HEADER = provenance.HEADER
CLASHED = "_roster_clashed"  # the roster upon which both wrote into the same cells


def table(content: bytes) -> pd.DataFrame:
    """A roster file as the grid has it."""
    if not content:
        return pd.DataFrame([], columns=list(HEADER), dtype=str)
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    found = pd.DataFrame(lines, columns=head, dtype=str)
    return found.assign(**{DUE: found[DUE].where(found[DUE] != "", ANSWERS[0])})


def last(now: Shell) -> str:
    """Who saved the roster last."""
    found = next((one.entry.by for one in log(now.store.folder)[::-1] if one.entry.kind == "roster"), "")
    return found or desk.say("roster_someone", now)


def save(shown: pd.DataFrame, changed: pd.DataFrame, now: Shell, prefer_mine: bool | None) -> str:
    """Save what was made of the grid as shown. Cells that another changed too are told, till it is said whose count."""
    base, mine = rows(shown), rows(changed)
    mine = called_before(base, mine)
    live = now.store.live()
    standing = provenance.roster(live.cursor()) if live else b""
    both = merged(base, mine, rows(table(standing)), bool(prefer_mine))
    if both.clashes and prefer_mine is None:
        told = [desk.say("roster_clash_cell", now, **vars(one)) for one in both.clashes]
        st.session_state[CLASHED] = standing
        desk.tell("error", desk.say("roster_clash", now, by=last(now), clashes="；".join(told)))
        return ""
    return take(both.rows, standing, now)


def take(lines: Sequence[Row], standing: bytes, now: Shell) -> str:
    """Save these in the place of the roster that stands. Raises BadRequest if it does not any more."""
    roster = Roster.parse(f"{desk.say('roster_file', now)}.csv", written(lines))
    if error := now.store.add([], roster, by=desk.who(), seen=standing).roster_error:
        raise error
    return desk.say("roster_saved", now, n=len(roster.entries))


def rows(table: pd.DataFrame) -> list[dict[str, str]]:
    """The grid line by line."""
    return [{str(name): str(text) for name, text in row.items()} for row in table.fillna("").to_dict("records")]


def written(lines: Sequence[Row]) -> bytes:
    """Lines as a roster file; those without a name or class are left out, as one begun and not ended."""
    columns = list(dict.fromkeys(name for line in lines for name in line))
    out = io.StringIO(newline="")
    file = csv.DictWriter(out, columns, restval="")
    file.writeheader()
    file.writerows(line for line in lines if line.get(NAME, "").strip() and line.get(KIND, "").strip())
    return out.getvalue().encode("utf-8-sig")
