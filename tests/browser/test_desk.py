"""A supervisor's January without a terminal: drop, look, correct, waive, return, accept, a second version, undo."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from analytics.submissions import submissions
from data.demo.render import text
from data.store import Store
from tests.browser import screen
from tests.browser.test_accessibility import COLOURS, found
from tests.conftest import Serve
from tests.factory import report, with_cell
from ui.shell import DESK

TOTAL = "3.new.total"


def archive(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name, content in files.items():
            out.writestr(f"{name}.txt", content)
    return path


def take(page: Page) -> None:
    button = page.locator(".st-key-take button:enabled")
    expect(button).to_be_visible(timeout=90_000)
    button.click()
    expect(page.get_by_text("可在操作记录里撤销")).to_be_visible(timeout=60_000)
    screen.ready(page)


def test_a_january_without_a_terminal(tmp_path: Path, page: Page, serve: Serve) -> None:
    folder = tmp_path / "store"
    wrong = with_cell(report(1, "云山镇", 2023, busy=True), TOTAL, "77")
    files = {"云山镇_2023": text(wrong), "河西镇_2023": text(report(2, "河西镇", 2023)), "空的": "没有年报"}
    here = serve("--store", str(folder))
    screen.visit(page, here)
    page.locator("input[type=file]").set_input_files(archive(tmp_path / "一月.zip", **files))
    page.locator(".st-key-desk-who input").fill("王敏")
    page.keyboard.press("Enter")
    take(page)
    assert [one.state for one in submissions(Store(folder).live(), 2023)] == ["received"] * 2

    screen.visit(page, f"{here}/review?unit=云山镇&year=2023")
    expect(page.locator(".st-key-desk-who input")).to_have_value("王敏")  # typed once in this browser
    page.locator(f".st-key-review-3 a[data-cell='{TOTAL}']").click()
    expect(page.locator(".st-key-review-document [aria-current=true]")).to_contain_text("77")
    page.locator("[class*=st-key-value-] input").fill("5")
    page.locator("[class*=st-key-why-] input").fill("电话核实")
    page.keyboard.press("Enter")
    page.locator(".st-key-do-correct button").click()
    expect(page.locator(f".st-key-review-3 a[data-cell='{TOTAL}']")).to_contain_text("5更正")
    page.locator(".st-key-review-return button").click()
    expect(page.get_by_text("已退回1份")).to_be_visible()
    screen.visit(page, f"{here}/review?unit=河西镇&year=2023")
    page.locator(".st-key-review-accept button").click()
    expect(page.get_by_text("已核对通过1份")).to_be_visible()
    states = {one.jurisdiction: one.state for one in submissions(Store(folder).live(), 2023)}
    assert states == {"云山镇": "returned", "河西镇": "accepted"}

    screen.visit(page, f"{here}/imports")
    again = with_cell(wrong, "4.reviews.upheld", "9")
    page.locator("input[type=file]").set_input_files(archive(tmp_path / "重报.zip", 云山镇_2023改=text(again)))
    take(page)
    screen.visit(page, f"{here}/review?unit=云山镇&year=2023")
    expect(page.get_by_text("相比，有1格不同")).to_be_visible()
    expect(page.locator(f".st-key-review-3 a[data-cell='{TOTAL}']")).to_contain_text("5更正")

    for path in DESK:
        for scheme, rules in (("light", ()), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            screen.visit(page, f"{here}/{path}")
            assert found(page, rules=rules) == [], (path, scheme)

    screen.visit(page, f"{here}/log")
    page.locator(".st-key-undo button").click()
    expect(page.get_by_text("已撤销：导入")).to_be_visible()
    states = {one.jurisdiction: one.state for one in submissions(Store(folder).live(), 2023)}
    assert states == {"云山镇": "returned", "河西镇": "accepted"}


def test_a_door_for_looking_has_no_such_page(page: Page, serve: Serve) -> None:
    page.goto(f"{serve('--demo', '--viewer')}/imports")
    expect(page.get_by_text("总览").first).to_be_visible(timeout=60_000)
    assert page.locator("input[type=file]").count() == 0
    assert page.get_by_text("报送与核对").count() == 0
