import json
import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import forms
from data.demo.cache import SAMPLE
from data.ingest import ingest
from data.model import Place, Status
from data.readers.cutting import cutting
from data.reading import ready
from data.roster import Entry, Roster
from data.store import Store
from tests import factory
from tests.data.readers.test_ink import partly_drawn
from tests.data.readers.test_pdf import pdf
from tests.pages import screens
from tests.ui.paper import Paper

HOSTILE = '<img src=x onerror=alert(1)>"<script>alert(2)</script>'
ROSTER = Roster(
    "名册.csv",
    (
        Entry(1, "云山镇", "镇"),
        Entry(2, "石桥镇", "镇"),
        Entry(3, "白塔乡", "乡", last=2020, successors=("石桥镇",), succession="merged"),
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units: one report with a wrong total and hostile text, one without a table, one unit merged away."""
    wrong = factory.with_cell(factory.report(3, "云山镇", 2023, busy=True), "3.new.total", "99")
    doubtful = factory.with_cell(wrong, "4.reviews.upheld", None, Status.DOUBTFUL, raw=HOSTILE)
    hostile = replace(doubtful, narrative=dict(doubtful.narrative) | {"1": HOSTILE})
    old = factory.report(4, "云山镇", 2020)
    reports = [
        hostile,
        factory.with_extra_row(old, HOSTILE, ["1", "2", "3"]),
        factory.without_tables(factory.report(5, "石桥镇", 2023), ["3"]),
        factory.report(6, "白塔乡", 2020),
    ]
    made = tmp_path_factory.mktemp("unit") / "store"
    factory.store(made, reports, ROSTER)
    return made


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, folder: Path):
    """Open 单位详情 at an address."""

    def run(store: Path = folder, **query: str) -> AppTest:
        at = screens.page(screens.app(monkeypatch, store, **query), "unit")
        assert not at.exception
        return at

    return run


def drawn(at: AppTest) -> dict[str, str]:
    """HTML of each mounted element by its key."""
    found = {}
    for element in at.get("bidi_component"):
        data = json.loads(element.proto.json or "{}")
        if "html" in data:
            found[element.proto.id.partition("-")[2].partition("-")[2]] = data["html"]
    return found


def element(at: AppTest, key: str) -> str:
    return next((html for name, html in drawn(at).items() if name.endswith(key)), "")


def test_without_an_address_it_is_the_first_unit_and_its_latest_year(visit):
    at = visit()
    assert at.title[0].value.startswith("云山镇2023年年报")
    assert (at.selectbox(key="pick-unit").value, at.selectbox(key="pick-year").value) == ("云山镇", 2023)


def test_title_says_how_many_sums_do_not_close(visit):
    assert re.search(r"云山镇2023年年报：\d+处勾稽关系不符", visit(unit="云山镇", year="2023").title[0].value)


def test_every_cell_of_the_form_is_on_the_screen_as_printed(visit, folder):
    at = visit(unit="云山镇", year="2020")
    shown = {}
    for section in forms.TABLE_SECTIONS:
        shown |= Paper(element(at, f"table-{section}")).boxes()
    declared = {i.code for s in forms.TABLE_SECTIONS for i in forms.indicators("2019", s)}
    assert {code for code in shown if "@" not in code} == declared
    raws = dict(
        Store(folder).live().cursor()
        .execute(
            "SELECT indicator, raw FROM observation WHERE row_label IS NULL AND year = 2020"
            " AND jurisdiction = (SELECT id FROM jurisdiction WHERE name = '云山镇')"
        ).fetchall()
    )  # fmt: skip
    assert {code: box.text for code, box in shown.items() if "@" not in code} == {c: raws[c] for c in declared}


def test_findings_carry_the_numbers_of_the_framed_cells(visit):
    at = visit(unit="云山镇", year="2023")
    listed = re.findall("[①-⑳]", element(at, "findings"))
    assert listed == list("①②③④⑤⑥⑦⑧⑨⑩"[: len(listed)])
    framed = "".join(
        box.text
        for section in forms.TABLE_SECTIONS
        for box in Paper(element(at, f"table-{section}")).boxes().values()
        if "gk-found" in box.attributes.get("class", "")
    )
    with_cells = re.findall("<a[^>]*><b>([①-⑳])", element(at, "findings"))
    assert with_cells and set(with_cells) == set(re.findall("[①-⑳]", framed))
    assert re.search(r"比对了正文中\d+处数字与表格、[1-9]\d*处年份", screens.said(at))


def test_a_linked_cell_is_marked_and_its_source_told(visit):
    at = visit(unit="云山镇", year="2023", cell="3.new.total")
    table = next(json.loads(e.proto.json) for e in at.get("bidi_component") if e.proto.id.endswith("table-3"))
    assert table["current"] == "3.new.total"
    told = next(e.proto.body for e in at.get("html") if "gk-source" in e.proto.body and "<style" not in e.proto.body)
    for words in ("一、本年新收政府信息公开申请数量", "总计", "99 件", "原文“99”", "第"):
        assert words in told


def test_closing_the_source_forgets_the_cell(visit):
    at = visit(unit="云山镇", year="2023", cell="3.new.total")
    at.button(key="close-source").click().run()
    assert "cell" not in at.query_params


def test_a_cell_that_the_tables_lack_is_told_not_marked(visit):
    at = visit(unit="云山镇", year="2023", cell="2.procurement.amount")
    assert "2.procurement.amount" in at.warning[0].value


@pytest.mark.parametrize(
    ("query", "told"),
    [({"unit": "云云镇"}, "云云镇"), ({"unit": "云山镇", "year": "2031"}, "2031"), ({"year": "去年"}, "去年")],
)
def test_what_an_address_asks_in_vain_is_told(visit, query, told):
    at = visit(**query)
    assert any(told in warning.value for warning in at.warning)
    shown = "没有“云云镇”这个单位的页面" if told == "云云镇" else "云山镇2023年年报"
    assert at.title[0].value.startswith(shown)


def test_a_unit_may_be_named_by_any_end_of_its_path(visit, folder):
    assert visit(unit="云山镇").title[0].value == visit(unit="云山镇", year="2023").title[0].value


def test_a_report_that_is_not_there_is_never_called_unpublished(visit):
    at = visit(unit="石桥镇", year="2020")
    assert at.title[0].value == "石桥镇2020年年报未收录"
    said = screens.said(at)
    assert "未收录" in said
    assert "未公布" not in said and "未报送" not in said
    assert at.selectbox(key="pick-year").options[3] == "2020（无年报）"


def test_a_unit_merged_away_leads_to_its_successor(visit):
    at = visit(unit="白塔乡", year="2023")
    assert "2021年白塔乡并入石桥镇。" in screens.said(at)
    links = [link.proto for link in at.get("page_link")]
    assert [link.label for link in links] == ["查看年报：石桥镇 2023年", "查看年报：白塔乡 2020年"]


def test_an_absent_table_is_told_and_not_drawn_as_zeros(visit):
    at = visit(unit="石桥镇", year="2023")
    assert "缺表" in screens.said(at)
    assert not element(at, "table-3")
    assert element(at, "table-4")


def test_whatever_a_document_says_is_shown_and_never_run(visit):
    for year in ("2020", "2023"):
        at = visit(unit="云山镇", year=year)
        pages = [*drawn(at).values(), *(e.proto.body for e in at.get("html"))]
        tags = {tag for page in pages for tag in Paper(page).tags}
        assert tags
        assert not tags & {"img", "script", "iframe"}


def test_numbers_beside_the_class_are_those_of_the_report(visit):
    at = visit(unit="云山镇", year="2023")
    head = Paper(f"<table><tr><td>{element(at, 'head-applications_new')}</td></tr></table>").rows[0][0]
    assert head.text.startswith("新收申请")
    assert "99件" in head.text
    assert head.code == "3.new.total"


def test_the_screen_is_whole_in_english(visit):
    at = visit(unit="云山镇", year="2023", lang="en", cell="3.new.total")
    assert at.title[0].value.startswith("The 2023 report of 云山镇")
    said = re.sub(r"<style.*?</style>", "", screens.said(at))
    assert "出处" not in said and "导出" not in said


def test_a_cell_of_a_pdf_stands_beside_it_as_the_page_shows_it(visit, tmp_path):
    name, content = "云山镇_2022.pdf", pdf(partly_drawn)
    Store(tmp_path).add([ready(name, content)])
    at = visit(tmp_path, cell="2.documents.in_force")
    [picture] = re.findall('<img src="data:image/png;base64,([^"]+)" alt="([^"]+)"', screens.said(at))
    assert b64decode(picture[0]) == cutting(name, content, Place(page=1, table=1, row=3, column=4))
    assert "第1页表1第3行第4列" in picture[1]
    assert "data:image" not in screens.said(visit(tmp_path, cell="3.new.total"))  # a table that is not there


def test_a_report_that_is_no_pdf_has_no_such_picture(visit):
    assert "data:image" not in screens.said(visit(unit="云山镇", year="2023", cell="3.new.total"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "store"
    assert ingest([SAMPLE], made).ok
    return made


def test_the_true_report_shows_zero_as_zero_and_money_as_printed(visit, sample):
    at = visit(sample)
    cells = Paper(element(at, "table-2")).boxes() | Paper(element(at, "table-3")).boxes()
    assert cells["2.procurement.projects"].text == "28"
    assert cells["2.procurement.amount"].text == "68.7856万元"
    assert cells["3.new.total"].text == "0"
    assert "分母为0" in element(at, "head-disclosure_rate")


@pytest.mark.parametrize("code", ["2.procurement.amount", "3.new.total", "4.reviews.total"])
def test_the_marked_line_of_the_document_holds_the_cell(visit, sample, code):
    at = visit(sample, cell=code)
    table = Paper(element(at, f"table-{code[0]}")).boxes()[code]
    marked = re.search(r'aria-current="true">.*?gk-text">(.*?)</span>', element(at, "excerpt"))
    assert marked and marked[1].strip() == table.text
