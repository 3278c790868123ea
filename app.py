"""The browser's door: page config, navigation, the filter bar, then the page."""

import streamlit as st

from data.errors import GongkaiError
from pages.imports import arrivals
from ui import desk, filters, mending, shell, theme, worded

shell.configure()
look = shell.style()
lang = filters.language()
worded.retell(lang)
try:
    page = shell.navigation(lang)
    filters.settle(page.url_path)  # may rerun, so only once the page is known
    kind, lang = shell.switches(lang)
    store, snapshot = shell.opened(kind)
    if snapshot is None and kind == "own" and shell.editing():
        desk.tell_last()
        arrivals.first(shell.keep(shell.before_all(store, lang, look)))
    elif snapshot is None:
        shell.nothing(store, lang)
    else:
        made_up = filters.made_up(snapshot)
        shell.banner(snapshot, made_up, lang)
        head, told = st.container(key="head", gap=None), st.container()
        view = filters.bar(snapshot, lang, page.url_path)
        with told:
            shell.notices(filters.notices(view))
            desk.tell_last()
        now = shell.keep(shell.Shell(lang, kind, snapshot, view, store, look, head))
        page.run()
        shell.foot(now)
except GongkaiError as error:
    mending.broken(error, lang)
except Exception as error:  # whatever it is, the reader gets words
    shell.failed(error, lang, whole=True)
theme.watch(look, lang)
