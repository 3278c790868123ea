"""The address is the screen: every control writes itself into it, and opened elsewhere it is the same screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from data import demo
from tests.browser import screen
from tests.browser.controls import CONTROLS, DESK, LINKS_ONLY, choose, press
from tests.pages import screens
from ui.shell import PAGES

ROOT = Path(__file__).parents[2]
CHINESE = "inputs => inputs.map(input => input.value).filter(text => /[\\u4e00-\\u9fff]/.test(text))"
WHOLE = """() => {
    const list = value => Array.from(value?._inputArray ?? value ?? []);
    const all = (what, give) => [...document.querySelectorAll(`[data-testid=stMain] ${what}`)].map(give);
    return {
        text: document.querySelector("[data-testid=stMain]").innerText,
        inputs: all("input", input => input.value),
        pressed: all("[aria-checked=true], [aria-pressed=true]", button => button.innerText),
        figures: all(".js-plotly-plot", plot =>
            JSON.stringify(plot.data.map(trace => [trace.name, list(trace.x), list(trace.y), trace.text]))),
    };
}"""


@pytest.mark.parametrize("name", dict.fromkeys(control.page for control in CONTROLS))
def test_a_screen_set_by_hand_is_the_same_when_its_address_is_opened(
    demo_server: str, page: Page, browser: Browser, name: str
) -> None:
    screen.visit(page, f"{demo_server}/{name}")
    own = [control for control in CONTROLS if control.page == name]
    for control in own:
        control.set(page, control.key, control.option)
    assert keys(page) == {control.key for control in own}
    before = whole(page)
    with browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 900}) as context:
        other = context.new_page()
        screen.visit(other, page.url)
        assert whole(other) == before
        assert keys(other) == keys(page)


def test_a_switch_of_language_keeps_what_was_chosen_by_hand(demo_server: str, page: Page) -> None:
    screen.visit(page, f"{demo_server}/applications?y=2021&y=2022&y=2023")
    choose(page, "m_applications", "办结申请数")
    choose(page, "outcomes", "2022年各单位")
    press(page, "lang", "English")
    for _ in range(2):  # what the browser answers shows at the next change
        expect(page.get_by_label("Measure", exact=True)).to_have_value("Applications closed")
        expect(page.locator(".st-key-outcomes input")).to_have_value("Units, 2022")
        expect(page.locator(".st-key-flow input")).to_have_value("Year by year")
        assert page.locator("[data-testid=stMain] input").evaluate_all(CHINESE) == []
        assert query(page)["m_applications"] == ["Applications closed"]
        press(page, "y", "2023")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def keys(page: Page) -> set[str]:
    """What the address speaks of; it may do so in the words of either language."""
    return set(query(page))


def whole(page: Page) -> Any:
    """All that is on the page, once every chart is drawn and nothing moves any more."""
    screen.ready(page)
    before, now = None, page.evaluate(WHOLE)
    while before != now or len(now["figures"]) < page.locator("[data-testid=stMain] .stPlotlyChart").count():
        page.wait_for_timeout(500)
        before, now = now, page.evaluate(WHOLE)
    return now


def bound(at: Any) -> Iterator[str]:
    """Keys of the address that the controls of a screen are bound to."""
    for element in at.main:
        yield from bound_below(element)


def bound_below(element: Any) -> Iterator[str]:
    if key := getattr(element.proto, "query_param_key", ""):
        yield key
    for child in getattr(element, "children", {}).values():
        yield from bound_below(child)


def named() -> Iterator[str]:
    """Keys of the address that the code reads or writes by name, constants too."""
    for file in [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            asked = None
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("st.query_params."):
                asked = node.args[0] if node.args else None
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.query_params":
                asked = node.slice
            elif isinstance(node, ast.keyword) and node.arg == "query_params" and isinstance(node.value, ast.Dict):
                yield from (key.value for key in node.value.keys if isinstance(key, ast.Constant))
            if isinstance(asked, ast.Constant):
                yield str(asked.value)


def test_every_control_bound_to_the_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set(named())
    for page in PAGES:
        at = screens.link(screens.app(monkeypatch, demo.ensure_store("demo")), page)
        assert not at.exception
        found |= set(bound(at))
    assert found == {control.key for control in CONTROLS} - {"i"} | {*LINKS_ONLY, *DESK}


def test_what_makes_a_step_of_the_history_is_in_the_table() -> None:
    script = (ROOT / "server" / "first_page.html").read_text(encoding="utf-8")
    steps = script.partition("opened = [")[2].partition("]")[0].replace('"', "").split(", ")
    assert steps == ["unit", "year", "cell", "i"]
    assert set(steps) <= {control.key for control in CONTROLS}


def test_a_link_that_names_more_units_than_can_be_read_says_so(demo_server: str, page: Page) -> None:
    units = "&".join(f"s={quote(f'第{n}乡')}" for n in range(3000))  # 74,000 characters
    screen.visit(page, f"{demo_server}/compare?{units}")
    expect(page.get_by_role("alert")).to_contain_text("链接列出了3000个条件")
    assert screen.settled(page) == f"{demo_server}/compare"
    answer = page.goto(f"{demo_server}/compare?s={'x' * 600_000}")
    assert answer is not None and answer.status == 414 and "链接太长" in answer.text()
