"""Every width from a phone to a wall, few units and many, long names; and all of it without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import factory
from tests.browser import screen
from tests.conftest import serving
from ui.shell import PAGES

WIDTHS = (390, 1366, 2560)
TIGHT = ("procurement", 390)  # four heads with their units stand close on a phone
LONG = "云雾山国家级风景名胜区暨生态旅游度假区管理委员会驻东河口镇"  # 29 characters
# Texts of a chart that stand in one place: names of rows, ends of lines.
OVERLAPS = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap(plot => {
    const boxes = [...plot.querySelectorAll(".ytick text, .annotation text")]
        .map(text => [text.textContent, text.getBoundingClientRect()])
        .filter(([said, box]) => said.trim().length > 1 && box.width);
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    return boxes.flatMap(([one, a], i) =>
        boxes.slice(i + 1).filter(([, b]) => over(a, b)).map(([other]) => `${one} × ${other}`));
})"""


def names(count: int) -> list[str]:
    return [LONG, *(f"第{n}号镇" for n in range(1, count))]


@pytest.fixture(scope="module", params=[1, 18, 60])
def county(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on so many units over four years, the first with a long name."""
    folder: Path = tmp_path_factory.mktemp("sizes") / "store"
    years = (2019, 2020, 2022, 2023)
    reports = [factory.report(7 * n, name, year) for n, name in enumerate(names(request.param)) for year in years]
    factory.store(folder, reports)
    with serving(tmp_path_factory.mktemp("server")) as start:
        yield start("--store", str(folder))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_no_names_overlap(county: str, page: Page, name: str) -> None:
    screen.visit(page, f"{county}/{name if name != PAGES[0] else ''}?t={LONG}&i=applications_new")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(900)  # charts are drawn anew
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        assert (name, width) == TIGHT or page.evaluate(OVERLAPS) == [], width
    expect(page.locator("[data-testid=stException], [data-testid=stAlertContentError]")).to_have_count(0)


STOPS = """element => {
    const key = element.closest('[class*="st-key-"]');
    return key ? [...key.classList].find(name => name.startsWith("st-key-")).slice(7)
        : element.textContent.trim() || element.getAttribute("aria-label") || element.tagName;
}"""


def test_every_control_is_reached_by_tab_in_the_order_read(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/compare")
    stops: list[str] = []
    for _ in range(90):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate(f"({STOPS})(document.activeElement)")))
    wanted = ["总览", "单位详情", "指标解释", "报送与核对", "比较分析", "store", "lang", "brief", "c", "m", "scope"]
    wanted += ["t", "y", "tab-years", "export-years"]
    wanted += ["tab-rank", "export-rank", "base", "tab-change", "export-change", "from", "tab-slope", "export-slope"]
    assert [stop for stop in dict.fromkeys(stops) if stop in wanted] == wanted


def test_a_view_is_chosen_and_taken_away_without_a_mouse(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/compare")
    page.locator(".st-key-m input").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    screen.ready(page)
    assert "m=" in page.url
    page.locator(".st-key-panel-years").get_by_role("tab").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-panel-years [data-testid=stDataFrame]")).to_be_visible()
    page.locator(".st-key-export-years button").first.focus()
    page.keyboard.press("Enter")
    page.locator("[data-testid=stPopoverBody]").wait_for()
    files = page.locator("[data-testid=stPopoverBody]").get_by_role("button")
    expect(files.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(files.nth(1)).to_be_focused()
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".xlsx")
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=stPopoverBody]")).to_have_count(0)
    expect(page.locator(".st-key-export-years button").first).to_be_focused()


def test_a_page_is_chosen_in_the_navigation_without_a_mouse(demo_server: str, page: Page) -> None:
    screen.visit(page, demo_server)
    group = page.get_by_test_id("stTopNavSection").last
    group.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(group).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/procurement*")
    screen.ready(page)
    expect(group).to_have_css("font-weight", "600")  # the list that the page is in
