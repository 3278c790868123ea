"""The floor of a page: a Streamlit script with one control, the bare SQL of that page, and a line of text."""

import streamlit as st

from bench import computed
from data.store import Store, default_folder

wanted = st.query_params.get("page", "")
years = st.segmented_control("years", range(2019, 2025), selection_mode="multi", key="y")
snapshot = Store(default_folder()).live()
page = next((page for page in computed.PAGES if page.path == wanted), None)
rows = 0
if snapshot and page:
    found = computed.bare(snapshot, computed.statements(snapshot, page))
    rows = sum(table.num_rows for table in found.values())
st.write(f"{years}: {rows}")
