"""The floor of a cold start: a Streamlit script with one Plotly chart."""

import plotly.express as px
import streamlit as st

st.plotly_chart(px.line(x=[2019, 2020, 2021, 2022, 2023, 2024], y=[8, 12, 20, 31, 44, 61]))
