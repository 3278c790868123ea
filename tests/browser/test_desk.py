"""A supervisor's January without a terminal: drop, ask, look, correct, waive, return, accept, a new version, undo."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, expect

from analytics.submissions import Submission, submissions
from data.demo.render.docx import docx
from data.demo.render.parts import parts
from data.store import Store
from pages.submissions.board import ordered
from tests.browser import january, screen
from tests.browser.hand import Hand
from tests.browser.january import TOTAL, YEAR
from tests.browser.test_accessibility import COLOURS, found
from tests.conftest import Serve
from ui.shell import DESK

TAKEN = "可在操作记录里撤销"
DOCUMENT = ".st-key-review-document"


def board(folder: Path) -> dict[str, Submission]:
    """How far each unit has come, as the store has it."""
    return {one.jurisdiction: one for one in submissions(Store(folder).live(), YEAR)}


def states(folder: Path) -> Counter[str]:
    return Counter(one.state for one in board(folder).values())


def drop(hand: Hand, file: Path) -> None:
    """Files dropped, and read."""
    hand.page.locator("input[type=file]").set_input_files(file)
    hand.clicks += 1
    expect(hand.page.locator(".st-key-take button:enabled")).to_be_visible(timeout=90_000)
    screen.ready(hand.page)


def whose(hand: Hand, file: str) -> str:
    """The row of questions about this file."""
    box = hand.page.locator("[data-testid=stAlert]", has_text=file).first
    row = box.locator("xpath=following::*[contains(@class, 'st-key-whose-')][1]")
    name = next(part for part in str(row.get_attribute("class")).split() if part.startswith("st-key-whose-"))
    return f".{name}"


def answer(hand: Hand, file: str, unit: str, likeliest: bool = False) -> None:
    """Say whose report a file is; the likeliest unit stands first in the list."""
    row = whose(hand, file)
    hand.click(f"{row} [class*=st-key-unit-] input")
    if not likeliest:
        hand.write(unit)
    expect(hand.page.get_by_role("option", name=unit, exact=True).first).to_be_visible()
    hand.press("Enter")
    screen.ready(hand.page)  # a press on a button that is being drawn anew would be lost
    expect(hand.page.locator(f"{row} [class*=st-key-unit-] input")).to_have_value(unit)
    hand.click(hand.page.locator(row).get_by_role("button", name="就按这个读"))
    expect(hand.page.locator("[data-testid=stAlert]", has_text=file)).to_have_count(0, timeout=60_000)
    screen.ready(hand.page)


def collect(hand: Hand, archive: Path) -> None:
    """What came, each question answered, taken in."""
    hand.fill(".st-key-desk-who input", "王敏")
    hand.press("Enter")
    drop(hand, archive)
    expect(hand.page.get_by_text("待收录21个文件：可收录14，请您定6，已有0，无法识别1。")).to_be_visible()
    answer(hand, "年报.docx：找不到", "桃源乡")
    answer(hand, "扫描件.pdf", "南屏乡")
    answer(hand, "麒麟乡.docx", "麒麟山乡", likeliest=True)
    hand.click(hand.page.locator(whose(hand, "青龙镇.html")).get_by_role("button", name="不要了"))
    hand.click(hand.page.get_by_role("button", name="留“北坡乡（改）.docx”"))
    hand.click(".st-key-drop-lost button")
    expect(hand.page.get_by_text("待收录18个文件：可收录18，")).to_be_visible()
    take(hand)


def take(hand: Hand) -> None:
    hand.click(".st-key-take button:enabled")
    expect(hand.page.get_by_text(TAKEN)).to_be_visible(timeout=60_000)
    screen.ready(hand.page)


def look(hand: Hand) -> None:
    """A cell chosen in the form is marked on the PDF's page, and the other way round; it is corrected."""
    page = hand.page
    hand.go("核对")
    hand.pick("review-pick", "云山镇")
    expect(page.get_by_text("云山镇 2023年：待核对")).to_be_visible()
    marked = page.locator(f"{DOCUMENT} .gk-spot[aria-current=true]")
    expect(marked.locator(f"a[data-cell='{TOTAL}']")).to_be_visible()  # that of the first finding
    hand.click(".st-key-review-3 a[data-cell='3.carried_in.natural']")
    expect(marked.locator("a[data-cell='3.carried_in.natural']")).to_be_visible()
    hand.click(f"{DOCUMENT} .gk-spot a[data-cell='{TOTAL}']")
    expect(page.locator(f".st-key-review-3 td[aria-current=true] a[data-cell='{TOTAL}']")).to_contain_text("77")
    hand.click("[class*=st-key-value-][class*='3-new-total'] input")
    hand.write("78")
    hand.press("Tab")
    hand.write("电话核实")
    hand.press("Enter")
    expect(page.locator(f".st-key-review-3 a[data-cell='{TOTAL}']")).to_contain_text("78更正")
    hand.press("Alt+Enter")
    expect(page.get_by_text("云山镇 2023年：已核对通过。")).to_be_visible()


