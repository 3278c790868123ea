"""What a reader does on a screen, and what the charts on it hold."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect


def ready(page: Page) -> None:
    """Wait until the app has said all it has to say, and every control of it works.

    A control whose own script is still on its way is a grey bar (stSkeleton); a click on another page before it came
    would take its filter out of the address.
    """
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=60_000)
    expect(page.locator("[data-testid=stMain] h1").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(400)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=60_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)


def still(page: Page) -> None:
    """Wait until nothing is being drawn, as a hand does before it presses: what is drawn anew loses a press."""
    for _ in range(2):
        expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=60_000)
        page.wait_for_timeout(150)


def settled(page: Page) -> str:
    """The address, once it has stayed the same for a second: what a script changes in it comes after the script."""
    for _ in range(60):
        ready(page)
        before = page.url
        page.wait_for_timeout(1000)
        if page.url == before:
            break
    return page.url


def visit(page: Page, url: str) -> None:
    """Open an address and wait for it."""
    page.goto(url)
    ready(page)


def go(page: Page, name: str) -> None:
    """Click a page in the navigation: it stands there by itself, or in one of the lists that open there."""
    top = page.get_by_test_id("stTopNav")
    link = top.get_by_role("link", name=name, exact=True)
    for group in [] if link.count() else top.get_by_test_id("stTopNavSection").all():
        group.click()
        page.get_by_role("menu").wait_for()
        link = page.get_by_role("menuitem", name=name, exact=True)
        if link.count():
            break
        group.click()
    link.click()


def choose(page: Page, key: str, *options: str) -> None:
    """Choose options of the control with this key, one after the other."""
    for option in options:
        page.locator(f".st-key-{key} input").first.click()
        page.get_by_role("option", name=option, exact=True).click()
        page.keyboard.press("Escape")
        ready(page)


def press(page: Page, key: str, button: str) -> None:
    """Press one button of a row of buttons."""
    page.locator(f".st-key-{key}").get_by_role("button", name=button).click()
    ready(page)


def traces(page: Page, panel: str) -> dict[str, dict[int, Any]]:
    """Numbers of a panel's chart: unit → year → number as it is drawn."""
    expect(page.locator(f".st-key-panel-{panel} .js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)
    found: dict[str, dict[int, Any]] = {}
    points = page.evaluate(
        """panel => {
            const plot = document.querySelector(`.st-key-panel-${panel} .js-plotly-plot`);
            const list = value => Array.from(value?._inputArray ?? value ?? []);
            return plot._fullData.flatMap(trace => {
                const values = list(trace.orientation === "h" ? trace.x : trace.y);
                return trace.name === "empty" ? [] : list(trace.customdata).map((place, i) => [place, values[i]]);
            });
        }""",
        panel,
    )
    for place, value in points:
        if place is not None and value is not None:
            found.setdefault(place[0], {})[int(place[1])] = value
    return found


def download(page: Page, panel: str, label: str) -> tuple[str, bytes]:
    """Take one file from a panel's 导出: its name and content."""
    page.locator(f".st-key-foot-{panel} .stPopover button").first.click()
    button = page.get_by_role("button", name=label)
    with page.expect_download() as started:
        button.click()
    page.keyboard.press("Escape")
    with open(started.value.path(), "rb") as file:
        return started.value.suggested_filename, file.read()


def take(page: Page, opener: str, label: str) -> bytes:
    """One file from a list that this opens."""
    page.locator(opener).first.click()
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    page.keyboard.press("Escape")
    with open(started.value.path(), "rb") as file:
        return file.read()
