"""Every control whose state is in the address, and how a reader sets it. One that is not here fails a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import screen


def choose(page: Page, key: str, option: str) -> None:
    """From a list; it closes if the page still scrolls."""
    page.locator(f".st-key-{key}").first.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(400)
    screen.choose(page, key, option)


def choose_picked(page: Page, key: str, option: str) -> None:
    """From a list of 单位详情."""
    choose(page, f"pick-{key}", option)


def press(page: Page, key: str, option: str) -> None:
    """One of a row of buttons."""
    page.locator(f".st-key-{key}").get_by_text(option, exact=True).click()
    screen.ready(page)


def in_scope(act: Callable[[Page, str, str], None]) -> Callable[[Page, str, str], None]:
    """The same in the list that 统计范围 opens."""

    def acted(page: Page, key: str, option: str) -> None:
        opener = page.locator(".st-key-scope button").first
        opener.click()
        act(page, key, option)
        page.keyboard.press("Escape")
        if page.locator("[data-testid=stPopoverBody]").count():
            opener.click()
        page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")

    return acted


def write(page: Page, key: str, option: str) -> None:
    """Into a field."""
    page.locator(f".st-key-{key} input").fill(option)
    page.keyboard.press("Enter")
    screen.ready(page)


def open_measure(page: Page, _: str, option: str) -> None:
    """The definition of a measure of the list."""
    page.get_by_role("button", name=option, exact=True).first.click()
    screen.ready(page)


def open_cell(page: Page, _: str, option: str) -> None:
    """The source of a cell of the report."""
    page.locator(f'table a[data-cell="{option}"]').click()
    screen.ready(page)


@dataclass(frozen=True)
class Control:
    """Its key in the address, the page to set it on, how, and to which option as the screen words it."""

    key: str
    page: str
    set: Callable[[Page, str, str], None]
    option: str


CONTROLS = (
    Control("c", "compare", choose, "主动公开"),
    Control("m", "compare", choose, "行政处罚处理决定数"),
    Control("b", "compare", in_scope(press), "按现行区划"),
    Control("s", "compare", in_scope(choose), "全部镇"),
    Control("t", "compare", choose, "渔岭镇"),
    Control("y", "compare", press, "2021"),
    Control("y", "compare", press, "2023"),
    Control("y", "compare", press, "2024"),
    Control("base", "compare", choose, "较2021年"),
    Control("from", "compare", choose, "较2023年"),
    Control("m_procurement", "procurement", choose, "采购项目数量"),
    Control("share", "procurement", choose, "2019年各单位"),
    Control("m_applications", "applications", choose, "办结申请数"),
    Control("flow", "applications", choose, "2023年各单位"),
    Control("outcomes", "applications", choose, "2022年各单位"),
    Control("reasons", "applications", choose, "2023年各单位"),
    Control("applicants", "applications", choose, "2024年各单位"),
    Control("m_disclosure", "disclosure", choose, "行政许可处理决定数"),
    Control("documents", "disclosure", choose, "2022年各单位"),
    Control("decisions", "disclosure", choose, "2023年各单位"),
    Control("m_disputes", "disputes", choose, "行政诉讼数"),
    Control("reviews", "disputes", choose, "2023年各单位"),
    Control("lawsuits", "disputes", choose, "2022年各单位"),
    Control("corrected", "disputes", choose, "各单位合计"),
    Control("find", "search", write, "培训"),
    Control("sec", "search", press, "总体情况"),
    Control("store", "methods", choose, "真实样例"),
    Control("lang", "methods", press, "English"),
    Control("q", "methods", write, "research"),
    Control("i", "methods", open_measure, "New applications by research institutes"),
    Control("unit", "unit", choose_picked, "琴沟乡"),
    Control("year", "unit", choose_picked, "2021"),
    Control("cell", "unit", open_cell, "3.new.total"),
)
# What only links say: which world is meant, in a store that holds true and made-up reports.
LINKS_ONLY = ("made",)
# Those of the pages on which the year's work is done, which this server does not have.
DESK = ("without",)
