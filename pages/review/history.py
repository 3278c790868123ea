"""What was dealt with, what a later document changed, and who did what to this report."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import words
from analytics import faults, lapsed, versions
from analytics.sheet import Sheet
from analytics.submissions import Submission
from data.numbers import plain
from pages.log import lines
from pages.review import prose
from ui import desk, panel, shell
from ui.shell import Shell

LAPSED = ("action", "subject", "old", "decided", "now", "reason", "by")  # columns of decisions that no longer hold


def show(one: Submission, found: Sheet, now: Shell) -> None:
    """Under the form, folded up where it is long."""
    with st.container(key="panel-history", gap="small"):
        _versions(found, now)
        _lapsed(found, now)
        if found.closed:
            with st.expander(f"{desk.say('closed', now)}（{len(found.closed)}）", type="compact"):
                for remark in found.closed:
                    state = desk.say(f"closed_{remark.state}", now)
                    st.html(f"<p class='gk-small'>{state}</p>")
                    st.write(shell.escape_markdown(remark.say(now.lang)))
        shown = st.expander(desk.say("history", now), type="compact", on_change="rerun", key="review-history")
        with shown:
            if shown.open:  # the whole journal is read for it
                kept = [line for line in lines.read(now) if line.of(one.jurisdiction, one.year, one.sha256)]
                desk.table("history", lines.table(kept, now), desk.say("history", now))


def _versions(found: Sheet, now: Shell) -> None:
    """What the document in force says otherwise than the one before."""
    if found.superseded and found.report:
        before = found.superseded[0]
        changed = versions.changed(now.snapshot, before.id, found.report.id)
        if not changed:
            panel.small(desk.say("versions_same", now, file=before.source_file))
        else:
            st.write(shell.escape_markdown(desk.say("versions_changed", now, n=len(changed), file=before.source_file)))
            heads = [desk.say(f"col_{name}", now) for name in ("place", "before", "now")]
            rows = [(faults.cell(code, found, now.lang), earlier, later) for code, earlier, later in changed]
            desk.table("versions", pd.DataFrame(rows, columns=heads), desk.say("title_review", now))
        _findings(versions.findings(now.snapshot, before.id, found.report.id), now)
        prose.show(before.id, found.report.id, now)
        panel.small(desk.say("versions_back", now))


def _findings(judged: versions.Judged, now: Shell) -> None:
    """Which findings the new document did away with, and which it brought."""
    for key, remarks in (("versions_gone", judged.gone), ("versions_new", judged.new)):
        if remarks:
            lines = [f"- {shell.escape_markdown(remark.say(now.lang))}" for remark in remarks]
            said = shell.escape_markdown(desk.say(key, now, n=len(remarks)))
            st.markdown("\n".join((said, "", *lines)))
    if not judged.gone and not judged.new:
        panel.small(desk.say("versions_findings_same", now, n=judged.kept))


def _lapsed(found: Sheet, now: Shell) -> None:
    """Decisions that the document in force has overtaken: to be made anew, or met by what it says itself."""
    gone = lapsed.lapsed(now.snapshot, found.path, found.year, now.lang)
    again = [one for one in gone if not one.met]
    if again:
        st.warning(shell.escape_markdown(desk.say("lapsed", now, n=len(again))), icon=None)
        heads = [words.say(f"review.field_{name}", now.lang) for name in LAPSED]
        rows = [_lapsed_row(one, found, now) for one in again]
        desk.table("lapsed", pd.DataFrame(rows, columns=heads), desk.say("title_review", now))
    if len(again) < len(gone):
        panel.small(desk.say("lapsed_met", now, n=len(gone) - len(again)))


def _lapsed_row(one: lapsed.Lapsed, found: Sheet, now: Shell) -> tuple[str, ...]:
    code = one.cell or next(iter(one.cells), "")
    of = (words.say(f"rules.{one.rule}", now.lang) if one.rule else "", code and faults.cell(code, found, now.lang))
    new = "" if one.new is None else plain(one.new)
    did = words.say(f"review.{one.kind}", now.lang)
    return did, " ".join(filter(None, of)), one.say(one.old), new, one.say(one.now), one.reason, one.author