def waive(hand: Hand) -> None:
    hand.pick("review-pick", "长岭乡")
    expect(hand.page.get_by_text("长岭乡 2023年：待核对")).to_be_visible()
    hand.click(".st-key-waive button")
    hand.click("[class*=st-key-waive-reason] input")
    hand.write("已说明")
    hand.press("Enter")
    expect(hand.page.get_by_text("已记为不作问题")).to_be_visible()
    screen.ready(hand.page)


def send_back(hand: Hand, folder: Path) -> None:
    """Two returned on the board, all letters taken, what nothing is remarked of accepted, the rest one by one."""
    page = hand.page
    hand.go("报送")
    rows = [one.jurisdiction for one in ordered([*board(folder).values()])]
    for name in ("河西镇", "红旗街道"):
        hand.tick("table-board-2023", rows.index(name))
    hand.fill(".st-key-desk-reason input", "请按反馈意见改正")
    hand.press("Enter")
    hand.click(".st-key-do-return button")
    expect(page.get_by_text("已退回2份。")).to_be_visible()
    screen.ready(page)
    with page.expect_download() as started:
        hand.click(".st-key-letters button")
    names = zipfile.ZipFile(started.value.path()).namelist()
    assert all(any(unit in name for name in names) for unit in ("河西镇", "红旗街道")), names
    plain = [one for one in board(folder).values() if one.state == "received" and not one.findings + one.doubtful]
    assert len(plain) > 10
    hand.click(".st-key-accept-plain button")
    expect(page.get_by_text(f"已核对通过{len(plain)}份。")).to_be_visible()
    screen.ready(page)
    hand.go("核对")
    while left := [one for one in board(folder).values() if one.state == "received"]:
        expect(page.get_by_text(f"{left[0].jurisdiction} 2023年：待核对")).to_be_visible()
        hand.press("Alt+Enter")
        expect(page.get_by_text(f"{left[0].jurisdiction} 2023年：已核对通过。")).to_be_visible()
        screen.ready(page)


def again(hand: Hand, file: Path) -> None:
    """A corrected version: what it says otherwise is seen, and it is accepted."""
    hand.go("导入")
    drop(hand, file)
    take(hand)
    hand.go("核对")
    expect(hand.page.get_by_text("红旗街道 2023年：待核对")).to_be_visible()  # the only one that waits
    expect(hand.page.get_by_text("相比，有1格不同")).to_be_visible()
    hand.press("Alt+Enter")
    expect(hand.page.get_by_text("红旗街道 2023年：已核对通过。")).to_be_visible()


def test_a_january_without_a_terminal(tmp_path: Path, page: Page, serve: Serve, record_property) -> None:
    folder = tmp_path / "store"
    files = january.documents(tmp_path) | {"单位名录.csv": january.roster()}
    archive = january.archive(tmp_path / "一月.zip", files)
    mended = tmp_path / "红旗街道（改）.docx"
    mended.write_bytes(docx(list(parts(january.made("红旗街道", busy=True)))))
    here = serve("--store", str(folder))
    page.set_viewport_size({"width": 1366, "height": 768})
    screen.visit(page, here)
    hand = Hand(page)
    collect(hand, archive)
    assert states(folder) == {"received": 17, "not_received": 1}
    look(hand)
    waive(hand)
    send_back(hand, folder)
    assert states(folder) == {"accepted": 15, "returned": 2, "not_received": 1}
    again(hand, mended)
    assert board(folder)["红旗街道"].state == "accepted"
    hand.go("报送")
    expect(page.get_by_text("待核对0份，已退回1份，已核对16份")).to_be_visible()
    hand.go("依申请公开")
    expect(page.locator(".st-key-panel-rank .js-plotly-plot")).to_contain_text("78 更正")
    hand.go("操作记录")
    hand.click(".st-key-undo button")
    expect(page.get_by_text("已撤销：")).to_be_visible()
    assert board(folder)["红旗街道"].state == "received"
    record_property("hand", hand.said())
    print(hand.said())

    for path in DESK:
        for scheme, rules in (("light", ()), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            screen.visit(page, f"{here}/{path}")
            assert found(page, rules=rules) == [], (path, scheme)


def test_a_door_for_looking_has_no_such_page(page: Page, serve: Serve) -> None:
    page.goto(f"{serve('--demo', '--viewer')}/imports")
    expect(page.get_by_text("总览").first).to_be_visible(timeout=60_000)
    assert page.locator("input[type=file]").count() == 0
    assert page.get_by_text("报送与核对").count() == 0
