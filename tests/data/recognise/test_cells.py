"""Single cells: units, doubts, extra rows, and what is never given as a number."""

from decimal import Decimal

import pytest

from data import forms
from data.model import DEMO_MARK, Cell, Document, Grid, Paragraph, Place, Reading, Report, Status
from data.readers import read
from data.recognise import recognise

TITLE = "云山镇{year}年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"


def report(text: str, year: int = 2020) -> Report:
    return recognise(read("x.txt", (TITLE.format(year=year) + text).encode()))


def cell(text: str, code: str, year: int = 2020) -> Reading:
    return next(reading for reading in report(text, year).readings if reading.indicator == code)


PURCHASE = "信息内容 | 采购项目数量 | {head} |\n政府集中采购 | 6 | {amount} |\n"


@pytest.mark.parametrize(
    ("head", "amount", "value", "status"),
    [
        ("采购总金额", "152790元", "152790", Status.REPORTED),
        ("采购总金额", "68.7856万元", "687856", Status.REPORTED),
        ("采购总金额（万元）", "477.35", "4773500", Status.REPORTED),
        ("采购总金额（万元）", "8040元", "8040", Status.REPORTED),
        ("采购总金额", "8040", "8040", Status.DOUBTFUL),
        ("采购总金额（元）", "2619.4588", "2619.4588", Status.DOUBTFUL),
        ("采购总金额", "0", "0", Status.REPORTED),
    ],
)
def test_money_takes_its_unit_from_the_cell_then_the_head(head, amount, value, status):
    read_cell = cell(PURCHASE.format(head=head, amount=amount), "2.procurement.amount")
    assert (read_cell.value, read_cell.status, read_cell.unit) == (Decimal(value), status, "元")


FEES = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n信息内容 | {head} |\n行政事业性收费 | {amount} |\n"


@pytest.mark.parametrize(
    ("head", "amount", "value", "status"),
    [
        ("本年收费金额（单位：万元）", "12.05", "120500", Status.REPORTED),
        ("本年收费金额单位:万元", "12.05", "120500", Status.REPORTED),
        ("本年收费金额（单位：元）", "12600", "12600", Status.REPORTED),
        ("本年收费金额", "12.05", "120500", Status.DOUBTFUL),
    ],
)
def test_fees_are_in_the_unit_of_their_head(head, amount, value, status):
    read_cell = cell(FEES.format(head=head, amount=amount), "2.fees.amount", 2023)
    assert (read_cell.value, read_cell.status) == (Decimal(value), status)


def test_more_decimals_than_the_store_keeps_are_not_rounded():
    read_cell = cell(PURCHASE.format(head="采购总金额", amount="1.23456元"), "2.procurement.amount")
    assert read_cell.value is None and read_cell.status is Status.DOUBTFUL


DOCUMENTS = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |\n"


def test_text_in_place_of_a_number_is_doubtful_without_value():
    read_cell = cell(DOCUMENTS + "规范性文件 | 3 | 见附件 | 9 |\n", "2.documents.disclosed")
    assert (read_cell.value, read_cell.status, read_cell.raw) == (None, Status.DOUBTFUL, "见附件")


def test_negative_count_is_doubtful_but_a_change_may_be_negative():
    assert cell(DOCUMENTS + "规范性文件 | -3 | 1 | 9 |\n", "2.documents.made").status is Status.DOUBTFUL
    changes = "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政许可 | 3 | -3 | 9 |\n"
    assert cell(DOCUMENTS + changes, "2.licences.change").status is Status.REPORTED


def test_row_with_too_few_numbers_is_never_shifted():
    cells = [r for r in report(DOCUMENTS + "规范性文件 6 14\n").readings if r.indicator.startswith("2.documents")]
    assert {(r.value, r.status) for r in cells} == {(None, Status.DOUBTFUL)}


