"""Back goes to what was seen before: one page, report, cell or definition a press."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from tests.browser import screen

SETTLED_WITHIN = 20  # seconds, on a busy machine

Seen = tuple[str, dict[str, list[str]], str]


def seen(page: Page) -> Seen:
    """Page, address and heading."""
    at = urlsplit(screen.settled(page))
    return at.path, parse_qs(at.query), page.locator("[data-testid=stMain] h1").inner_text()


def go(page: Page, name: str, path: str) -> Seen:
    """To another page through the navigation."""
    screen.go(page, name)
    page.wait_for_url(f"**/{path}*")
    return seen(page)


def back(page: Page, expected: Seen) -> Seen:
    """One step back, once the page is there; the browser is at once, the page a moment later."""
    page.go_back()
    until = time.monotonic() + SETTLED_WITHIN
    while (now := seen(page)) != expected and time.monotonic() < until:
        page.wait_for_timeout(400)
    return now


def test_each_page_is_one_step_whatever_its_controls_are(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/compare?c=disclosure&m=penalties&y=2023&y=2024")
    steps = [seen(page), go(page, "依申请公开", "applications")]
    screen.choose(page, "m_applications", "办结申请数")  # a choice is no step
    steps[-1] = seen(page)
    steps += [go(page, "政府采购", "procurement"), go(page, "对比", "compare"), go(page, "指标解释", "methods")]
    page.get_by_role("button", name="行政许可处理决定数").click()
    page.wait_for_url("**i=*")
    steps += [seen(page), go(page, "单位详情", "unit"), go(page, "总览", "")]
    assert steps[1][1] == {"y": ["2023", "2024"], "m_applications": ["办结申请数"]}
    assert [back(page, step) for step in steps[-2::-1]] == steps[-2::-1]
    page.go_back()
    assert page.url == "about:blank"  # the link in codes is no step before its own page


def test_units_years_and_cells_are_steps(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/unit?unit=琴沟乡&year=2020")
    steps = [seen(page)]
    screen.choose(page, "pick-year", "2021")
    steps.append(seen(page))
    page.locator('table a[data-cell="3.new.total"]').click()
    page.wait_for_url("**cell=*")
    steps.append(seen(page))
    assert [sorted(step[1]) for step in steps] == [["unit", "year"], ["unit", "year"], ["cell", "unit", "year"]]
    steps.append(go(page, "对比", "compare"))
    assert [back(page, step) for step in steps[-2::-1]] == steps[-2::-1]


def test_what_is_laid_down_as_another_page_comes_is_no_step(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/methods?i=licences")
    grown = """addresses => {
        const before = history.length;
        addresses.forEach(address => history.pushState(history.state, "", address));
        return history.length - before;
    }"""
    assert page.evaluate(grown, ["/methods", "/methods?i=penalties"]) == 2  # shut and another opened
    assert page.evaluate(grown, ["/methods", "/unit"]) == 1
    page.go_back()
    page.wait_for_url("**i=penalties")
