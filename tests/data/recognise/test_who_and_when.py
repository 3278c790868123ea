"""Whose report it is, and of which year."""

import pytest

from data import readers
from data.errors import BadDocument
from data.model import DEMO_MARK, Cell, Document, Grid, Paragraph, Place, Report
from data.readers.grids import Spanned, as_grid
from data.recognise import recognise, when, who


def document(*lines: str, name: str = "x.txt") -> Document:
    return Document(name, "", tuple(Paragraph(line, Place(line=i)) for i, line in enumerate(lines, 1)))


@pytest.mark.parametrize(
    ("printed", "name", "kind", "parents"),
    [
        ("清水县云山镇人民政府", "云山镇", "镇", ("清水县",)),
        ("白芦街道办事处", "白芦街道", "街道", ()),
        ("上海市人民政府办公厅", "上海市人民政府办公厅", "市直部门", ("上海市",)),
        ("淮安市人民政府", "淮安市", "市", ()),
        ("沭阳县发展和改革局", "沭阳县发展和改革局", "县直部门", ("沭阳县",)),
        ("广州市番禺区市桥街道", "市桥街道", "街道", ("广州市", "番禺区")),
        ("中山市东区街道办事处", "东区街道", "街道", ("中山市",)),
        ("阳泉市城区上站街道办事处", "上站街道", "街道", ("阳泉市", "城区")),
        ("徐州市铜山区人民政府", "铜山区", "区", ("徐州市",)),
        ("津市市人民政府", "津市市", "市", ()),
        ("平利县老县镇人民政府", "老县镇", "镇", ("平利县",)),
        ("红旗渠街道", "红旗渠街道", "街道", ()),
        ("新市镇", "新市镇", "镇", ()),
        ("乐山市市中区", "市中区", "区", ("乐山市",)),
        ("武汉市生态环境局", "武汉市生态环境局", "市直部门", ("武汉市",)),
        ("茅坪回族镇", "茅坪回族镇", "镇", ()),
        ("河镇", "河镇", "镇", ()),
    ],
)
def test_names_are_taken_apart(printed, name, kind, parents):
    body = who.body(printed)
    assert (body.name, body.kind, body.parents) == (name, kind, parents)


@pytest.mark.parametrize(
    ("lines", "name", "year"),
    [
        (["云山镇2020年度政府信息公开工作报告"], "云山镇", 2020),
        (["2023年度梅林镇政府信息公开工作年度报告"], "梅林镇", 2023),
        (["云山镇人民政府关于2020年政府信息公开工作的年度报告"], "云山镇", 2020),
        (["云山镇二〇二〇年政府信息公开工作年度报告"], "云山镇", 2020),
        (["云山镇政府信息公开工作年度报告（2021年度）"], "云山镇", 2021),
        (["云山镇202020年政府信息公开工作年度报告"], "云山镇", 2020),
        (["淮安市人民政府", "2024 年政府信息公开工作年度报告"], "淮安市", 2024),
        (["白芦街道办事处2024年政府信息公开工作年", "度报告"], "白芦街道", 2024),
        (["长风镇2020年政府信息公开 工作告年度报"], "长风镇", 2020),
        (["2020年政府信息公开工作年度报告", "一、总体情况", "云山镇人民政府", "2021年1月15日"], "云山镇", 2020),
        (["首页 > 政府信息公开 > 2023年", "桐岭乡2024年政府信息公开工作年度报告"], "桐岭乡", 2024),
        (["2024年政府信息公开年报", "桐岭乡2024年政府信息公开工作年度报告"], "桐岭乡", 2024),
    ],
)
def test_place_and_year_from_title_and_signature(lines, name, year):
    report = recognise(document(*lines))
    assert (report.jurisdiction.name, report.year) == (name, year)


def test_sentence_that_announces_the_report_is_no_name():
    report = recognise(
        document("2020年政府信息公开工作年度报告", "现向社会公布云山镇2020年政府信息公开年度报告。", name="白塔镇.txt")
    )
    assert report.jurisdiction.name == "白塔镇"


def test_file_name_gives_what_the_text_lacks():
    report = recognise(
        document("二、主动公开政府信息情况", "政府信息公开", name="清水县/上海市人民政府办公厅_2019.html")
    )
    assert (report.jurisdiction.name, report.year) == ("上海市人民政府办公厅", 2019)


def test_folder_names_the_body_above_where_the_title_does_not():
    report = recognise(document("云山镇2020年政府信息公开工作年度报告"), ("清水县",))
    assert report.jurisdiction.parents == ("清水县",)