def test_extra_row_of_a_province_is_kept_under_its_own_label():
    read_report = report(DOCUMENTS + "规范性文件 | 6 | 6 | 9 |\n其他主动公开文件 | 31 | 30 | 80 |\n")
    extra = [(r.indicator, r.value) for r in read_report.readings if r.row_label == "其他主动公开文件"]
    assert extra == [("2.extra.made", 31), ("2.extra.disclosed", 30), ("2.extra.disclosed_total", 80)]


def test_signs_are_no_label_of_an_extra_row():
    read_report = report(DOCUMENTS + "规范性文件 | 6 | 6 | 9 |\n(); | 31 | 30 | 80 |\n")
    assert not [r.raw for r in read_report.readings if r.row_label]


def test_paragraph_under_a_grid_is_no_extra_row_of_it():
    rows = [line.strip(" |").split(" | ") for line in (DOCUMENTS + "规范性文件 | 6 | 6 | 9 |").splitlines()]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<p>{TITLE.format(year=2020)}</p><table>{table}</table><p>其他主动公开文件 31 30 80</p>"
    read_report = recognise(read("x.html", page.encode()))
    assert next(r.value for r in read_report.readings if r.indicator == "2.documents.made") == 6
    assert not [r.raw for r in read_report.readings if r.row_label]


@pytest.mark.parametrize("after", ["另有捐赠： 50", "另有捐赠：\n\n\n50"])
def test_text_and_a_number_under_loose_cells_are_no_extra_row_of_them(after):
    fees = "信息内容\n\n\n本年收费金额（单位：万元）\n\n\n行政事业性收费\n\n\n0\n\n\n"
    read_report = report(f"{fees}{after}\n", 2022)
    assert next(r.value for r in read_report.readings if r.indicator == "2.fees.amount") == 0
    assert not [r.raw for r in read_report.readings if r.row_label]


def test_every_declared_cell_is_read_exactly_once():
    read_report = report(DOCUMENTS)
    codes = [r.indicator for r in read_report.readings if r.indicator not in forms.PROSE]
    assert codes == [i.code for s in forms.TABLE_SECTIONS for i in forms.indicators(read_report.forms[s], s)]


def test_form_is_told_by_the_column_heads_not_by_year_or_row_label():
    heads = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规范性文件 | 1 | 2 | 3 |\n"
    assert report(heads, 2020).forms["2"] == "2021"
    assert report(DOCUMENTS, 2023).forms["2"] == "2019"


def test_items_disclosed_are_read_with_their_sentence_and_doubt():
    read_report = recognise(
        read("x.txt", "云山镇2022年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息146条。".encode())
    )
    [said] = [r for r in read_report.readings if r.indicator == "prose.items_disclosed"]
    assert (said.value, said.unit, said.status, said.raw) == (
        146,
        "条",
        Status.DOUBTFUL,
        "全年主动公开政府信息146条。",
    )


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "全年主动公开信息280条，其中门户网站182条、微信公众号45条、政务公开栏53条。",
            {"disclosed": 280, "website": 182, "wechat": 45},
        ),
        ("主动公开政府信息数为88条，微博发布3条。", {"disclosed": 88, "weibo": 3}),
        ("在政府网站上发布政务信息120余条。", {"disclosed": 120, "website": 120}),
        ("受理政府信息公开申请3件。", {}),
    ],
)
def test_parts_of_what_was_disclosed_stand_in_the_prose(sentence, figures):
    text = f"云山镇2022年政府信息公开工作年度报告\n一、总体情况\n{sentence}"
    read_report = recognise(read("x.txt", text.encode()))
    said = {
        r.indicator.removeprefix("prose.items_"): r.value for r in read_report.readings if r.indicator in forms.PROSE
    }
    assert said == figures


def test_narrative_is_the_prose_of_each_section_without_tables():
    text = (
        "云山镇2022年政府信息公开工作年度报告\n引言一段。\n一、总体情况\n总体。\n二、主动公开政府信息情况\n"
        "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n"
        "五、存在的主要问题及改进情况\n问题一。\n六、其他需要报告的事项\n无\n"
    )
    story = recognise(read("x.txt", text.encode())).narrative
    assert story == {
        "0": "云山镇2022年政府信息公开工作年度报告\n引言一段。",
        "1": "总体。",
        "5": "问题一。",
        "6": "无",
    }


