"""What stands around every page: config, navigation, store and language, the 演示 banner, head and foot."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import Any

import streamlit as st

import words
from analytics.calendar import day
from analytics.exhibits.exhibit import Context
from analytics.places import bodies
from analytics.view import Choices, View, choices
from data import demo
from data.errors import as_told
from data.store import Snapshot, Store, default_folder, usual_folder
from ui import theme, worded
from ui.charts.style import Tokens

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parent.parent
WIDTH = 1240
STORES = ("own", "demo", "sample")
ANALYSIS = ("compare", "procurement", "applications", "disclosure", "disputes")
PAGES = ("overview", *ANALYSIS, "search", "unit", "methods")
# The pages on which the year's work is done; only a door that may change the store has them.
DESK = ("submissions", "imports", "review", "consolidation", "roster", "log")
STATE = "_shell"


@dataclass(frozen=True)
class Shell(Context):
    """What a page finds around it: language, data and view, the store, colours, the place for its heading."""

    store: Store
    look: Tokens
    head: Any
    empty: bool = False  # there is no snapshot yet: only what needs none may be drawn


def offered(now: Shell) -> Choices:
    """The units, counties and years of the store in view."""
    return choices(now.snapshot, now.view.made_up, now.view.boundaries)


def area(now: Shell) -> str:
    """The body above all units, 暮川县, with the sign that parts it from what follows; "" if they share none."""
    if now.empty:
        return ""
    levels = zip(*bodies(now.snapshot).within(now.made_up)["parents"].to_pylist(), strict=False)
    shared = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]
    return f"{shared[-1]} · " if shared else ""


def say(key: str, lang: str, **values: object) -> str:
    """A word of the screens, words/ui.yaml."""
    return words.say(f"ui.{key}", lang, **values)


def configure() -> None:
    """The first call of a run: title, mark and menu of the page."""
    static = ROOT / "static"
    st.set_page_config(
        page_title="公开",
        page_icon=str(static / "favicon.svg"),
        layout="wide",
        menu_items={"About": say("about", words.preferred())},
    )
    st.logo(str(static / "seal.svg"), size="large")


def default_store() -> str:
    """Which store a link without `store` means: the one the server was started for."""
    named = os.environ.get("GONGKAI_KIND", "own")
    return named if named in STORES else "own"


def opened(kind: str) -> tuple[Store, Snapshot | None]:
    """The store of a kind as it is now; made-up ones are built when they are first asked for."""
    store = Store(default_folder() if kind == "own" else demo.ensure_store(kind))
    return store, store.live()


def switches(lang: str) -> tuple[str, str]:
    """Draw the two switches of the top row and give (store, language)."""
    with st.container(
        key="switches", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    ):
        kind = st.selectbox(
            say("store", lang),
            STORES,
            index=STORES.index(default_store()),
            format_func=lambda code: say(f"store_{code}", lang),
            key=worded.key("store"),
            label_visibility="collapsed",
            width=132,
            bind="query-params",
        )
        chosen = st.segmented_control(
            "中文 / English",
            words.LANGUAGES,
            default=words.preferred(),
            required=True,
            format_func=lambda code: say(f"lang_{code}", code),
            key="lang",
            label_visibility="collapsed",
            bind="query-params",
        )
    return kind, chosen or words.preferred()


def pages(lang: str) -> dict[str, Any]:
    """The pages in the order of the navigation; each is a folder, which Streamlit's own page search passes over."""
    return {
        name: st.Page(
            ROOT / "pages" / name / "page.py", title=say(f"page_{name}", lang), url_path=name, default=name == PAGES[0]
        )
        for name in (*PAGES, *(DESK if editing() else ()))
    }


def editing() -> bool:
    """Whether this door may change a store: `gongkai serve` says so for this machine alone."""
    return os.environ.get("GONGKAI_EDITOR", "") == "1"


def navigation(lang: str) -> Any:
    """The pages as the navigation groups them: those by themselves, which Streamlit puts first, and two lists."""
    made = pages(lang)
    lists = ({"desk": DESK} if editing() else {}) | {"analysis": ANALYSIS}
    alone = [name for name in PAGES if name not in ANALYSIS]
    groups = {"": alone} | {say(f"group_{name}", lang): names for name, names in lists.items()}
    page = st.navigation({title: [made[name] for name in names] for title, names in groups.items()}, position="top")
    here = next((n for n, names in enumerate(groups.values()) if page.url_path in names), 0)
    if here:  # the name of a list does not say by itself that the page is in it
        at = f".rc-overflow-item:nth-child({len(alone) + here}) [data-testid=stTopNavSection]"
        st.html(f"<style>{at} {{ font-weight: 600; box-shadow: inset 0 -2px var(--gk-series-0); }}</style>")
    return page


def _open(kind: str) -> None:
    st.session_state["store"] = kind


