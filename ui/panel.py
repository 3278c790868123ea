"""A panel: an exhibit on the screen, with its chart, table, notes and export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics import export
from analytics.exhibits import files
from analytics.exhibits.exhibit import Control, Exhibit
from analytics.exhibits.registry import EXHIBITS
from analytics.scenes.scene import Scene
from ui import picture, shell, worded
from ui.charts.printer import printed
from ui.shell import Shell

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
ROW, HEAD = 32, 36
SIGNS = {"not_in_store": "×", "not_existing": "–"}  # in the key of a grid
TABLE_MAX = 520  # pixels; a longer table scrolls


def small(text: str) -> None:
    """A line of small grey text."""
    st.html(f'<p class="gk-small">{escape(text)}</p>')


@st.fragment
def show(panel: Exhibit, now: Shell) -> None:
    """Draw the panel; what is clicked in it reruns it alone."""
    with st.container(key=f"panel-{panel.id}", gap="xsmall"), shell.guarded(now.lang):
        small(panel.kicker)
        _body(panel, now)


@st.fragment
def choose(id: str, control: Control, build: Callable[[str], Exhibit], now: Shell) -> None:
    """Draw the panel that `build` makes of the option chosen; a new choice reruns it alone."""
    with st.container(key=f"panel-{id}", gap="xsmall"), shell.guarded(now.lang):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
            kicker = st.container(width="stretch")
            option = st.selectbox(
                control.label,
                list(control.options),
                format_func=control.options.__getitem__,
                key=worded.key(control.key),
                width=130,
                label_visibility="collapsed",
                bind="query-params",
            )
        panel = build(option)
        with kicker:
            small(panel.kicker)
        _body(panel, now)


def exhibit(name: str, now: Shell) -> None:
    """The panel of an exhibit by its name, with its choice if it offers one."""
    entry = EXHIBITS[name]
    found = entry.read(now)
    if entry.choice:
        choose(name, entry.choice(found, now), partial(entry.make, found, now), now)
    else:
        show(entry.make(found, now, ""), now)


def _body(panel: Exhibit, now: Shell) -> None:
    st.header(shell.escape_markdown(panel.title), anchor=False, help=panel.help)
    chart, table = st.tabs([now.say("tab_chart"), now.say("tab_table")], key=f"tab-{panel.id}")
    scene = panel.scene() if panel.scene else None
    figure = printed(scene, now.look) if scene else None
    with chart:
        if scene and scene.key:
            st.html(_key(scene))
        target = _chart(panel, figure, now)
    with table:
        target = _table(panel, figure, now) or target
    _foot(panel, target, now)


def _chart(panel: Exhibit, figure: go.Figure | None, now: Shell) -> tuple[str, int] | None:
    if panel.parts:
        _parts(panel, now)
        return None
    if figure is None:
        small(panel.empty)
        return None
    event: Any = st.plotly_chart(
        figure,
        theme=None,
        config=CONFIG,
        key=f"chart-{panel.id}",
        alt=f"{panel.title}。{panel.kicker}" if now.lang == "zh" else f"{panel.title}. {panel.kicker}",
        on_select="rerun",
        selection_mode="points",
    )
    points = event["selection"]["points"]
    picked = points[0].get("customdata") if points else None
    return (str(picked[0]), int(picked[1])) if picked and picked[1] else None


def _key(scene: Scene) -> str:
    """What the marks of a grid mean, in a line over it."""
    items = (f'<span><i class="{name}">{SIGNS.get(name, "")}</i>{escape(text)}</span>' for name, _, text in scene.key)
    return f'<p class="gk-key">{"".join(items)}</p>'


def _parts(panel: Exhibit, now: Shell) -> None:
    """Small figures side by side, each under its heading."""
    with st.grid(3, min_column_width=160, gap="medium"):
        for i, (heading, _, scene) in enumerate(panel.parts):
            with st.container(gap=None):
                st.html(f'<p class="gk-small"><strong>{escape(heading)}</strong></p>')
                st.plotly_chart(
                    printed(scene(), now.look), theme=None, config=CONFIG, key=f"chart-{panel.id}-{i}", alt=heading
                )


def _table(panel: Exhibit, figure: go.Figure | None, now: Shell) -> tuple[str, int] | None:
    tall = HEAD + ROW * max(len(panel.shown), 1)
    room = figure.layout.height if figure is not None else TABLE_MAX
    event: Any = st.dataframe(
        _with_county(panel.shown, now),
        hide_index=True,
        row_height=ROW,
        height=min(tall, max(room, HEAD + 5 * ROW), TABLE_MAX),
        placeholder="",
        column_config=config(panel.shown),
        key=f"table-{panel.id}",
        alt=panel.title,
        on_select="rerun" if panel.rows else "ignore",
        selection_mode="single-row",
    )
    chosen = event["selection"]["rows"] if panel.rows else []
    picked = panel.rows[chosen[0]] if chosen and chosen[0] < len(panel.rows) else None
    return picked if picked and picked[1] else None  # year 0: there is no report to lead to


def config(table: pd.DataFrame) -> dict[str, Any]:
    """The first column stays in sight while the others scroll, which stand to the right."""
    if table.empty:
        return {}
    first, *others = table.columns
    return {first: st.column_config.TextColumn(pinned=True)} | {
        name: st.column_config.TextColumn(alignment="right") for name in others
    }


def _with_county(shown: pd.DataFrame, now: Shell) -> pd.DataFrame:
    """The table; where units of several counties stand together, with the county of each after its name."""
    offered, unit = shell.offered(now), now.say("column_unit")
    if not offered.counties or unit not in shown.columns:
        return shown
    shown = shown.copy()
    shown.insert(list(shown.columns).index(unit) + 1, now.say("column_area"), shown[unit].map(offered.areas).fillna(""))
    return shown


def foot(id: str) -> DeltaGenerator:
    """The last row of a panel: notes at the left, 导出 at the right."""
    return st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", gap="small", key=f"foot-{id}"
    )


def _foot(panel: Exhibit, target: tuple[str, int] | None, now: Shell) -> None:
    with foot(panel.id):
        with st.container(gap=None, width="stretch"):
            notes = escape((" " if now.lang == "en" else "").join(panel.notes))
            st.html(f'<p class="gk-small">{notes}<span class="gk-hint">{escape(panel.hint)}</span></p>')
            if target:
                shell.link_to_unit(now, *target, panel.cell(*target))
        downloads(panel.id, panel.exported, panel.file_name, now, also=lambda: _picture(panel, now))


def download(
    label: str, data: Callable[[], bytes], file_name: str, mime: str, key: str, icon: str = ":material/table:"
) -> None:
    """A button that gives a file, which `data` makes only when it is asked for."""
    st.download_button(
        label, data=data, file_name=file_name, mime=mime, key=key, on_click="ignore", type="tertiary", icon=icon
    )


def downloads(
    id: str,
    exported: Callable[[], export.Table],
    file_name: str,
    now: Shell,
    label: str = "",
    also: Callable[[], None] | None = None,
) -> None:
    """导出: a file a format, written only when it is asked for; `also` draws what else there is to take."""
    with st.popover(label or now.say("export"), type="tertiary", icon=":material/download:", key=f"export-{id}"):
        small(now.say("export_what"))
        for form in export.SCREEN:
            data = partial(_file, form, exported, now.lang)
            download(now.say(f"export_{form.name}"), data, f"{file_name}.{form.suffix}", form.mime, f"{form.name}-{id}")
        if also:
            also()


def _file(form: export.Format, exported: Callable[[], export.Table], lang: str) -> bytes:
    return form.write(exported(), lang)


def _picture(panel: Exhibit, now: Shell) -> None:
    if scene := panel.scene:
        picture.offer(
            panel.id,
            lambda look: printed(scene(), look),
            title=panel.title,
            kicker=panel.kicker,
            foot=files.foot(now, (panel.legend, *panel.notes)),
            file_name=panel.file_name,
            labels={name: now.say(f"picture_{name}") for name in ("png", "svg", "failed")},
        )
