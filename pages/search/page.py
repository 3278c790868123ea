"""全文检索: what reports say in their prose, how often and where."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.exhibits.mentions import mentioned
from analytics.mentions import mentions
from data.errors import BadRequest
from pages.search import ask, hits
from ui import panel, shell

st.html(Path(__file__).with_name("search.css"))
now = shell.current()
ask.head(now)
asked, sections = ask.field(now)
if not asked:
    ask.examples(now)
else:
    try:
        found = mentions(now.snapshot, asked, **now.asked, sections=sections)
    except BadRequest as error:
        st.warning(shell.escape_markdown(error.say(now.lang)))
    else:
        panel.show(mentioned(found, now), now)
        hits.show(found, now)
