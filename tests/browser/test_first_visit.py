"""The first request that a fresh server gets, and browsers that can't run the screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("path", ["compare", "unit"])
def test_a_link_to_a_page_may_be_the_first_request_of_a_server(serve, page: Page, path):
    page.goto(f"{serve('--demo')}/{path}")
    expect(page.locator("[data-testid=stMain] h1").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_charts_stand_on_the_first_screen_of_the_demo_county(demo_server, page: Page):
    page.goto(demo_server)
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible(timeout=60_000)
    assert chart.bounding_box()["y"] < page.viewport_size["height"]


def test_an_old_browser_is_told_what_to_install(demo_server, page: Page):
    # Chromium before 112 has no flag v for regular expressions.
    page.add_init_script(
        "const real = RegExp; window.RegExp = function (p, f) "
        "{ if (f && f.includes('v')) throw new SyntaxError(f); return new real(p, f) }"
    )
    page.goto(demo_server)
    expect(page.get_by_role("heading", name="浏览器内核过旧", level=1)).to_be_visible()


def test_a_browser_of_today_never_sees_the_word_for_old_ones(demo_server, page: Page):
    page.goto(demo_server)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("浏览器内核过旧")).to_be_hidden()


def test_no_request_leaves_the_machine(demo_server, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo_server)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=60_000)
    outside = [
        url for url in asked if not url.startswith((demo_server, demo_server.replace("http", "ws"), "data:", "blob:"))
    ]
    assert asked and outside == []
