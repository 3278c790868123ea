"""Pages as files: HTML without script or anything to fetch, DOCX that a text processor opens."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from playwright.sync_api import Browser

from analytics.charts.scale import Scale
from analytics.drawing.printer import printed
from analytics.export import docx, html
from analytics.export.form_table import Content
from analytics.export.page import (
    Form,
    Heading,
    Item,
    Items,
    Notes,
    Number,
    Numbers,
    Page,
    Paragraph,
    Picture,
    Table,
)
from analytics.scenes.line import line
from tests.ui.tables import series

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">&"\x00\x0b'
VOID = {"meta", "link", "br", "img", "hr", "input"}
CASES = Scale.of("count", "件", 0, "zh")


class Strict(HTMLParser):
    """Fails where an element is closed that is not the one open; collects tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(name: str = "云山镇", lang: str = "zh") -> Page:
    """A page with a part of every kind, the same hostile text in all of them."""
    drawn = pd.DataFrame(series({name: [1, 2, "not_in_store", 4, 5, 6], "乙镇": [0, 0, 0, 0, 0, 0]}))
    picture = Picture(name, lambda: printed(line(drawn, CASES, lang, focus=[name])), name)
    table = Table(name, (name, "2024"), ((name, "61"), ("乙镇", "0")), links={name: f"单位/{name}.html"})
    parts = (
        Heading(name),
        Heading(name, 3),
        Paragraph(name),
        Numbers((Number(name, "61", name),)),
        picture,
        picture,
        table,
        Form(name, "3", "2021", Content({}, lang)),
        Form(name, "2", "2019", Content({}, lang)),
        Items((Item("①", name, name, name),)),
        Notes(name, (name,)),
    )
    return Page(name, name, name, (name,), parts, lang, stamp=name, back=(name, "../index.html"))


def test_html_is_well_formed_and_holds_no_script() -> None:
    found = Strict(html.write(page()).decode("utf-8"))
    assert not found.tags & {"script", "iframe", "object", "embed", "img", "video"}
    assert [name for name, _ in found.attributes if name.startswith("on")] == []


def test_html_asks_for_nothing_outside_itself() -> None:
    found = Strict(html.write(page()).decode("utf-8"))
    asked = [value for name, value in found.attributes if name in ("src", "href", "srcset", "action", "data")]
    assert [value for value in asked if re.match(r"(?i)\s*(https?:|//|javascript:|file:)", value)] == []
    style = (Path(html.__file__).with_suffix(".css")).read_text(encoding="utf-8")
    assert "url(" not in style and "@import" not in style


def test_css_is_what_chromium_86_knows() -> None:
    style = (Path(html.__file__).with_suffix(".css")).read_text(encoding="utf-8")
    newer = r":is\(|:where\(|:has\(|aspect-ratio|\binset:|color-mix|light-dark|@layer|@container|text-wrap|clamp\(|&\s"
    assert re.findall(newer, style) == []


def test_ids_of_two_charts_never_meet() -> None:
    found = Strict(html.write(page()).decode("utf-8"))
    assert len(found.ids) == len(set(found.ids)) > 0
    text = html.write(page()).decode("utf-8")
    assert set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)) != set()
    asked = {first or second for first, second in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)}
    assert asked <= set(found.ids)


def test_text_in_a_chart_stays_text_and_names_fonts_that_machines_have() -> None:
    text = html.write(page()).decode("utf-8")
    assert re.search(r"<text [^>]*>云山镇 6</text>", text)
    assert "Microsoft YaHei" in re.findall(r"<text [^>]*style=\"([^\"]*)", text)[0].replace("&quot;", '"')


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_document_says_is_never_markup(lang: str) -> None:
    written = html.write(page(HOSTILE, lang)).decode("utf-8")
    assert "script" not in Strict(written).tags and "\x00" not in written and "\x0b" not in written


@pytest.mark.parametrize("name", ["云山镇", HOSTILE])
def test_docx_opens_and_keeps_every_table(name: str) -> None:
    content = docx.write(page(name))
    read = Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    assert [row[1] for row in tables[1]] == ["2024", "61", "0"]
    assert any("三、本年度办理结果" in cell for row in tables[2] for cell in row)
    assert len(read.inline_shapes) == 2


def test_docx_is_a4_and_its_pictures_fit_between_the_margins() -> None:
    read = Document(io.BytesIO(docx.write(page())))
    section = read.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    between = section.page_width - section.left_margin - section.right_margin
    assert all(shape.width <= between for shape in read.inline_shapes)


def test_properties_in_docx_stand_in_the_order_that_word_asks_for() -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    cell = ["tcW", "gridSpan", "vMerge", "tcBorders", "textDirection", "vAlign"]
    text = zipfile.ZipFile(io.BytesIO(docx.write(page()))).read("word/document.xml").decode("utf-8")
    for name, wanted in (("tblPr", order), ("tcPr", cell)):
        for found in re.findall(rf"<w:{name}>(.*?)</w:{name}>", text, re.DOTALL):
            tops = [tag for tag in re.findall(r"<w:(\w+)[ />]", found) if tag in wanted]
            assert tops == sorted(tops, key=wanted.index)


def test_a_page_prints_on_a4(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(html.write(page()))
    shown = browser.new_page(java_script_enabled=False)
    shown.goto(file.as_uri())
    printed = shown.pdf(prefer_css_page_size=True)
    shown.close()
    assert re.findall(rb"/MediaBox ?\[0 0 (\d+)(?:\.\d+)? (\d+)", printed)[0] == (b"594", b"841")