def test_columns_in_another_order_are_read_by_their_heads():
    heads = ("", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    row = ("一、本年新收政府信息公开申请数量", "8", "7", "1", "0", "0", "0", "0")
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in cells)}</tr>" for cells in (heads, row))
    title = "云山镇2020年政府信息公开工作年度报告"
    page = f"<h1>{title}</h1><table><tr><td colspan=8>申请人情况</td></tr>{table}</table>"
    readings = {r.indicator: r.value for r in recognise(read("x.html", page.encode())).readings}
    assert (readings["3.new.natural"], readings["3.new.total"]) == (7, 8)


def test_cells_dropped_from_a_row_of_a_page_are_not_filled_from_the_left():
    heads = ("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    table = f"<tr>{''.join(f'<td>{text}</td>' for text in heads)}</tr>"
    table += "<tr><td>一、本年新收政府信息公开申请数量</td><td>7</td><td>1</td><td>8</td></tr>"
    page = f"<h1>云山镇2020年政府信息公开工作年度报告</h1><table><tr><td>申请人情况</td></tr>{table}</table>"
    new = [r for r in recognise(read("x.html", page.encode())).readings if r.indicator.startswith("3.new.")]
    assert {r.status for r in new} == {Status.DOUBTFUL}
    assert [(r.indicator, r.value) for r in new if r.value is not None] == [("3.new.total", 8)]


def test_row_given_twice_with_other_numbers_is_doubtful():
    twice = DOCUMENTS + "规范性文件 | 3 | 2 | 9 |\n规范性文件 | 4 | 2 | 9 |\n"
    assert cell(twice, "2.documents.made").status is Status.DOUBTFUL


def test_results_as_rows_and_groups_as_columns():
    text = "四、政府信息公开行政复议、行政诉讼情况\n| | 行政复议 | 未经复议直接起诉 | 复议后起诉 |\n"
    rows = (
        "结果维持 | 1 | 0 | 2",
        "结果纠正 | 0 | 0 | 0",
        "其他结果 | 0 | 1 | 0",
        "尚未审结 | 1 | 0 | 0",
        "总计 | 2 | 1 | 2",
    )
    readings = {r.indicator: r.value for r in report(text + "".join(f"| {row} |\n" for row in rows)).readings}
    assert [readings[f"4.{group}.total"] for group in ("reviews", "suits_direct", "suits_after_review")] == [2, 1, 2]


def test_running_number_of_a_row_is_none_of_its_cells():
    heads = "| 序号 | 信息内容 | 本年处理决定数量 |\n"
    rows = "| 1 | 行政许可 | 124 |\n| 2 | 行政处罚 | 9 |\n| 4 | 行政事业性收费 | 0 |\n"
    readings = {r.indicator: r for r in report(heads + rows, 2022).readings}
    assert readings["2.licences.decisions"].value == 124 and readings["2.penalties.decisions"].value == 9
    assert readings["2.coercion.decisions"].status is Status.MISSING


@pytest.mark.parametrize(
    ("line", "made_up"),
    [
        (DEMO_MARK, True),
        ("演示数据：本报告所\ufffd?地名、机\ufffd?和数字均为虚\ufffd?", True),
        ("演示數據：本報告所涉地名、機構和數字均為虛構", True),
        ("我镇开展演示数据培训，严禁虚构数字。", False),
    ],
)
def test_a_demo_document_stays_one_though_its_mark_has_lost_characters(line, made_up):
    assert report(f"{line}\n{PURCHASE.format(head='采购总金额', amount='0')}").made_up is made_up


def test_a_number_alone_in_its_row_is_not_parted_without_doubt_though_zeros_are_printed_elsewhere():
    text = (
        "第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n"
        "行政许可\n0\n0\n31\n其他对外管理服务事项\n135\n第二十条第（六）项\n信息内容\n"
    )
    read_cells = [cell(text, f"2.other_services.{column}") for column in ("items", "change", "decisions")]
    assert not any(found.value is not None and found.status is Status.REPORTED for found in read_cells)


def test_unit_beside_the_name_of_the_row_counts_as_the_heads():
    text = "信息内容 | 采购项目数量 | 采购总金额 |\n政府集中采购（万元） | 6 | 68.7856 |\n"
    read_cell = cell(text, "2.procurement.amount")
    assert (read_cell.value, read_cell.status) == (Decimal(687856), Status.REPORTED)


def test_sentence_in_yuan_leaves_the_table_in_its_own_unit():
    text = "信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | 1.52 |\n"
    text += "五、存在的主要问题\n本年收取行政事业性收费15200元。"
    read_cell = cell(text, "2.fees.amount", 2022)
    assert (read_cell.raw, read_cell.value, read_cell.status) == ("1.52", Decimal(15200), Status.REPORTED)


@pytest.mark.parametrize("zero", ["零", "〇", "０"])
def test_zero_in_words_is_a_zero(zero):
    read_cell = cell(f"信息内容 | 本年处理决定数量 |\n行政许可 | {zero} |\n", "2.licences.decisions", 2022)
    assert (read_cell.value, read_cell.status) == (Decimal(0), Status.REPORTED)


def test_number_that_lost_characters_to_a_question_mark_is_doubtful_without_value():
    read_cell = cell("信息内容 | 本年处理决定数量 |\n行政许可 | 1? |\n", "2.licences.decisions", 2022)
    assert (read_cell.value, read_cell.status) == (None, Status.DOUBTFUL)


def test_number_broken_over_two_lines_is_not_read_as_its_first_part():
    text = "信息内容 | 本年处理决定数量 |\n行政处罚 | 10 |\n5 |\n行政强制 | 0 |\n"
    assert cell(text, "2.penalties.decisions", 2022).status is Status.DOUBTFUL


@pytest.mark.parametrize("sign", ["：", ":", "｜"])
def test_numbers_broken_over_lines_between_signs_are_not_read_as_their_parts(sign):
    """113 and 113 beside 0, each broken after two digits: three pieces for three columns, none of them a cell."""
    heads = sign.join(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))
    text = f"{heads}\n规章{sign}0{sign}0{sign}0\n行政规范性文件{sign}11\n3{sign}0{sign}11\n3\n"
    for column in ("made", "repealed", "in_force"):
        read_cell = cell(text, f"2.documents.{column}", 2022)
        assert (read_cell.value, read_cell.status) == (None, Status.DOUBTFUL)