def banner(snapshot: Snapshot, made_up: bool, lang: str) -> None:
    """Say on every screen that the data is made up, or that it is a sample, and which day it is shown on."""
    if not made_up and snapshot.kind == "own":
        return
    stamp = "demo" if made_up else "sample"
    with st.container(key="banner", horizontal=True, vertical_alignment="center", gap="small"):
        label, text = (
            escape(say(f"stamp_{stamp}", lang)),
            escape(say(f"banner_{stamp}", lang, day=day(snapshot, made_up))),
        )
        st.html(f'<p class="gk-made-up" role="note"><b>{label}</b><span>{text}</span></p>', width="content")
        other = "sample" if made_up else "demo"
        st.button(say(f"see_{other}", lang), on_click=_open, args=(other,), type="tertiary", key=f"see-{other}")


def nothing(store: Store, lang: str) -> None:
    """The screen of an empty store: what to do, and two stores to look at meanwhile."""
    into = "" if store.folder == usual_folder() else f' --store "{store.folder}"'
    with st.container(key="panel-nothing", gap="small"):
        st.html(f'<p class="gk-small">{escape(say("page_overview", lang))}</p>')
        st.title(say("nothing_title", lang), anchor=False)
        st.write(say("nothing_ingest", lang))
        st.code(f"gongkai ingest {say('nothing_folder', lang)}{into}", language=None, wrap_lines=True)
        meanwhile(lang)


def meanwhile(lang: str) -> None:
    """Two stores to look at while there is nothing of one's own."""
    st.write(say("nothing_meanwhile", lang))
    with st.container(horizontal=True):
        for kind in ("demo", "sample"):
            st.button(say(f"open_{kind}", lang), on_click=_open, args=(kind,), key=f"open-{kind}")


def failed(error: Exception, lang: str, *, whole: bool = False) -> None:
    """What is shown where something unforeseen went wrong, in a part or the `whole` page: in our words, the
    traceback in the log."""
    LOG.error("unforeseen", exc_info=error)
    told = as_told(error)
    key = "failed_page" if whole else "failed"
    st.error(
        say(key, lang, detail=type(error).__name__) if told.key == "unexpected" else escape_markdown(told.say(lang))
    )


@contextmanager
def guarded(lang: str) -> Iterator[None]:
    """One part that fails leaves the others standing."""
    try:
        yield
    except Exception as error:
        failed(error, lang)


def notices(found: Sequence[str]) -> None:
    """What of the address could not be followed, above the bar."""
    if found:
        st.warning("  \n".join(escape_markdown(text) for text in found))


_MARKS = re.compile(r"[\\`*_\[\]$~<>#:&|]")
_AT_START = re.compile(r"^(?:[-+=]|\d{1,9}[.)](?=\s|$))")  # a list, or a line that makes a heading of the one before
# Streamlit looks once more at text that Markdown has left alone: addresses (www.…, http://…, a@b.cn) become links,
# :name: and :material/…: pictures, -> and <= signs of their own. It looks at each run of text by itself, so an
# element with nothing in it, which no reader sees, is set into the middle of what it looks for.
_JOINTS = re.compile(
    r"(?<=[A-Za-z0-9_+-])(?=:)|(?<=www)(?=\.)|(?<=:material)(?=/)|(?<=.)(?=@)|(?<=[<>~-])(?=[>=-])", re.IGNORECASE
)
_NOTHING = ":small[]"


def escape_markdown(text: str) -> str:
    """Text that stands as it is wherever Streamlit reads Markdown: titles, labels, notices; on one line.

    For every name and value from a document, a store or an address.
    """
    line = " ".join(filter(None, map(str.strip, text.splitlines())))
    parts = [_MARKS.sub(r"\\\g<0>", part) for part in _JOINTS.split(line)]
    return _AT_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", _NOTHING.join(parts))


def keep(now: Shell) -> Shell:
    """Remember the surroundings of this run for the page and for panels that rerun alone."""
    st.session_state[STATE] = now
    return now


def before_all(store: Store, lang: str, look: Tokens) -> Shell:
    """The surroundings of a store that holds nothing yet."""
    head = st.container(key="head", gap=None)
    return Shell(lang, "own", Snapshot("", store.folder, "own"), View(), store, look, head, empty=True)


def current() -> Shell:
    """The surroundings of the page that is running."""
    now: Shell = st.session_state[STATE]
    return now


def link_to_unit(now: Shell, path: str, year: int, cell: str = "") -> None:
    """The way from a number to its report, and in it to the cell that it rests on."""
    st.page_link(
        pages(now.lang)["unit"],
        label=escape_markdown(now.say("to_unit", unit=path, year=year)),
        icon=":material/arrow_forward:",
        query_params={"unit": path, "year": str(year)} | ({"cell": cell} if cell else {}),
    )


def foot(now: Shell) -> None:
    """The last line of a page: which data it stands on."""
    text = now.say("foot", snapshot=now.snapshot.id, store=now.say(f"store_{now.kind}"))
    st.html(f'<p class="gk-small gk-foot">{escape(text)}</p>')


def style() -> Tokens:
    """Colours of this run, with our CSS laid."""
    look = theme.tokens()
    theme.style(look)
    return look
