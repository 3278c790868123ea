"""The look as Streamlit knows it: colours of the mode in use, our few lines of CSS, and the watcher of the mode."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.charts.style import Tokens

HERE = Path(__file__).parent


def mode() -> str:
    """“light” or “dark”, as the browser shows the page now."""
    return st.context.theme.type or "light"


def tokens(now: str = "") -> Tokens:
    """Colours and font of a mode, the one in use by default; `.streamlit/config.toml` is their only source."""
    now = now or mode()

    def option(name: str) -> list[str]:
        return st.get_option(f"theme.{now}.{name}") or st.get_option(f"theme.{name}") or []

    return Tokens(
        mode=now,
        font=str(st.get_option("theme.font")),
        ground=str(st.get_option(f"theme.{now}.backgroundColor")),
        categorical=tuple(option("chartCategoricalColors")),
        sequential=tuple(option("chartSequentialColors")),
    )


def style(look: Tokens) -> None:
    """Our CSS: what the theme options cannot say. Without it the page still reads."""
    names = {
        "ink": look.ink,
        "muted": look.muted,
        "hairline": look.hairline,
        "ground": look.ground,
        "finding": look.finding,
    }
    steps = {"soft": 0, "half": 1, "whole": 5, "outline": 6}
    names |= {name: look.sequential[step] for name, step in steps.items()}
    names |= {f"series-{i}": colour for i, colour in enumerate(look.series)}
    variables = "".join(f"--gk-{name}:{colour};" for name, colour in names.items())
    sheet = (HERE / "screen.css").read_text(encoding="utf-8") + (HERE / "print.css").read_text(encoding="utf-8")
    dark = (HERE / "print_dark.css").read_text(encoding="utf-8") if look.mode == "dark" else ""
    st.html(f"<style>:root{{{variables}}}{sheet}{dark}</style>")


_WATCH = st.components.v2.component(
    "gongkai_watch", html="<i hidden></i>", js=(HERE / "watch.js").read_text(encoding="utf-8")
)


def watch(look: Tokens, lang: str) -> None:
    """Rerun when the reader switches light and dark, since drawn charts keep their colours; last call of a run.

    It also tells the browser the page's language, and fits the charts to the paper while printing.
    """
    _WATCH(
        data={"ground": look.ground, "lang": "zh-CN" if lang == "zh" else "en"},
        key="watch",
        height=1,
        on_switched_change=lambda: None,
    )
