"""Journeys through the pages by category: filter, take the files, hand the link on."""

from __future__ import annotations

import csv
import io
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import docx
import openpyxl
import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, expect

from tests.browser import screen
from ui.shell import ANALYSIS, PAGES

# page → panel with a grid over the years, its control, and the year to look at unit by unit
JOURNEYS = {
    "procurement": ("share", "share", "2019年各单位"),
    "applications": ("outcomes", "outcomes", "2023年各单位"),
    "disclosure": ("decisions", "decisions", "2023年各单位"),
    "disputes": ("reviews", "reviews", "2022年各单位"),
}
MEASURED = {
    "procurement": "采购项目数量",
    "applications": "办结申请数",
    "disclosure": "行政许可处理决定数",
    "disputes": "行政诉讼数",
}


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(screen.settled(page)).query)


def bars(page: Page, panel: str) -> list[tuple[str, int, str]]:
    """Unit, year and text of every number in a grid, as it is drawn."""
    expect(page.locator(f".st-key-panel-{panel} .js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)
    found = page.evaluate(
        """panel => {
            const plot = document.querySelector(`.st-key-panel-${panel} .js-plotly-plot`);
            const numbers = plot._fullData.find(trace => trace.name === "numbers");
            return numbers.customdata.map((place, i) => [...place, numbers.text[i].replace(/<[^>]*>/g, "")]);
        }""",
        panel,
    )
    return [(unit, int(year), text) for unit, year, text in found]


def look_at(page: Page, control: str, option: str) -> None:
    """Choose what a panel shows; its list closes if the page still scrolls."""
    page.locator(f".st-key-{control}").evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)
    screen.choose(page, control, option)


def plain(text: str) -> str:
    """A number without its separators; nothing for the sign of an empty."""
    return text.replace(",", "") if text[:1].isdigit() else ""


def lines(content: bytes) -> list[dict[str, str]]:
    """Rows of a CSV file after its remarks."""
    text = content.decode("utf-8-sig").splitlines()
    return list(csv.DictReader(io.StringIO("\n".join(line for line in text if not line.startswith(("#", '"#'))))))


def sheet(content: bytes) -> list[dict[str, object]]:
    """Rows of the data sheet of a workbook."""
    header, *rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", JOURNEYS)
def test_files_of_each_category_hold_the_numbers_of_its_grid(demo_server: str, page: Page, name: str) -> None:
    panel, control, option = JOURNEYS[name]
    screen.visit(page, f"{demo_server}/{name}")
    look_at(page, control, option)
    drawn: dict[str, list[str]] = {}
    for unit, year, text in bars(page, panel):
        if unit:
            assert str(year) == option[:4]
            drawn.setdefault(unit, []).append(text.rstrip("?"))
    assert drawn
    _, content = screen.download(page, panel, "数据表（CSV）")
    _, book = screen.download(page, panel, "工作簿（XLSX）")
    texts, cells = lines(content), sheet(book)
    assert len(texts) == len(cells)
    for unit, numbers in drawn.items():
        own = [row for row in cells if row["单位名称"] == unit]
        assert own
        values = (
            [own[0]["采购项目数量（项）"]]
            if name == "procurement"
            else [row["数值"] for row in own if row["计量单位"] != "元"]
        )
        assert [plain(number) for number in numbers][: len(values)] == [
            "" if value is None else f"{value:g}" for value in values
        ]


def briefed(rows: list[list[str]]) -> dict[tuple[str, int], float]:
    """Unit and year → number of a brief's table, kinds of empty left out."""
    head, *units = rows
    return {
        (row[0], int(year)): float(plain(text.rstrip("?*")))
        for row in units
        for year, text in zip(head[1:], row[1:], strict=True)
        if year.isdigit() and plain(text.rstrip("?*"))
    }


@pytest.mark.parametrize(("name", "measure"), MEASURED.items())
def test_brief_workbook_and_pictures_hold_the_numbers_of_the_screen(
    demo_server: str, page: Page, name: str, measure: str
) -> None:
    screen.visit(page, f"{demo_server}/{name}")
    screen.choose(page, f"m_{name}", measure)
    screen.choose(page, "t", "渔岭镇")
    lines = screen.traces(page, "years")
    drawn = {(unit, year): value for unit, line in lines.items() for year, value in line.items()}
    assert drawn["渔岭镇", 2020] >= 0

    cells = sheet(screen.download(page, "years", "工作簿（XLSX）")[1])
    assert {(row["单位名称"], row["年度"]): row["数值"] for row in cells if row["数值"] is not None} == drawn

    [table, *_] = html.fromstring(screen.take(page, ".st-key-brief button", "网页（HTML）")).xpath("//table")
    in_page = [[cell.text_content().strip() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
    [table, *_] = docx.Document(io.BytesIO(screen.take(page, ".st-key-brief button", "文档（DOCX）"))).tables
    in_document = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    for rows in (in_page, in_document):
        assert {place: n for place, n in briefed(rows).items() if place[0] in lines} == drawn

    panel = JOURNEYS[name][0]
    written = Counter(text for _, _, text in bars(page, panel))
    picture = etree.fromstring(screen.download(page, panel, "矢量图（SVG）")[1])
    there = Counter("".join(text.itertext()).strip() for text in picture.iter("{*}text"))
    assert written and written - there == Counter()
    image = screen.download(page, panel, "图片（PNG）")[1]
    assert image.startswith(b"\x89PNG")
    size = [2 * int(picture.get(side)) for side in ("width", "height")]
    assert [int.from_bytes(image[at : at + 4]) for at in (16, 20)] == size


def test_a_category_keeps_its_own_measure_and_the_other_pages_keep_theirs(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/compare?m=penalties&y=2023&y=2024")
    kept = query(page)
    screen.go(page, "依申请公开")
    page.wait_for_url("**/applications**")
    screen.ready(page)
    assert query(page) == {"y": ["2023", "2024"]}
    screen.choose(page, "m_applications", "办结申请数")
    assert query(page) == {"y": ["2023", "2024"], "m_applications": ["办结申请数"]}
    expect(page.locator(".st-key-panel-years .gk-small").first).to_contain_text("办结申请数")
    screen.go(page, "政府采购")
    page.wait_for_url("**/procurement**")
    screen.ready(page)
    assert query(page) == {"y": ["2023", "2024"]}
    screen.go(page, "对比")
    page.wait_for_url("**/compare**")
    screen.ready(page)
    assert query(page) == kept
    screen.go(page, "依申请公开")
    page.wait_for_url("**/applications**")
    screen.ready(page)
    assert query(page)["m_applications"] == ["办结申请数"]
    page.go_back()
    page.wait_for_url("**/compare**")
    screen.ready(page)
    assert query(page) == kept
    expect(page.locator("[data-testid=stMain] h1")).to_have_text("主动公开 · 行政处罚处理决定数")


def test_a_copied_link_to_a_category_opens_the_same_view(demo_server: str, page: Page, browser: Browser) -> None:
    screen.visit(page, f"{demo_server}/disputes")
    screen.choose(page, "m_disputes", "行政诉讼数")
    look_at(page, "reviews", "2023年各单位")
    address, drawn = page.url, bars(page, "reviews")
    with browser.new_context(locale="zh-CN") as context:
        other = context.new_page()
        screen.visit(other, address)
        assert bars(other, "reviews") == drawn
        assert other.url == address


def test_a_link_with_a_measure_of_another_category_is_told(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/procurement?m=reviews&y=2020")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("行政复议数")
    assert query(page) == {"y": ["2020"]}
    screen.visit(page, f"{demo_server}/applications?m=applications_closed")
    assert query(page) == {"m_applications": ["办结申请数"]}


def test_from_the_search_to_a_cell_of_the_form_and_to_its_category(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/methods")
    page.locator(".st-key-q input").fill("科研机构")
    page.keyboard.press("Enter")
    screen.ready(page)
    assert query(page) == {"q": ["科研机构"]}
    page.get_by_role("button", name="科研机构新收申请数", exact=True).click()
    screen.ready(page)
    assert query(page) == {"q": ["科研机构"], "i": ["applicants_research"]}
    expect(page.locator(".st-key-panel-definition")).to_contain_text("计算方法")
    page.get_by_role("link", name="在依申请公开页查看").click()
    page.wait_for_url("**/applications**")
    screen.ready(page)
    expect(page.locator(".st-key-panel-years .gk-small").first).to_contain_text("科研机构新收申请数")


@pytest.mark.parametrize("path", [*JOURNEYS, "methods"])
def test_a_phone_never_scrolls_sideways(demo_server: str, browser: Browser, path: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN") as context:
        phone = context.new_page()
        screen.visit(phone, f"{demo_server}/{path}")
        assert phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_navigation_fits_beside_the_switches(demo_server: str, page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 1100, "height": 768})
    screen.visit(page, f"{demo_server}/methods?lang={lang}")
    links = page.locator("[data-testid=stTopNavLink], [data-testid=stTopNavSection]")
    right = max(box["x"] + box["width"] for link in links.all() if (box := link.bounding_box()))
    switches = page.locator(".st-key-switches").bounding_box()
    assert switches is not None
    assert links.count() == len(PAGES) - len(ANALYSIS) + 2
    assert right < switches["x"]
