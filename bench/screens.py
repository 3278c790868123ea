"""Each page as a reader meets it: a control is used and everything is drawn anew, without a browser and in one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page as Window
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bench import browser, computed, stores
from bench.browser import ROOT, Visit
from bench.paired import Pair, Row, paired, told
from ui.shell import PAGES

TOWNSHIPS = 18  # of the store
YEARS = ("2019", "2020", "2021", "2022")  # chosen at first; the last is taken away and put back
PATIENCE = 120  # seconds
Change = Callable[[Any, int], object]


@dataclass(frozen=True)
class Screen:
    """A page and a use of one control on it, `tested` without a browser and `used` in one; both are told which time."""

    name: str
    path: str
    tested: Change
    used: Callable[[Window, int], None]

    @property
    def address(self) -> str:
        """Its path for a browser; the first page has none."""
        return "" if self.path == PAGES[0] else self.path


def press_year(window: Window, time: int) -> None:
    """Take the last year of the bar away, or put it back."""
    window.locator(".st-key-y").get_by_role("button", name=YEARS[-1]).click()


def pick_year(window: Window, time: int) -> None:
    """Another report of the same unit."""
    window.locator(".st-key-pick-year input").first.click()
    window.get_by_role("option", name=YEARS[time % 2], exact=True).click()


def search(window: Window, time: int) -> None:
    """Look for another measure."""
    field = window.locator(".st-key-ask input").first
    field.fill(("采购", "复议")[time % 2])
    field.press("Enter")


def _years(time: int) -> list[int]:
    return [int(year) for year in (YEARS[:-1] if time % 2 == 0 else YEARS)]


def _tested_year(app: AppTest, time: int) -> AppTest:
    return app.segmented_control(key="y").set_value(_years(time)).run()


def _tested_pick(app: AppTest, time: int) -> AppTest:
    return app.selectbox(key="pick-year").set_value(int(YEARS[time % 2])).run()


def _tested_search(app: AppTest, time: int) -> AppTest:
    return app.text_input(key="q").set_value(("采购", "复议")[time % 2]).run()


BY_YEAR = (_tested_year, press_year)
OTHERS = {"unit": (_tested_pick, pick_year)}
SCREENS = (
    *(Screen(page.name, page.path, *OTHERS.get(page.path, BY_YEAR)) for page in computed.PAGES),
    Screen("指标解释", "methods", _tested_search, search),
)


# ── without a browser ────────────────────────────────────────────────────────────────────────────


@contextmanager
def _standing(store: Path) -> Iterator[None]:
    """In the folder and with the environment in which the app runs on a store."""
    before, here = dict(os.environ), Path.cwd()
    os.environ |= {"GONGKAI_STORE": str(store), "GONGKAI_KIND": "own"}
    os.chdir(ROOT)  # the theme is read from the folder one is in
    try:
        yield
    finally:
        os.chdir(here)
        for name in ("GONGKAI_STORE", "GONGKAI_KIND"):
            os.environ.pop(name)
            os.environ |= {name: before[name]} if name in before else {}


class _Turns:
    """An app that is changed another way each time."""

    def __init__(self, app: AppTest, change: Change) -> None:
        self.app, self.change, self.time = app.run(), change, 0

    def __call__(self) -> None:
        found: Any = self.change(self.app, self.time)
        assert not found.exception and not found.error, found.exception or found.error
        self.time += 1


def _app(screen: Screen) -> _Turns:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app._page_hash = calc_hash(screen.address)
    app.query_params["y"] = list(YEARS)
    return _Turns(app, screen.tested)


def _empty(screen: Screen) -> _Turns:
    app = AppTest.from_file(str(ROOT / "bench" / "empty.py"), default_timeout=PATIENCE)
    app.query_params["page"] = screen.path
    return _Turns(app, _tested_year)


def tested(rounds: int, warm_up: int = 2, townships: int = TOWNSHIPS, screens: Sequence[Screen] = SCREENS) -> list[Row]:
    """Reruns of every page without a browser, against the floor's."""
    with _standing(stores.folder(townships)):
        pairs = (Pair(screen.name, _app(screen), _empty(screen)) for screen in screens)
        return paired(pairs, rounds, warm_up)


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Weight:
    """Medians of the bytes that a change sends over the websocket, to the browser and to the server."""

    name: str
    received: float
    sent: float
    floor: float


def drawn(
    rounds: int, warm_up: int = 2, townships: int = TOWNSHIPS, screens: Sequence[Screen] = SCREENS
) -> tuple[list[Row], list[Weight]]:
    """From the use of a control to the last thing drawn, on every page, and what went over the wire meanwhile."""
    rows, weights = [], []
    store = stores.folder(townships)
    with (
        browser.chromium() as chromium,
        browser.serving(browser.gongkai(store), store) as ours,
        browser.serving(browser.bare("empty"), store) as floor,
    ):
        years = "&".join(f"y={year}" for year in YEARS)
        for screen in screens:
            page = Visit.open(chromium, f"{ours}/{screen.address}?{years}", screen.used)
            empty = Visit.open(chromium, f"{floor}/?page={screen.path}", press_year)
            pair = Pair(screen.name, page.milliseconds, empty.milliseconds, clock=told)
            rows += paired([pair], rounds, warm_up)
            received, sent = (median(one[i] for one in page.bytes[warm_up:]) for i in (0, 1))
            weights.append(Weight(screen.name, received, sent, median(one[0] for one in empty.bytes[warm_up:])))
            page.close()
            empty.close()
    return rows, weights


def started(rounds: int, warm_up: int = 1, townships: int = TOWNSHIPS) -> list[Row]:
    """From the start of the server's process to the first chart in a browser that has never seen it."""
    store = stores.folder(townships)
    with browser.chromium() as chromium:
        ours = partial(browser.first_chart, chromium, browser.gongkai(store), store)
        floor = partial(browser.first_chart, chromium, browser.bare("one_chart"), store)
        return paired([Pair("从启动到第一张图", ours, floor)], rounds, warm_up)
