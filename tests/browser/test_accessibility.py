"""What axe-core finds on every page, light and dark, with what opens over it: nothing serious that is ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser import screen
from ui.shell import PAGES

DOCUMENT = Path(__file__).parents[2] / "docs" / "accessibility.md"
SERIOUS = ("serious", "critical")
COLOURS = ("color-contrast", "link-in-text-block")  # the rest is the same in light and dark
VIEWS = {**{name: name for name in PAGES}, "definition": "methods?i=applications_new"}
VIEWS |= {"overview": "", "unit": "unit?unit=渔岭镇&year=2020&cell=3.new.total"}


@dataclass(frozen=True)
class Streamlits:
    """What Streamlit itself causes: the rule of axe-core, the elements by a CSS selector, and why it stands."""

    rule: str
    where: str
    why: str


EXCUSED = (
    Streamlits("svg-img-alt", "[data-testid=stMetricChart] .role-mark", "指标卡的小柱图由 Streamlit 画，标记无名称"),
    Streamlits("color-contrast", "[data-testid=stMainMenuList] + *", "主菜单末行的版本号由 Streamlit 写，对比度4.3"),
    Streamlits("list", "[data-testid=stSidebarNavItems]", "窄屏导航里分组的列表由 Streamlit 画，组名夹在各项之间"),
    Streamlits("listitem", "[data-testid=stSidebarNavItems] li", "同上，组内各项不直接在列表之下"),
)
OVER = "[data-testid=stPopoverBody]"


def found(page: Page, *where: str, rules: tuple[str, ...] = ()) -> list[str]:
    """Serious violations on the page, or of what these selectors name; those of Streamlit left out."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    context = {"include": [[one] for one in where or ["html"]]}
    said = []
    for violation in page.evaluate("([context, options]) => axe.run(context, options)", [context, options])[
        "violations"
    ]:
        if violation["impact"] not in SERIOUS:
            continue
        theirs = [one.where for one in EXCUSED if one.rule == violation["id"]]
        for node in violation["nodes"]:
            here = page.locator(node["target"][-1]).first
            if not any(here.evaluate("(element, where) => element.closest(where) !== null", where) for where in theirs):
                said.append(f"{violation['id']}: {node['html']}")
    return said


def found_over(page: Page, rules: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """The same of the page and of each kind of list that opens over it, where there are any."""
    said = {"page": found(page, rules=rules)}
    buttons = page.locator("[data-testid=stPopoverButton]:visible")
    kinds = {re.split(r"[：:]", label)[0]: n for n, label in reversed([*enumerate(buttons.all_inner_texts())])}
    for label, n in kinds.items():
        buttons.nth(n).click()
        page.locator(OVER).wait_for()
        page.wait_for_timeout(300)  # colours move for a moment
        said[label] = found(page, OVER, "[data-testid=stPopoverButton][aria-expanded=true]", rules=rules)
        page.keyboard.press("Escape")
        page.locator(OVER).wait_for(state="detached")
    return {label: violations for label, violations in said.items() if violations}


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_has_a_serious_violation_of_ours_in_light_or_dark(demo_server: str, page: Page, view: str) -> None:
    page.emulate_media(color_scheme="light")
    screen.visit(page, f"{demo_server}/{VIEWS[view]}")
    assert found_over(page) == {}
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(16, 23, 26)")
    page.wait_for_timeout(900)  # the page is told of the switch
    screen.ready(page)
    assert found(page, rules=COLOURS) == []  # what opens over it has the colours that lists and menus have


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lists_menus_and_tables_have_no_serious_violation_of_ours(demo_server: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    screen.visit(page, f"{demo_server}/compare?t=渔岭镇&t=亡羊镇&lang=en")
    menus = ("[data-testid=stTopNavSection]", "[data-testid=stMainMenu] button")
    for opener in (*menus, ".st-key-c input", ".st-key-t input"):
        page.locator(opener).first.click()
        page.wait_for_timeout(400)
        assert found(page) == [], opener
        page.keyboard.press("Escape")
    page.locator(".st-key-panel-years").get_by_role("tab").last.click()
    screen.ready(page)
    assert found(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_and_its_drawer_have_no_serious_violation_of_ours(demo_server: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    screen.visit(page, f"{demo_server}/applications")
    assert found(page) == []
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.wait_for_timeout(600)
    assert found(page) == []


def test_what_streamlit_causes_is_written_down() -> None:
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \| (.+?) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(one.rule, one.where, one.why) for one in EXCUSED]
