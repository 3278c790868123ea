"""The browser's door: page config, navigation, the filter bar, then the page."""

import streamlit as st

from data.errors import GongkaiError
from ui import filters, shell, theme

shell.configure()
look = shell.style()
lang = filters.language()
try:
    page = st.navigation(list(shell.pages(lang).values()), position="top")
    filters.settle()  # may rerun, so only once the page is known
    kind, lang = shell.switches(lang)
    store, snapshot = shell.opened(kind)
    if snapshot is None:
        shell.nothing(lang)
    else:
        offered = filters.offered(snapshot)
        shell.banner(offered.made_up, kind, lang)
        head = st.container(key="head", gap=None)
        shell.notices(filters.notices())
        view = filters.bar(snapshot, lang)
        now = shell.keep(
            shell.Shell(lang, kind, store, snapshot, look, view, *filters.drawn(view, offered), offered.made_up, head)
        )
        page.run()
        shell.foot(now)
except GongkaiError as error:
    shell.broken(error, lang)
theme.watch(look, lang)
