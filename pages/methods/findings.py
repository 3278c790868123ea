"""Every rule of finding: when it fires, how grave it is and what to do about it."""

from __future__ import annotations

from html import escape

import streamlit as st

import words
from pages.methods.index import say
from ui import panel
from ui.shell import Shell
from words.rules import Group, Rule, groups, rules

COLUMNS = ("rule", "grave", "fires", "remedy")


def show(now: Shell) -> None:
    """The rules by group, each group to be opened."""
    with st.container(key="panel-findings", gap="xsmall"):
        panel.small(say("findings_kicker", now))
        st.header(say("findings_title", now, n=len(rules())), anchor=False)
        for group in groups():
            with st.expander(
                say("findings_group", now, group=group.group.in_(now.lang), n=len(group.rules)), type="compact"
            ):
                st.html(listed(group, now))


def listed(group: Group, now: Shell) -> str:
    """The rules of one group as a table."""
    heads = "".join(f'<th scope="col">{escape(say(f"column_{name}", now))}</th>' for name in COLUMNS)
    rows = "".join(_row(rule, now) for rule in group.rules.values())
    return f'<table class="gk-signs gk-checked"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(rule: Rule, now: Shell) -> str:
    grave = words.say(f"unit.severity_{rule.severity}", now.lang)
    remedy = rule.remedy.in_(now.lang) if rule.remedy else say("remedy_together", now)
    cells = "".join(f"<td>{escape(text)}</td>" for text in (grave, rule.fires.in_(now.lang), remedy))
    return f'<tr><th scope="row">{escape(rule.short.in_(now.lang))}</th>{cells}</tr>'
