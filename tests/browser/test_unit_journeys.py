"""From a number on a chart to its cell in the report and its line in the document, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from data.demo.cache import SAMPLE
from data.ingest import ingest
from tests.browser import screen
from tests.conftest import serving

UNIT = "unit?unit=云山镇&year=2020"
MONEY = "2.procurement.amount"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One dashboard on the true report."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    assert ingest([SAMPLE], folder).ok
    with serving(tmp_path_factory.mktemp("server")) as start:
        yield start("--store", str(folder))


def cell(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("cell", [""])[0]


def see_marked(page: Page, code: str, text: str) -> None:
    """The cell is marked and on the screen, and so is the line of the document that it was read from."""
    marked = page.locator("td[aria-current] a")
    expect(marked).to_have_attribute("data-cell", code)
    expect(marked).to_be_in_viewport()
    expect(page.locator(".st-key-cell-source .gk-line[aria-current]")).to_contain_text(text)
    assert cell(page) == code


def test_two_clicks_lead_from_a_bar_of_a_chart_to_the_line_of_the_document(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/compare?c=procurement&m=procurement_amount")
    place = page.locator(".st-key-panel-rank .js-plotly-plot .barlayer path").first.bounding_box()
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.get_by_role("link", name="查看年报：云山镇 2020年").click()
    screen.ready(page)
    see_marked(page, MONEY, "68.7856万元")
    page.go_back()
    screen.ready(page)
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("政府采购 · 采购总金额")


def test_a_copied_link_opens_the_same_cell_in_a_fresh_browser(server: str, page: Page, browser: Browser) -> None:
    screen.visit(page, f"{server}/{UNIT}")
    page.locator('a[data-cell="4.reviews.total"]').last.click()
    screen.ready(page)
    with browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 900}) as context:
        other = context.new_page()
        screen.visit(other, page.url)
        see_marked(other, "4.reviews.total", "0")


def test_the_table_is_one_stop_of_the_keyboard_and_its_arrows_move(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/{UNIT}")
    stop = page.locator('table.gk-section3 a[tabindex="0"]')
    expect(stop).to_have_count(1)
    stop.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    screen.ready(page)
    see_marked(page, "3.carried_in.natural", "0")


def test_back_goes_from_cell_to_cell(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/{UNIT}")
    for code in ("3.new.total", "3.closed.total"):
        page.locator(f'table a[data-cell="{code}"]').click()
        screen.ready(page)
    page.go_back()
    screen.ready(page)
    see_marked(page, "3.new.total", "0")


def test_the_whole_document_opens_at_the_line_and_comes_down_as_it_was(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/{UNIT}&cell={MONEY}")
    page.get_by_text("显示全文").click()
    screen.ready(page)
    line = page.locator(".gk-scroll .gk-line[aria-current]")
    expect(line).to_contain_text("68.7856万元")
    box, inside = page.locator(".gk-scroll").bounding_box(), line.bounding_box()
    assert box["y"] <= inside["y"] <= box["y"] + box["height"]
    with page.expect_download() as started:
        page.get_by_role("button", name="下载原始文件").click()
    original = next(Path(SAMPLE).glob("*.txt"))
    assert started.value.suggested_filename == original.name
    assert Path(started.value.path()).read_bytes() == original.read_bytes()


def test_on_a_phone_the_source_rises_below_the_touched_cell(server: str, browser: Browser) -> None:
    with browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        screen.visit(page, f"{server}/{UNIT}")
        touched = page.locator('table a[data-cell="3.new.natural"]')
        touched.tap()
        screen.ready(page)
        source = page.locator(".st-key-cell-source")
        expect(source).to_be_in_viewport()
        place = source.bounding_box()
        assert round(place["y"] + place["height"]) == 844
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="关闭").click()
        screen.ready(page)
        assert cell(page) == ""
