"""gongkai brief: a folder of pages that any browser opens without a server."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from analytics.brief.folder import addresses, file_name
from cli.main import app
from data.store import Store
from tests.factory import report, store
from tests.pages import county


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["brief", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "s"
    county.store(folder)
    return folder


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "b"
    told = run("--store", folder, "--out", out, "--measure", "applications_new", "--measure", "licences")
    assert told.exit_code == 0, told.output
    return out


def read(path: Path) -> str:
    return unescape(path.read_text(encoding="utf-8"))


def test_an_index_and_a_page_for_each_unit_and_every_link_leads_somewhere(written: Path) -> None:
    assert {path.stem for path in (written / "单位").iterdir()} == set(county.TOWNSHIPS)
    for path in written.rglob("*.html"):
        links = re.findall(r'<a href="([^"]+)"', path.read_text(encoding="utf-8"))
        assert links
        assert [link for link in links if not (path.parent / unquote(link)).is_file()] == []


def test_pages_hold_no_script(written: Path) -> None:
    assert [path for path in written.rglob("*.html") if "<script" in read(path).lower()] == []


def test_the_index_says_the_county_in_words_and_numbers(written: Path) -> None:
    text = read(written / "index.html")
    assert (
        "2024年年报已收录5份（未导入单位名录，不能判断是否收齐）；新收申请61件，两年都有可比数的4个单位较2023年增加17件。"
        in text
    )
    assert "<span>已收录年报（份）</span><b>5</b>" in text and "图1" in text


def test_a_unit_s_page_holds_its_tables_and_its_findings(written: Path) -> None:
    text = read(written / "单位" / "东关街道.html")
    assert "三、本年度办理结果" in text and 'class="gk gk-section2"' in text and 'class="gk gk-section4"' in text
    assert "东关街道新收申请上升，由2019年的8件到2024年的61件。" in text


def test_places_years_and_language_are_heeded(folder: Path, tmp_path: Path) -> None:
    asked = ("--places", "东关街道", "--years", "2020-2021", "--measure", "applications_new", "--lang", "en")
    assert run("--store", folder, "--out", tmp_path / "b", *asked).exit_code == 0
    assert [path.name for path in (tmp_path / "b" / "units").iterdir()] == ["东关街道.html"]
    text = read(tmp_path / "b" / "index.html")
    assert "2020–2021" in text and "Overview" not in text and "2023" not in re.sub(r"<style>.*?</style>", "", text)


def test_word_documents_instead(folder: Path, tmp_path: Path) -> None:
    asked = ("--places", "东关街道", "--measure", "applications_new", "--format", "docx")
    assert run("--store", folder, "--out", tmp_path, *asked).exit_code == 0
    said = "".join(paragraph.text for paragraph in Document(str(tmp_path / "总览.docx")).paragraphs)
    assert "61件" in said
    assert (tmp_path / "单位" / "东关街道.docx").is_file()


def test_an_empty_store_is_told_in_one_line(tmp_path: Path) -> None:
    told = run("--store", tmp_path / "none", "--out", tmp_path / "b")
    assert told.exit_code == 1 and told.stderr.count("\n") == 1 and "还没有年报" in told.stderr
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [(("--measure", "nonsense"), "nonsense"), (("--places", "无此镇"), "无此镇"), (("--years", "x"), "x")],
)
def test_what_is_not_there_is_told_and_nothing_is_written(
    folder: Path, tmp_path: Path, asked: tuple[str, str], said: str
) -> None:
    told = run("--store", folder, "--out", tmp_path / "b", *asked)
    assert told.exit_code == 1 and said in told.stderr and not (tmp_path / "b").exists()


def test_sixty_units_have_sixty_pages(tmp_path: Path) -> None:
    store(tmp_path / "s", [report(7, f"第{n}镇", 2024) for n in range(1, 61)])
    assert run("--store", tmp_path / "s", "--out", tmp_path / "b", "--measure", "licences").exit_code == 0
    assert len(list((tmp_path / "b" / "单位").iterdir())) == 60


def test_a_file_that_can_t_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("in the way", encoding="utf-8")
    told = run("--store", folder, "--out", tmp_path / "b", "--measure", "reviews")
    assert told.exit_code == 1 and "无法写入" in told.stderr


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("清水县/云山镇", "清水县_云山镇"),
        ('a<b>:"c|d?*', "a_b___c_d__"),
        ("CON", "_CON"),
        ("com1.x", "_com1.x"),
        ("云山镇. ", "云山镇"),
        ("..", "_"),
    ],
)
def test_names_are_what_windows_takes(text: str, name: str) -> None:
    assert file_name(text) == name


def test_no_two_units_share_a_file() -> None:
    found = addresses(["Ab镇", "aB镇", "a/b", "a:b"], "zh", "html")
    assert len({address.lower() for address in found.values()}) == 4


def test_the_store_is_only_read(folder: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert Store(folder).live() is not None
    run("--store", folder, "--out", tmp_path / "b", "--measure", "reviews", "--places", "云山镇")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before