def test_year_is_that_of_title_and_period_never_of_publication():
    report = recognise(document("发布时间：2022-03-01", "云山镇2020年政府信息公开工作年度报告", "2021年1月15日"))
    assert (report.year, report.published) == (2020, "2022-03-01")


def test_title_and_period_that_disagree_are_told():
    lines = ("云山镇2021年政府信息公开工作年度报告", "统计期限自2020年1月1日起至2020年12月31日止。")
    assert [f.rule for f in recognise(document(*lines)).findings][:1] == ["year_disagrees"]


@pytest.mark.parametrize(
    "text", ["自2020年1月1日起至2020年12月31日止", "从2020年1月1日至12月31日", "2020.1.1-2020.12.31"]
)
def test_period_as_it_is_written(text):
    assert when.period(document(text)) == 2020


def test_damaged_date_is_no_date():
    assert when.published(document("20211月1日", "202111日")) is None


@pytest.mark.parametrize(
    ("lines", "name", "key"),
    [
        (["2020年政府信息公开工作年度报告"], "x.txt", "no_place"),
        (["云山镇政府信息公开工作年度报告"], "x.txt", "no_year"),
        (["今日菜谱", "土豆 3 斤"], "云山镇_2020.txt", "not_a_report"),
    ],
)
def test_what_can_not_be_filed_is_refused_with_the_file_named(lines, name, key):
    with pytest.raises(BadDocument) as refused:
        recognise(document(*lines, name=name))
    assert refused.value.key == key and name in refused.value.say("zh") and name in refused.value.say("en")


def test_demo_mark_makes_a_report_made_up():
    title = "云山镇2020年政府信息公开工作年度报告"
    assert recognise(document(title, DEMO_MARK)).made_up and not recognise(document(title)).made_up


TABLES = (
    "一、总体情况\n本镇。\n二、主动公开政府信息情况\n信息内容 | 本年处理决定数量 |\n行政处罚 | 3 |\n行政强制 | 0 |\n"
    "五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
)


def of_text(text: str, name: str = "x.txt") -> Report:
    return recognise(readers.read(name, text.encode()))


def test_year_may_stand_within_the_words_of_the_title():
    report = of_text("石坝镇政府信息公开工作2023年度报告\n" + TABLES)
    assert (report.jurisdiction.name, report.year) == ("石坝镇", 2023)


@pytest.mark.parametrize(
    "above",
    [
        "首页 政务公开 政府信息公开目录 领导信息 机构设置 " * 30,
        "首页政务公开" * 80,
    ],
)
def test_title_of_a_page_in_one_line_stands_below_its_navigation(above):
    report = of_text(above + "石坝镇人民政府2023年政府信息公开工作年度报告 " + TABLES.replace("\n", " "))
    assert (report.jurisdiction.name, report.year) == ("石坝镇", 2023)


def test_signature_of_a_page_in_one_line_stands_before_its_date():
    page = "政府信息公开工作年度报告 统计期限自2023年1月1日起至2023年12月31日止。" + TABLES.replace("\n", " ")
    report = of_text(page + "。 石坝镇人民政府 2024年1月8日 打印 关闭" + " 相关链接" * 10)
    assert (report.jurisdiction.name, report.year) == ("石坝镇", 2023)


def test_signature_alone_in_its_row_of_a_workbook_names_the_body():
    cells = [
        ("2023年政府信息公开工作年度报告", ""),
        ("信息内容", "本年处理决定数量"),
        ("行政处罚", "3"),
        ("", "石坝镇人民政府"),
    ]
    rows = tuple(
        tuple(Cell(text, Place(row=y, column=x)) for x, text in enumerate(row, 1)) for y, row in enumerate(cells, 1)
    )
    assert recognise(Document("x.xlsx", "", (Grid(rows, Place()),))).jurisdiction.name == "石坝镇"