def test_second_report_in_a_file_is_told_and_not_mixed_with_the_first():
    body = "二、主动公开政府信息情况\n信息内容 | 本年处理决定数量 |\n行政处罚 | {} |\n行政强制 | 0 |\n"
    body += "五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
    first = report(body.format(3) + "石桥镇2022年政府信息公开工作年度报告\n" + body.format(8), 2022)
    assert [r.value for r in first.readings if r.indicator == "2.penalties.decisions"] == [Decimal(3)]
    assert "tables_again" in {finding.rule for finding in first.findings}
    assert "tables_again" not in {finding.rule for finding in report(body.format(3), 2022).findings}


LONGEST, TOO_LONG = "9" * 16, "1" * 17


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (LONGEST, LONGEST),
        (f"+{LONGEST}", LONGEST),
        (TOO_LONG, None),
        (f"-{TOO_LONG}", None),
        (f"{TOO_LONG}.25", None),
        ("１" * 18, None),
        ("12,345,678,901,234,567", None),
        (f"{TOO_LONG}件", None),
        ("1234567890123456万件", None),
        ("9" * 400, None),
    ],
)
def test_a_count_of_17_digits_is_doubtful_in_its_cell_and_told(made, value):
    text = DOCUMENTS + f"规范性文件 | {made} | 6 | 9 |\n"
    read_cell, findings = cell(text, "2.documents.made"), report(text).findings
    assert read_cell.value == (value if value is None else Decimal(value)) and read_cell.raw == made
    told = [finding.cells for finding in findings if finding.rule == "number_too_long"]
    assert told == ([("2.documents.made",)] if value is None else [])
    assert value is not None or read_cell.status is Status.DOUBTFUL
    assert cell(text, "2.documents.disclosed").value == 6


