"""One measure explained, with its numbers in the view of the bar."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from analytics.exhibits.trend import over_years
from analytics.measures import CATEGORIES, MEASURES, Measure
from analytics.series import trend
from data.forms import FORMS
from pages.methods.index import say
from ui import panel, shell
from ui.filters import OWN
from ui.shell import Shell


def show(measure: Measure, now: Shell) -> None:
    """What it is, at the left; its lines, at the right."""
    left, right = st.columns([5, 7], gap="large")
    with left, st.container(key="panel-definition", gap="xsmall"):
        kind = CATEGORIES[measure.category].label[now.lang]
        panel.small(
            f"{say('chosen', now)} · {kind}" + ("" if measure.code in MEASURES else f" · {say('of_form', now)}")
        )
        st.header(shell.escape_markdown(measure.label[now.lang]), anchor=False)
        rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts(measure, now))
        st.html(f'<dl class="gk-definition">{rows}</dl>')
        _link(measure, now)
    with right, shell.guarded(now.lang):
        series = trend(now.snapshot, measure.code, **now.asked, lang=now.lang)
        panel.show(over_years(series, now, focus=now.view.focus, id="measure"), now)


def facts(measure: Measure, now: Shell) -> Iterator[tuple[str, str]]:
    """Name and text of each thing to know, in the order shown."""
    forms = len(measure.forms)
    yield say("why", now), measure.why[now.lang]
    yield say("formula", now), measure.formula(now.lang)
    yield say("unit", now), now.say(f"unit_{measure.unit}")
    yield (
        say("forms", now),
        (
            say("forms_prose", now)
            if not forms
            else say("forms_all" if forms == len(FORMS) else "forms_one", now, form="、".join(measure.forms))
        ),
    )
    comparable = "prose" if not forms else "one" if forms == 1 else "yes" if measure.comparable else "no"
    yield say("comparable", now), say(f"comparable_{comparable}", now)
    yield say("nature", now), say(f"nature_{'stock' if measure.stock else measure.kind}", now)
    yield say("polarity", now), say(f"polarity_{measure.polarity or 'none'}", now)
    yield say("code", now), measure.code


def _link(measure: Measure, now: Shell) -> None:
    """To the page of its category, with it chosen; a cell of the form has no page but this."""
    page = shell.pages(now.lang).get(measure.category)
    if page is not None and measure.code in MEASURES:
        st.page_link(
            page,
            label=say("see", now, page=now.say(f"page_{measure.category}")),
            icon=":material/arrow_forward:",
            query_params={OWN[measure.category]: measure.label[now.lang]},
        )
