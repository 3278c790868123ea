"""What was dealt with, what a later document changed, and who did what to this report."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import words
from analytics import faults, versions
from analytics.sheet import Sheet
from analytics.submissions import Submission
from pages.log import lines
from ui import desk, panel, shell
from ui.shell import Shell


def show(one: Submission, found: Sheet, now: Shell) -> None:
    """Under the form, folded up where it is long."""
    with st.container(key="panel-history", gap="small"):
        _versions(found, now)
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
    """What the document in force says otherwise than the one before, and what of the decisions no longer applies."""
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
        panel.small(desk.say("versions_back", now))
    lapsed = versions.lapsed(now.snapshot, found.path, found.year)
    if lapsed:
        st.warning(shell.escape_markdown(desk.say("lapsed", now, n=len(lapsed))), icon=None)
        heads = [words.say(f"review.field_{name}", now.lang) for name in ("subject", "old", "new", "reason", "by")]
        gone = [(faults.cell(code, found, now.lang), *rest) for code, *rest in lapsed]
        desk.table("lapsed", pd.DataFrame(gone, columns=heads), desk.say("title_review", now))