@pytest.mark.parametrize("amount", ["1234567890123万元", "123456789亿元", f"{TOO_LONG}元", "99999999999999999.99元"])
def test_an_amount_is_measured_in_yuan(amount):
    text = PURCHASE.format(head="采购总金额", amount=amount)
    read_cell = cell(text, "2.procurement.amount")
    assert (read_cell.value, read_cell.status, read_cell.raw) == (None, Status.DOUBTFUL, amount)
    assert "number_too_long" in {finding.rule for finding in report(text).findings}


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("999999999999万元", "9999999999990000"),
        ("99999999亿元", "9999999900000000"),
        (f"{'9' * 16}.99元", f"{'9' * 16}.99"),
    ],
)
def test_the_longest_amounts_are_kept_exactly(amount, value):
    assert cell(PURCHASE.format(head="采购总金额", amount=amount), "2.procurement.amount").value == Decimal(value)


def test_an_extra_row_may_have_too_many_digits_too():
    read_report = report(DOCUMENTS + f"规范性文件 | 6 | 6 | 9 |\n其他主动公开文件 | 31 | {TOO_LONG} | 80 |\n")
    extra = {r.indicator: (r.value, r.status) for r in read_report.readings if r.row_label == "其他主动公开文件"}
    assert extra["2.extra.disclosed"] == (None, Status.DOUBTFUL) and extra["2.extra.made"][0] == 31
    assert (
        "2.extra.disclosed@其他主动公开文件"
        in next(f for f in read_report.findings if f.rule == "number_too_long").cells
    )


@pytest.mark.parametrize("digits", [17, 29, 60])
def test_prose_may_have_too_many_digits_too(digits):
    said = f"一、总体情况\n主动公开政府信息{'2' * digits}条。\n"
    read_report = recognise(
        read("x.txt", (TITLE.format(year=2020).replace("二、", said + "二、") + DOCUMENTS).encode())
    )
    [reading] = [r for r in read_report.readings if r.indicator == "prose.items_disclosed"]
    assert reading.value is None and "2" * digits in reading.raw
    assert "number_too_long" in {finding.rule for finding in read_report.findings}


def test_a_row_of_fewer_empty_cells_than_columns_is_not_plainly_empty():
    """What a table has no room for is pushed off it: nobody knows whether the row's numbers were zeros."""

    def row(number: int, *cells: tuple[str, int]) -> tuple[Cell, ...]:
        found: list[Cell] = []
        for text, wide in cells:
            found += [Cell(text, Place(table=1, row=number, column=len(found) + 1))] * wide
        return tuple(found)

    def empty(wide: int) -> set[Status]:
        cut = [("", 1)] * wide
        rows = (
            row(1, ("（本列数据的勾稽关系）", 10 - wide), ("申请人情况", wide)),
            row(2, ("", 7 - wide), ("一、本年新收政府信息公开申请数量", 3), *[("1", 1)] * wide),
            row(3, ("", 7 - wide), ("二、上年结转政府信息公开申请数量", 3), *cut),
        )
        said = ("云山镇2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况")
        lines = [Paragraph(text, Place(line=number)) for number, text in enumerate(said, 1)]
        made = recognise(Document("x.odt", "0", (*lines, Grid(rows, Place(table=1))), ()))
        return {one.status for one in made.readings if one.indicator.startswith("3.carried_in.")}

    assert empty(7) == {Status.BLANK}
    assert empty(4) == {Status.DOUBTFUL}
