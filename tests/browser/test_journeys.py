"""Journeys of a county's supervisor through 总览 and 对比, in a real browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import screen
from tests.conftest import Serve, serving
from tests.pages import county


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("county") / "store"
    county.store(made)
    return made


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One dashboard on the county's store."""
    with serving(tmp_path_factory.mktemp("server")) as start:
        yield start("--store", str(folder))


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(screen.settled(page)).query)


def test_compare_units_by_category_and_year(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/compare")
    assert screen.traces(page, "years")[county.BUSY] == county.APPLICATIONS

    screen.choose(page, "t", county.BUSY, "云山镇")
    screen.press(page, "y", "2023")
    screen.press(page, "y", "2024")
    assert screen.traces(page, "years")[county.BUSY] == {2023: 44, 2024: 61}
    assert screen.traces(page, "rank")[county.BUSY] == {2024: 61}
    assert _query(page) == {"t": [county.BUSY, "云山镇"], "y": ["2023", "2024"]}

    screen.press(page, "y", "2023")
    screen.press(page, "y", "2024")
    screen.choose(page, "c", "政府采购")
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("政府采购 · 采购总金额")
    assert screen.traces(page, "years")[county.BUSY] == {2019: 68.7856, 2020: 120}
    assert _query(page) == {"c": ["政府采购"], "t": [county.BUSY, "云山镇"]}


def test_exported_files_hold_the_numbers_of_the_chart(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/compare?t={county.BUSY}")
    drawn = {(unit, year): value for unit, line in screen.traces(page, "years").items() for year, value in line.items()}
    assert drawn[county.BUSY, 2024] == 61

    name, content = screen.download(page, "years", "数据表（CSV）")
    assert name == "新收申请数_2019–2024.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    remarks = [line for line in lines if line.startswith(("#", '"#'))]
    assert any("依申请公开" in line and county.BUSY in line for line in remarks)
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[len(remarks) :]))))
    assert {(r["单位名称"], int(r["年度"])): float(r["数值"]) for r in rows if r["数值"]} == drawn
    assert {r["状态"] for r in rows if not r["数值"]} == {"未收录", "空白"}

    name, content = screen.download(page, "years", "工作簿（XLSX）")
    assert name == "新收申请数_2019–2024.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *cells = book["数据"].iter_rows(values_only=True)
    unit, year, value = (header.index(column) for column in ("单位名称", "年度", "数值"))
    assert {(row[unit], row[year]): row[value] for row in cells if row[value] is not None} == drawn
    assert any(county.BUSY in str(row[0]) for row in book["筛选与说明"].iter_rows(values_only=True))


def test_a_picture_carries_title_filters_and_source(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/compare?t={county.BUSY}")
    title = page.locator(".st-key-panel-years h2").inner_text().strip()
    name, content = screen.download(page, "years", "矢量图（SVG）")
    drawing = content.decode("utf-8")
    assert name == "新收申请数_2019–2024.svg"
    for text in (title.split("\n")[0], "筛选：", county.BUSY, "来源：", "61"):
        assert text in drawing
    name, content = screen.download(page, "years", "图片（PNG）")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 1920


def test_a_copied_address_opens_the_same_view_elsewhere(
    server: str, folder: Path, page: Page, browser: Browser, serve: Serve
) -> None:
    screen.visit(page, f"{server}/compare")
    screen.choose(page, "c", "主动公开")
    screen.choose(page, "m", "行政处罚处理决定数")
    screen.choose(page, "t", "石桥镇")
    screen.press(page, "y", "2021")
    screen.press(page, "y", "2022")
    before, address = screen.traces(page, "years"), page.url

    fresh = serve("--store", str(folder))
    with browser.new_context(locale="zh-CN") as context:
        other = context.new_page()
        screen.visit(other, address.replace(server, fresh))
        assert screen.traces(other, "years") == before
        assert other.url == address.replace(server, fresh)
        expect(other.locator("[data-testid=stMain] h1")).to_have_text("主动公开 · 行政处罚处理决定数")


def test_a_link_in_codes_is_the_same_view(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/compare?c=disclosure&m=penalties&lang=en&t=石桥镇")
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("Proactive disclosure · Penalty decisions")
    assert _query(page)["lang"] == ["English"]
    page.locator(".st-key-lang").get_by_text("中文", exact=True).click()
    screen.ready(page)
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("主动公开 · 行政处罚处理决定数")
    page.reload()
    screen.ready(page)
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("主动公开 · 行政处罚处理决定数")


def test_from_a_cell_to_its_report_and_back(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/?m=penalties&t={county.BUSY}")
    before = page.url
    grid = page.locator(".st-key-panel-coverage .js-plotly-plot")
    grid.locator(".point").first.click(force=True)
    link = page.get_by_role("link", name="查看年报：云山镇 2019年")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url("**/unit?**")
    screen.ready(page)
    expect(page.locator("[data-testid=stMain] h1").first).to_contain_text("云山镇")
    page.go_back()
    page.wait_for_url(before)
    screen.ready(page)
    assert screen.traces(page, "years")[county.BUSY]
    assert _query(page) == {"c": ["主动公开"], "m": ["行政处罚处理决定数"], "t": [county.BUSY]}


def test_navigation_keeps_the_filters(server: str, page: Page) -> None:
    screen.visit(page, f"{server}/?m=penalties&t={county.BUSY}")
    screen.go(page, "对比")
    page.wait_for_url("**/compare**")
    screen.ready(page)
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("主动公开 · 行政处罚处理决定数")
    assert _query(page) == {"c": ["主动公开"], "m": ["行政处罚处理决定数"], "t": [county.BUSY]}


def test_charts_follow_a_switch_between_light_and_dark(server: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    screen.visit(page, f"{server}/compare?t={county.BUSY}")
    line = page.locator(".st-key-panel-years .js-plotly-plot .scatterlayer .js-line").last
    expect(line).to_have_css("stroke", "rgb(11, 90, 111)")
    page.emulate_media(color_scheme="dark")
    expect(line).to_have_css("stroke", "rgb(88, 199, 219)", timeout=15_000)


@pytest.mark.parametrize("path", ["", "compare"])
def test_a_phone_never_scrolls_sideways(server: str, browser: Browser, path: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN") as context:
        phone = context.new_page()
        screen.visit(phone, f"{server}/{path}")
        assert phone.evaluate("document.scrollingElement.scrollWidth") <= 390
        assert phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_made_up_data_is_one_click_from_a_true_report(demo_server: str, page: Page) -> None:
    screen.visit(page, demo_server)
    expect(page.get_by_role("note")).to_contain_text("演示数据：地名与数字均为虚构")
    page.get_by_role("button", name="看一份真实年报").click()
    screen.ready(page)
    expect(page.get_by_role("note")).to_contain_text("云山镇2020年")
    expect(page.locator("[data-testid=stMain] h1")).to_contain_text("2020年年报已收录1份")
