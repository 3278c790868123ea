"""指标解释与计算方法: every measure and every cell by search, what each means, the rules all
screens keep to, and the rules that reports are checked by.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.methods import definition, findings, index, rules
from ui import shell

st.html(Path(__file__).with_name("methods.css"))
now = shell.current()
index.head(now)
asked = index.ask(now)
if chosen := index.chosen():
    definition.show(chosen, now)
index.show(asked, now)
rules.show(now)
findings.show(now)
