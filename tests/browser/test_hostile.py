"""What stands in documents, names, file names and addresses is shown as it stands and never runs in the page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from analytics import brief as briefs
from data.checks import check
from data.demo.render.html import html
from data.demo.render.parts import parts
from data.model import Finding, Report, Status
from data.store import Ingested, Store
from tests import factory
from tests.browser import screen
from tests.conftest import serving

# Each way that text has of becoming more than text: elements, handlers, links, Markdown, and pictures from elsewhere.
NAME = "<img src=x onerror=window.ran=1><b onmouseover=window.ran=1>云山</b>$x^2$[a](javascript:window.ran=1)镇"
# Addresses that would become links, and signs that would become pictures, without any mark of Markdown.
LINKED = (
    "www.elsewhere.invalid http://elsewhere.invalid/a a.b@elsewhere.invalid <https://elsewhere.invalid> "
    '<a href="https://elsewhere.invalid">a</a> [a](//elsewhere.invalid) :smile: :material/face: :red[a] -> &amp; 镇'
)
PAYLOAD = (
    "\"'><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>"
    '<iframe srcdoc="<script>parent.window.ran=1</script>"></iframe><a href="javascript:window.ran=1">a</a>'
    "[a](javascript:window.ran=1) ![a](http://elsewhere.invalid/a.png) {{7*7}} ${window.ran=1} "
    "<style>*{display:none}</style>"
)
YEARS = (2021, 2022, 2023)
PAGES = ("", "compare", "procurement", "applications", "disclosure", "disputes", "methods")
KEYS = ("c", "m", "s", "u", "f", "y", "lang", "v", "unit", "year", "cell", "made", "class", "b")


def hostile(year: int) -> Report:
    """A report with the payload in every field that a document can fill."""
    made = factory.with_extra_row(factory.report(year, "云山镇", year, busy=True), PAYLOAD, ("1", "2", "3"))
    made = factory.with_cell(made, "3.new.total", None, Status.DOUBTFUL, PAYLOAD)
    made = factory.with_cell(made, "2.licences.decisions", "7", Status.DOUBTFUL, f"7{PAYLOAD}")
    return replace(
        made,
        jurisdiction=replace(made.jurisdiction, name=NAME, kind="镇", parents=("<i onclick=window.ran=1>清水县",)),
        title=f"{PAYLOAD}{year}年政府信息公开工作年度报告",
        narrative={section: f"{said}{PAYLOAD}" for section, said in made.narrative.items()},
        source_file=f"<img src=x onerror=window.ran=1>{year}.html",
        findings=(Finding("place_disagrees", (), {"title": PAYLOAD, "others": PAYLOAD}),),
    )


def ready(report: Report) -> Ingested:
    """The report with a page for its document, whose own scripts are real; a style of its own would hide all of it."""
    seen = PAYLOAD.replace("<style>*{display:none}</style>", "")
    content = html(list(parts(replace(report, narrative={})))).replace(
        b"<body>", f"<body><script>window.ran=1</script><p>{seen}</p>".encode()
    )
    made = replace(report, sha256=hashlib.sha256(content).hexdigest())
    return Ingested.of(replace(made, findings=(*made.findings, *check(made))), content, "test")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("hostile") / "store")
    plain = [
        factory.ingested(factory.report(year, name, year, busy=True)) for name in ("河西镇", LINKED) for year in YEARS
    ]
    outcomes = made.add([*(ready(hostile(year)) for year in YEARS), *plain]).outcomes
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    return made


@pytest.fixture(scope="module")
def server(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("server")) as start:
        yield start("--store", str(store.folder))


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Where the page asks for things; and whatever opens a dialogue fails the test."""
    found: list[str] = []

    def note(request: Request) -> None:
        found.append(urlsplit(request.url).netloc)

    page.on("request", note)
    page.on("dialog", lambda dialog: pytest.fail(f"dialogue: {dialog.message}"))
    return found