@pytest.mark.parametrize(
    ("title", "file", "name"),
    [
        ("?坝镇2023年政府信息公开工作年度报告", "x.txt", "□坝镇"),
        ("石\ufffd镇人民政府2023年政府信息公开工作年度报告", "x.txt", "石□镇"),
        ("？？镇2023年政府信息公开工作年度报告", "石坝镇_2023.txt", "石坝镇"),
    ],
)
def test_damaged_name_is_asked_for_and_not_read_as_its_rest(title, file, name):
    report = of_text(f"{title}\n{TABLES}", file)
    assert (report.jurisdiction.name, report.jurisdiction.kind, report.year) == (name, "镇", 2023)
    assert "place_damaged" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    ("lines", "name", "year"),
    [
        (["云山镇政府信息公开工作2023年度报告"], "云山镇", 2023),
        (["清水县云山镇人民政府信息公开2023年度报告"], "云山镇", 2023),
        (["2023年政府信息公开工作年度报告", "填报单位：云山镇人民政府"], "云山镇", 2023),
        (["2023年政府信息公开年报 " + "一、总体情况 公开信息。 " * 9 + "云山镇人民政府 2024年1月8日"], "云山镇", 2023),
    ],
)  # fmt: skip
def test_place_and_year_where_they_seldom_stand(lines, name, year):
    report = recognise(document(*lines))
    assert (report.jurisdiction.name, report.year) == (name, year)


@pytest.mark.parametrize("title", ["镇人民政府", "人民政府", "坝镇", "坝镇人民政府"])
def test_name_that_lost_its_beginning_is_that_of_the_signature(title):
    signed = "清水县石坝镇人民政府\n2024年1月6日"
    report = of_text(f"{title}2023年政府信息公开工作年度报告\n{TABLES}\n{signed}", "x.txt")
    assert (report.jurisdiction.name, report.jurisdiction.parents) == ("石坝镇", ("清水县",))


@pytest.mark.parametrize("title", ["镇人民政府", "道办事处"])
def test_kind_alone_is_no_name(title):
    with pytest.raises(BadDocument) as refused:
        of_text(f"{title}2023年政府信息公开工作年度报告\n{TABLES}", "x.txt")
    assert refused.value.key == "no_place"
    named = of_text(f"{title}2023年政府信息公开工作年度报告\n{TABLES}", "石坝镇_2023.txt")
    assert named.jurisdiction.name == "石坝镇"


def test_place_only_in_a_cell_signs_the_report():
    cells = as_grid([[Spanned("行政许可"), Spanned("0")], [Spanned(""), Spanned("云山镇人民政府")]], 1)
    title = Paragraph("2023年政府信息公开工作年度报告", Place(line=1))
    assert recognise(Document("x.xlsx", "", (title, cells))).jurisdiction.name == "云山镇"


def test_damaged_name_is_asked_for_and_the_rest_is_read():
    found = recognise(document("?山镇2023年政府信息公开工作年度报告"))
    assert (found.jurisdiction.name, found.jurisdiction.kind) == ("□山镇", "镇")
    assert "place_damaged" in {finding.rule for finding in found.findings}
    named = recognise(document("?山镇2023年政府信息公开工作年度报告", name="云山镇_2023.txt"))
    assert named.jurisdiction.name == "云山镇"


def _of(year, number):
    return (
        f"云山镇{year}年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "信息内容 | 本年处理决定数量 |",
        f"行政处罚 | {number} |",
        "行政强制 | 0 |",
        "六、其他需要报告的事项",
        "无。",
    )


TWO = (*_of(2022, 3), *_of(2023, 8))


@pytest.mark.parametrize(
    ("lines", "name", "number"),
    [
        (TWO, "云山镇_2022.txt", 3),
        (TWO, "云山镇_2023.txt", 8),
        (TWO, "2023年/云山镇.txt", 8),
        (("云山镇2023年政府信息公开工作年度报告", *TWO), "x.txt", 8),
    ],
)
def test_of_two_years_in_a_file_the_one_asked_for_is_read(lines, name, number):
    found = recognise(document(*lines, name=name))
    assert [r.value for r in found.readings if r.indicator == "2.penalties.decisions"] == [number]
    assert "years_in_file" in {finding.rule for finding in found.findings}


def test_two_years_in_a_file_that_nothing_tells_apart_are_both_left_out_and_told():
    with pytest.raises(BadDocument) as refused:
        recognise(document(*TWO))
    assert refused.value.key == "years_in_file" and "2022、2023" in refused.value.say("zh")


def test_titles_of_other_years_in_a_list_part_nothing():
    others = [f"云山镇{year}年政府信息公开工作年度报告" for year in (2021, 2022)]
    title, *rest = _of(2023, 8)
    period = "统计期限自2023年1月1日起至2023年12月31日止。"
    for lines in ((*others, title, period, *rest), (title, period, *others, *rest)):
        found = recognise(document(*lines))
        assert found.year == 2023 and found.readings
