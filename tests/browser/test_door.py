"""Who gets in, in a real browser: our own page and nobody else's; and nothing of ours is against our own policy."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from bench.browser import QUIET, program
from tests.browser import screen
from tests.conftest import free_port

PAGES = ("", "compare", "procurement", "applications", "disclosure", "disputes", "unit", "methods")
WATCH = """document.addEventListener("securitypolicyviolation", event =>
    console.error("Content Security Policy", event.violatedDirective, event.blockedURI))"""
# What a page elsewhere would try: to read a page of ours, a file, and the data over a connection.
TRY = """async home => {
    const read = address => fetch(address).then(answer => answer.text()).catch(() => "");
    const opened = address => new Promise(done => {
        const socket = new WebSocket(address, ["streamlit"]);
        socket.onopen = () => done("opened"), socket.onerror = () => done("refused");
    });
    const socket = home.replace("http", "ws") + "/_stcore/stream";
    return [await read(home + "/"), await read(home + "/app/static/seal.svg"), await opened(socket)];
}"""


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """A page in a browser to which evil.example is this machine, as an attacker's name server would say."""
    rules = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    misled = browser.browser_type.launch(executable_path=program(), headless=True, args=[*QUIET, rules])
    yield misled.new_page()
    misled.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says against a page, about our policy."""
    found: list[str] = []
    page.add_init_script(WATCH)
    page.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    return found


@pytest.mark.parametrize("place", PAGES)
def test_nothing_of_ours_is_against_our_own_policy(
    demo_server: str, page: Page, complaints: list[str], place: str
) -> None:
    screen.visit(page, f"{demo_server}/{place}")
    for tab in page.get_by_role("tab").all():
        if tab.is_visible():
            tab.click()
    screen.ready(page)
    assert complaints == []


def test_pictures_and_files_come_out_under_our_policy(demo_server: str, page: Page, complaints: list[str]) -> None:
    screen.visit(page, f"{demo_server}/applications")
    for label in ("PNG", "SVG"):
        name, content = screen.download(page, "years", label)
        assert name.endswith(label.lower()) and len(content) > 10_000
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert any("gongkai-song" in family for family in loaded)
    assert complaints == []


def test_a_page_whose_name_leads_to_this_machine_reads_nothing(demo_server: str, elsewhere: Page) -> None:
    home = f"http://evil.example:{urlsplit(demo_server).port}"
    for path in ("", "compare", "media/x", "app/static/seal.svg", "_stcore/host-config"):
        answer = elsewhere.goto(f"{home}/{path}")
        assert answer is not None and answer.status == 421
        assert "本看板不以这个名称或地址应答" in elsewhere.inner_text("body") and "<" not in answer.text()
    page_read, file_read, connection = elsewhere.evaluate(TRY, home)
    assert all("does not answer to this name" in read for read in (page_read, file_read))
    assert connection == "refused"


def test_a_page_of_another_server_on_this_machine_reads_nothing(demo_server: str, page: Page) -> None:
    port = free_port()
    page.route(f"http://127.0.0.1:{port}/", lambda route: route.fulfill(body="<p>another", content_type="text/html"))
    page.goto(f"http://127.0.0.1:{port}/")
    assert page.evaluate(TRY, demo_server) == ["", "", "refused"]
    page.set_content(f'<iframe src="{demo_server}"></iframe>')
    page.wait_for_timeout(1000)
    assert "stApp" not in "".join(frame.content() for frame in page.frames[1:])