def harmless(page: Page, asked: list[str], home: str) -> None:
    """Nothing ran, nothing of the payload became an element, nothing was asked for elsewhere."""
    assert all(frame.evaluate("window.ran") is None for frame in page.frames)
    found = page.evaluate(
        """() => {
        const leadsAway = to => to && new URL(to, location).origin !== location.origin;
        return [...document.querySelectorAll("*")].filter(node =>
            [...node.attributes].some(a => a.name.startsWith("on") && a.value.includes("ran"))
            || (node.getAttribute("href") ?? "").trim().toLowerCase().startsWith("javascript:")
            || (node.localName === "a" && leadsAway(node.href.baseVal ?? node.href))
            || (node.localName === "img" && node.getAttribute("src") === "x")
            || (node.localName === "iframe" && node.hasAttribute("srcdoc"))
            || (["script", "style"].includes(node.localName)
                && /window\\.ran|\\*\\{display:none\\}/.test(node.textContent))
        ).map(node => node.outerHTML.slice(0, 200)) }"""
    )
    assert found == []
    assert {place for place in asked if place} <= {urlsplit(home).netloc}


@pytest.mark.parametrize("place", PAGES)
def test_no_page_runs_what_stands_in_the_store(server: str, page: Page, asked: list[str], place: str) -> None:
    screen.visit(page, f"{server}/{place}?s={quote(NAME)}&s={quote(LINKED)}&t={quote(NAME)}&t={quote(LINKED)}")
    page.mouse.wheel(0, 4000)
    screen.ready(page)
    harmless(page, asked, server)
    for tab in page.get_by_role("tab").all():
        if tab.is_visible():
            tab.click()
    screen.ready(page)
    harmless(page, asked, server)


def test_the_page_of_the_unit_shows_every_field_as_it_stands(server: str, page: Page, asked: list[str]) -> None:
    for cell in ("", "3.new.total", "2.licences.decisions", quote(f"2.extra.made@{PAYLOAD}")):
        screen.visit(page, f"{server}/unit?unit={quote(NAME)}&year=2022&cell={cell}")
        expect(page.locator("[data-testid=stMain] h1")).to_contain_text("<img src=x onerror=window.ran=1>")
        harmless(page, asked, server)
    shown = page.get_by_text("window.ran=1</script>")
    assert shown.count() >= 3  # raw cells, prose and the added row
    page.locator(".st-key-document-open summary").click()
    screen.ready(page)
    expect(page.locator(".st-key-panel-document .gk-line").first).to_be_visible()
    harmless(page, asked, server)


def test_a_name_that_is_an_address_stays_a_name(server: str, page: Page, asked: list[str]) -> None:
    screen.visit(page, f"{server}/unit?unit={quote(LINKED)}&year=2022")
    expect(page.locator("[data-testid=stMain] h1")).to_contain_text(LINKED)
    harmless(page, asked, server)
    screen.visit(page, f"{server}/unit?unit={quote(LINKED)}&year=1999&cell={quote(LINKED)}")
    harmless(page, asked, server)
    screen.visit(page, f"{server}/compare?t={quote('x ' + LINKED)}&m={quote('x ' + LINKED)}")
    expect(page.get_by_role("alert").first).to_contain_text(f"x {LINKED}")
    harmless(page, asked, server)


def test_the_original_is_a_download_and_no_page(server: str, page: Page, asked: list[str], store: Store) -> None:
    screen.visit(page, f"{server}/unit?unit={quote(NAME)}&year=2022")
    with page.expect_download() as started:
        page.locator(".st-key-download-document button").click()
    live = store.live()
    assert live is not None
    query = "SELECT sha256 FROM report WHERE year = 2022 AND title LIKE '%script%'"
    [(sha256,)] = live.cursor().execute(query).fetchall()
    assert Path(started.value.path()).read_bytes() == store.document(sha256)
    answer = page.request.get(started.value.url)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    harmless(page, asked, server)


@pytest.mark.parametrize("place", [*PAGES, "unit"])
def test_no_page_runs_what_stands_in_its_address(server: str, page: Page, asked: list[str], place: str) -> None:
    given = "&".join(f"{key}={quote(PAYLOAD)}" for key in KEYS)
    screen.visit(page, f"{server}/{place}?{given}#{quote(PAYLOAD)}")
    harmless(page, asked, server)
    screen.visit(page, f"{server}/{place}?{quote(PAYLOAD)}={quote(PAYLOAD)}")
    harmless(page, asked, server)


def test_briefs_run_nothing(store: Store, page: Page, asked: list[str], tmp_path: Path) -> None:
    live = store.live()
    assert live is not None
    kind = briefs.FORMATS["html"]
    for address, made, _ in briefs.county(live, "zh", briefs.MAIN, None, None, kind.suffix):
        briefs.save(made, tmp_path / address, kind)
    written = sorted(tmp_path.rglob("*.html"))
    assert len(written) > 2
    for file in written:
        page.goto(file.as_uri())
        harmless(page, asked, "")
