"""February without a terminal: the county's sums, a cell opened to its parts and their source, the file; then a
corrected report comes, and what was kept says what changes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from analytics.consolidation import kept
from data.demo.render import text
from data.ingest import ingest
from data.store import Store
from tests.browser import screen
from tests.conftest import Serve
from tests.factory import report, with_cell
from ui.panel import HEAD, ROW

CELL = "2.licences.decisions"


def handed_in(folder: Path, name: str, year: int, licences: int) -> None:
    place = folder / "清水县"
    place.mkdir(parents=True, exist_ok=True)
    made = with_cell(report(1, name, year, parents=("清水县",), busy=False), CELL, str(licences))
    (place / f"{name}_{year}.txt").write_text(text(made), encoding="utf-8")


def sum_of(page: Page, number: int) -> None:
    expect(page.locator(f".st-key-panel-form a[data-cell='{CELL}']")).to_have_text(str(number))


def test_a_february_without_a_terminal(tmp_path: Path, page: Page, serve: Serve) -> None:
    for name, licences in (("云山镇", 31), ("河西镇", 4), ("县办公室", 35)):
        handed_in(tmp_path / "一", name, 2023, licences)
        handed_in(tmp_path / "一", name, 2022, 1)
    store = tmp_path / "store"
    assert ingest([tmp_path / "一"], store).ok
    here = serve("--store", str(store))
    screen.visit(page, f"{here}/consolidation?year=2022")
    page.locator(".st-key-desk-who input").fill("王敏")
    page.keyboard.press("Enter")
    sum_of(page, 3)
    screen.choose(page, "consolidation-year-2022", "2023")
    sum_of(page, 70)
    screen.choose(page, "consolidation-without-2023-", "县办公室")  # its report holds those of the others
    sum_of(page, 35)

    page.locator(f".st-key-panel-form a[data-cell='{CELL}']").click()
    expect(page.get_by_text("合计35件，共2个单位")).to_be_visible()
    table = page.locator(f".st-key-table-parts-{CELL.replace('.', '-')} .dvn-scroller")
    table.click(position={"x": 16, "y": HEAD + ROW / 2})
    page.get_by_role("link", name="查看年报：云山镇 2023年").click()
    screen.ready(page)
    expect(page.locator("td[aria-current] a")).to_have_attribute("data-cell", CELL)
    expect(page.locator(".st-key-cell-source .gk-line[aria-current]")).to_contain_text("31")
    page.go_back()
    screen.ready(page)
    expect(page.get_by_text("合计35件，共2个单位")).to_be_visible()

    name, content = screen.download(page, "sums", "年报（Word）")
    assert name == "清水县2023年汇总.docx"
    assert "35" in [cell.text for row in Document(BytesIO(content)).tables[0].rows for cell in row.cells]
    page.locator(".st-key-keep button").first.click()
    page.locator(".st-key-do-keep button").click()
    expect(page.get_by_text("已保存“清水县2023年汇总”")).to_be_visible()
    expect(page.get_by_text("与现在的数相同")).to_be_visible()

    handed_in(tmp_path / "二", "云山镇", 2023, 13)
    assert ingest([tmp_path / "二"], store).ok
    screen.visit(page, page.url)
    sum_of(page, 17)
    expect(page.get_by_text("现在重做，1格的数不同，1个单位有变化")).to_be_visible()
    page.get_by_role("button", name="会变什么").click()
    expect(page.get_by_text("云山镇：换了新的一份年报")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="按现在的数重做").click()
    expect(page.get_by_text("原来的一份仍保留")).to_be_visible()
    [one] = kept(Store(store).live())
    assert [each.found.sums[CELL].value for each in (one, *one.earlier)] == [17, 35]
