"""Tables as programs dump them into text: drawn, ruled, stacked, out of order, beside another year's."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal

import pytest

from data import readers
from data.errors import BadDocument
from data.model import Report, Status
from data.recognise import drawn as drawn_tables
from data.recognise import recognise
from tests.data.recognise.harder import _laid
from tests.data.recognise.mutations import Mutant, flat, mutant, verdicts

BUSY = 3  # the seed of a report with numbers all over


def read(text: str, name: str = "x.txt") -> Report:
    return recognise(readers.read(name, text.encode()))


def right(m: Mutant, text: str) -> Counter[str]:
    """How the cells were read, none of them wrong."""
    count, wrong = verdicts(m, "x.txt", text.encode())
    assert wrong == []
    del count["WRONG"]
    return count


def text_of(m: Mutant, table) -> str:
    return "\n".join(item if isinstance(item, str) else table(item) for item in m.items)


def wide(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def drawn(table, measure=wide, lines=8) -> str:
    """+---+ round every cell, texts broken over lines, spans left open."""
    laid = _laid(table)
    height, width = len(table), max(x + cell.columns for (_, x), cell in laid.items())
    home = {
        (y + dy, x + dx): (y, x)
        for (y, x), cell in laid.items()
        for dy in range(cell.rows)
        for dx in range(cell.columns)
    }
    size = 2 * lines
    out = []
    for y in range(height + 1):
        rule = ["-" * size if home.get((y, x)) != home.get((y - 1, x)) else " " * size for x in range(width)]
        out.append("+" + "+".join(rule) + "+")
        if y == height:
            break
        parts = {
            x: [cell.text[i : i + lines] for i in range(0, len(cell.text), lines)]
            for x, cell in ((x, laid[y, x]) for x in range(width) if (y, x) in laid)
        }
        for depth in range(max([1, *map(len, parts.values())])):
            line = ""
            for x in range(width):
                text = parts.get(x, [])[depth] if depth < len(parts.get(x, [])) else ""
                text += " " * (size - measure(text)) if measure(text) <= size else ""
                line += ("|" if x == 0 or home.get((y, x)) != home.get((y, x - 1)) else " ") + text
            out.append(line + "|")
    return "\n".join(out)


@pytest.mark.parametrize("measure", [wide, len], ids=["letters of two places", "letters of one place"])
def test_drawn_table_is_read_by_its_lines(measure):
    m = mutant(BUSY)
    assert set(right(m, text_of(m, lambda table: drawn(table, measure)))) == {"right"}


def test_drawn_cells_of_uneven_width_are_no_rows_of_their_own():
    m = mutant(BUSY)
    shrunk = lambda table: drawn(table).replace("|" + " " * 16 + "|", "|" + " " * 15 + "|", 1)  # noqa: E731
    assert set(right(m, text_of(m, shrunk))) <= {"right", "doubtful"}


def test_a_drawing_whose_cells_can_not_be_told_gives_no_plain_number():
    m = mutant(BUSY)
    torn = lambda table: "\n".join(line[: -(i % 7) or None] for i, line in enumerate(drawn(table).split("\n")))  # noqa: E731
    assert right(m, text_of(m, torn))["right"] == 0


def ruled(table) -> str:
    """Columns under a line of dashes."""
    laid = _laid(table)
    width = max(x + cell.columns for (_, x), cell in laid.items())
    texts = [[laid[y, x].text if (y, x) in laid else "" for x in range(width)] for y in range(len(table))]
    sizes = [max(4, *(wide(row[x]) for row in texts)) for x in range(width)]
    lines = [
        "  " + " ".join(text + " " * (size - wide(text)) for text, size in zip(row, sizes, strict=True))
        for row in texts
    ]
    ruler = "  " + " ".join("-" * size for size in sizes)
    return "\n".join([ruler, *lines, ruler])


def headed(table) -> str:
    """The same with the first row over the dashes, and nothing under the last but a blank line."""
    ruler, first, *rest, _ = ruled(table).split("\n")
    return "\n".join(["", first, ruler, *rest, ""])


def test_columns_under_a_line_of_dashes_may_end_in_a_blank_line():
    m = mutant(BUSY)
    assert set(right(m, text_of(m, headed))) == {"right"}


@pytest.mark.parametrize("zero", ["0", ""])
def test_columns_under_a_line_of_dashes_show_their_blank_cells(zero):
    m = mutant(BUSY)
    for table in m.tables:
        for row in table:
            row[:] = [cell if cell.text != "0" or not cell.code else type(cell)(zero, code=cell.code) for cell in row]
    assert set(right(m, text_of(m, ruled))) == {"right"}


def test_rows_of_one_line_a_cell_are_read_where_a_lone_bar_opens_them():
    m = mutant(BUSY)
    rows = lambda table: "\n".join("|\n" + " |\n".join(row) + " | |" for row in flat(table))  # noqa: E731
    assert set(right(m, text_of(m, rows))) == {"right"}


HEADS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
ROWS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partly": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "closed": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}


def third(rows: dict[str, str], heads: str = HEADS, year: int = 2023, above: str = "") -> str:
    """A report whose table three has these rows."""
    lines = [f"石坝镇{year}年政府信息公开工作年度报告", "一、总体情况", "工作有序开展。", above]
    lines += ["三、收到和处理政府信息公开申请情况", f"项目 | {heads} |"]
    lines += [f"{ROWS[code]} | {numbers} |" for code, numbers in rows.items()]
    return "\n".join([*lines, "五、存在的主要问题及改进情况", "无。"])


def cells(report: Report, row: str) -> list[tuple[Decimal | None, Status]]:
    return [(r.value, r.status) for r in report.readings if r.indicator.startswith(f"3.{row}.")]


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_heads_of_another_table_keep_its_numbers_from_being_taken_by_count():
    report = read(
        third({"new": "1 | 2 | 3 | 4 | 5 | 6 | 21"}, "甲山镇 | 乙水镇 | 丙田镇 | 丁桥镇 | 戊岭镇 | 己塘镇 | 总计")
    )
    assert set(cells(report, "new")) == {(None, Status.DOUBTFUL)}
    assert "heads_differ" in rules(report)


def test_total_that_stands_first_among_the_heads_is_read_first():
    report = read(
        third(
            {"new": "21 | 1 | 2 | 3 | 4 | 5 | 6"},
            "总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他",
        )
    )
    assert [value for value, _ in cells(report, "new")] == [1, 2, 3, 4, 5, 6, 21]
    assert {status for _, status in cells(report, "new")} == {Status.REPORTED}


SHIFTED = {"new": "21 | 1 | 2 | 3 | 4 | 5 | 6", "granted": "9 | 2 | 1 | 1 | 2 | 1 | 2"}


def test_rows_whose_total_stands_in_another_column_are_doubtful_all():
    report = read(third(SHIFTED))
    assert {status for row in SHIFTED for _, status in cells(report, row)} == {Status.DOUBTFUL}
    assert "sums_fail" in rules(report)


def test_one_row_that_fails_stays_plain():
    report = read(third({"new": "1 | 2 | 3 | 4 | 5 | 6 | 20", "granted": "1 | 0 | 0 | 0 | 0 | 0 | 1"}))
    assert {status for _, status in cells(report, "new")} == {Status.REPORTED}
    assert "sums_fail" not in rules(report)


LAST = "\n".join([
    "2022年度收到和处理政府信息公开申请情况如下：",
    f"项目 | {HEADS} |",
    *(f"{label} | 7 | 0 | 0 | 0 | 0 | 0 | 7 |" for label in ROWS.values()),
])


def test_table_under_its_own_heading_is_read_and_last_years_is_not():
    report = read(third(dict.fromkeys(ROWS, "3 | 0 | 0 | 0 | 0 | 0 | 3"), above=LAST))
    assert {value for row in ROWS for value, _ in cells(report, row)} == {0, 3}
    assert "tables_of_years" in rules(report)


@pytest.mark.parametrize("said", ["无。", "（文字描述）", "本年度未收取信息处理费，也没有其他需要报告的事项。"])
@pytest.mark.parametrize("between", ["", LAST.splitlines()[0], "附件：2022年度情况"])
def test_prose_beside_a_table_of_another_year_stays(said, between):
    again = [between, *LAST.splitlines()[1:], "以上数据由各单位逐项核对，如有出入以原件为准。"]
    text = "\n".join([third(dict.fromkeys(ROWS, "3 | 0 | 0 | 0 | 0 | 0 | 3")), "六、其他需要报告的事项", said, *again])
    report = read(text)
    assert "tables_of_years" in rules(report) and {value for row in ROWS for value, _ in cells(report, row)} == {0, 3}
    told = report.narrative["6"].splitlines()
    assert told[0] == said and told[-1] == again[-1]
    assert not any(label in line for label in ROWS.values() for line in told)


@pytest.mark.parametrize("named", ["2023年工作有序开展。", "23年度情况如下：", ""])
def test_tables_whose_headings_are_damaged_are_doubtful_whatever_a_sentence_above_them_names(named):
    above = "\n".join([named, "又一行文字。", *LAST.splitlines()[1:]])
    text = third(dict.fromkeys(ROWS, "3 | 0 | 0 | 0 | 0 | 0 | 3"), above=above)
    report = read("\n".join("—뵝府" if line.startswith("三、收到") else line for line in text.splitlines()))
    assert {status for row in ROWS for _, status in cells(report, row)} == {Status.DOUBTFUL}
    assert "tables_differ" in rules(report)


def test_tables_that_nothing_tells_apart_are_doubtful():
    again = "\n".join([f"项目 | {HEADS} |", *(f"{label} | 7 | 0 | 0 | 0 | 0 | 0 | 7 |" for label in ROWS.values())])
    text = third(dict.fromkeys(ROWS, "3 | 0 | 0 | 0 | 0 | 0 | 3")).replace("五、存在", again + "\n五、存在")
    report = read(text)
    assert {status for row in ROWS for _, status in cells(report, row)} == {Status.DOUBTFUL}
    assert "tables_differ" in rules(report)


TWO = third({"new": "3 | 0 | 0 | 0 | 0 | 0 | 3"}, year=2022) + "\n" + third({"new": "8 | 0 | 0 | 0 | 0 | 0 | 8"})


@pytest.mark.parametrize(("year", "number"), [(2022, 3), (2023, 8)])
def test_of_two_years_in_a_file_its_name_says_which_is_meant(year, number):
    report = read(TWO, f"石坝镇_{year}.txt")
    assert (report.year, cells(report, "new")[0]) == (year, (Decimal(number), Status.REPORTED))
    assert "years_in_file" in rules(report)


def test_of_two_years_in_a_file_its_folder_or_a_title_above_both_may_say_which_is_meant():
    assert read(TWO, "清水县/2022年报/石坝镇.txt").year == 2022
    assert read("石坝镇2023年政府信息公开工作年度报告\n" + TWO).year == 2023


def test_two_years_of_which_nothing_says_which_is_meant_are_refused():
    with pytest.raises(BadDocument) as refused:
        read(TWO)
    assert refused.value.key == "years_in_file"


def test_a_line_of_last_year_in_each_row_is_left_aside():
    rows = [line for label in ROWS.values() for line in (f"{label} 本年 2 1 0 0 0 0 3", "上年 9 9 9 9 9 9 9")]
    lines = third({}).replace("五、存在", "\n".join(rows) + "\n五、存在")
    report = read(lines)
    assert {value for row in ROWS for value, _ in cells(report, row)} == {0, 1, 2, 3}
    assert "last_year_beside" in rules(report)


COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def stacked(table) -> str:
    """For each row of table three its label, under it the heads, under them the numbers."""
    if len(table) < 20:
        return "\n".join("| " + " | ".join(row) + " |" for row in flat(table))
    rows = [(label_of(row), [cell.text for cell in row if cell.code]) for row in table]
    own = [(label, numbers) for label, numbers in rows if numbers]
    return "\n".join(
        f"| {label} |  |  |  |  |  |  |\n| {' | '.join(COLUMNS)} |\n| {' | '.join(numbers)} |" for label, numbers in own
    )


def label_of(row) -> str:
    return next((cell.text for cell in reversed(row) if not cell.code and not cell.covered), "")


def test_a_small_table_for_each_row_is_read_with_the_label_above_it():
    m = mutant(BUSY)
    assert set(right(m, text_of(m, stacked))) == {"right"}


def test_numbers_above_their_labels_are_given_rows_by_their_count_where_the_sums_agree():
    m = mutant(BUSY)

    def lines(table) -> str:
        out = []
        for row in table:
            numbers = [cell.text for cell in row if cell.code]
            label = "".join(cell.text for cell in row if not cell.code and not cell.covered)
            out += [" ".join(numbers), label] if len(numbers) == 7 else [" ".join([label, *numbers])]
        return "\n".join(line for line in out if line)

    count = right(m, text_of(m, lines))
    assert count["right"] + count["doubtful"] >= 0.9 * sum(count.values())


def test_blank_lines_are_no_plain_blanks_in_a_table_that_prints_its_zeros():
    text = "石坝镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（六）项\n\n"
    text += "信息内容\n\n本年处理决定数量\n\n"
    report = read(
        text + "行政处罚\n\n0\n\n行政强制\n\n\n\n第二十条第（八）项\n\n信息内容\n\n五、存在的主要问题及改进情况\n无。"
    )
    assert Status.BLANK not in {reading.status for reading in report.readings}


@pytest.mark.parametrize("number", ["3.", "12、"])
def test_a_numbering_that_lost_its_label_is_no_number(number):
    text = third({}).replace("五、存在", f"{ROWS['new']}\n{number}\n5\n0\n0\n0\n0\n0\n5\n五、存在")
    assert [value for value, _ in cells(read(text), "new")] == [5, 0, 0, 0, 0, 0, 5]


FOURTH = """石坝镇2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
| {groups} |
| {heads} | 未经复议直接起诉 | 复议后起诉 |
| {heads} | {heads} |
| {numbers} |
五、存在的主要问题及改进情况
无。"""
RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"


@pytest.mark.parametrize(
    ("groups", "heads", "numbers"),
    [
        ("行政复议 | 行政诉讼", RESULTS, "1 | 2 | 0 | 4 | 7 | 0 | 0 | 0 | 0 | 0 | 5 | 0 | 0 | 0 | 5"),
        ("行政复议 | 行政诉讼", f"总计 | {RESULTS[:-5]}", "7 | 1 | 2 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 5 | 5 | 0 | 0 | 0"),
        ("行政诉讼 | 行政复议", RESULTS, "0 | 0 | 0 | 0 | 0 | 5 | 0 | 0 | 0 | 5 | 1 | 2 | 0 | 4 | 7"),
    ],
)
def test_results_and_groups_of_table_four_are_read_in_the_order_of_their_heads(groups, heads, numbers):
    report = read(FOURTH.format(groups=groups, heads=heads, numbers=numbers))
    read_cells = {r.indicator: r.value for r in report.readings if r.indicator.startswith("4.")}
    assert [read_cells[f"4.reviews.{code}"] for code in ("upheld", "corrected", "other", "pending", "total")] == [
        1,
        2,
        0,
        4,
        7,
    ]
    assert read_cells["4.suits_after_review.upheld"] == read_cells["4.suits_after_review.total"] == 5


MARKED = """石坝镇2023年政府信息公开工作年度报告
二、主动公开政府信息情况
|(((信息内容
))) |(((本年处理决定数量
))) | |
|(((行政处罚
))) |(((25
))) | |
|(((行政强制
))) |(((0
))) | |
五、存在的主要问题及改进情况
无。"""


def test_number_among_marks_that_can_not_be_made_out_is_no_blank():
    read_cells = [r for r in read(MARKED).readings if r.indicator in ("2.penalties.decisions", "2.coercion.decisions")]
    assert {r.status for r in read_cells} <= {Status.DOUBTFUL, Status.MISSING}


def test_digits_that_could_be_parted_in_very_many_ways_are_not_tried_for_long():
    begun = time.process_time()
    report = read(third({"new": "9" + "0" * 100}).replace(" |\n五", "\n五"))
    assert time.process_time() - begun < 5
    assert {status for _, status in cells(report, "new")} <= {Status.DOUBTFUL, Status.MISSING}


def texts_of(table) -> list[list[str]]:
    """The texts of a table, as many in each row; what a span covers is empty."""
    laid = _laid(table)
    width = max(x + cell.columns for (_, x), cell in laid.items())
    return [[laid[y, x].text if (y, x) in laid else "" for x in range(width)] for y in range(len(table))]


def in_two_rows(table, cut) -> list[list[str]]:
    """The rows of a table, the rest of each long label in a row of its own under it."""
    rows = []
    for row, texts in zip(table, texts_of(table), strict=True):
        label = label_of(row)
        at = texts.index(label) if label in texts else 0
        if len(label) > 5 and any(cell.code for cell in row):
            rows += [
                [*texts[:at], label[:cut], *texts[at + 1 :]],
                ["" if x != at else label[cut:] for x in range(len(texts))],
            ]
        else:
            rows.append(texts)
    return rows


def barred(rows) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def page_of(rows) -> str:
    cells = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize("cut", [2, 4])
@pytest.mark.parametrize(("name", "shown"), [("x.txt", barred), ("x.html", page_of)])
def test_a_label_that_goes_on_in_the_row_below_leaves_no_row_of_blanks(cut, name, shown):
    m = mutant(BUSY)
    text = text_of(m, lambda table: shown(in_two_rows(table, cut)))
    if name == "x.html":
        text = "<html><body>" + "".join(f"<p>{line}</p>" if line[:1] != "<" else line for line in text.split("\n"))
    count, wrong = verdicts(m, name, text.encode())
    assert wrong == []
    assert count["right"] >= 0.97 * sum(count.values())


def test_a_row_of_blanks_takes_no_numbers_from_the_row_above_that_the_form_does_not_have():
    rows = {"new": "1 | 0 | 0 | 0 | 0 | 0 | 1", "granted": " | | | | | | "}
    text = third(rows).replace(ROWS["granted"], f"其中：网上申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n{ROWS['granted']}")
    assert {value for value, _ in cells(read(text), "granted")} == {None}


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("heads", [3, 0])
def test_a_row_that_goes_on_over_the_page_under_the_heads_once_more_is_one(above, heads):
    m = mutant(BUSY)

    def pages(table) -> str:
        rows = texts_of(table)
        if len(rows) < 20:
            return page_of(rows)
        y = next(y for y, row in enumerate(rows) if "1.本机关不掌握相关政府信息" in row)
        x = rows[y].index("1.本机关不掌握相关政府信息")
        numbers, blanks = rows[y][x + 1 :], [""] * len(rows[y][x + 1 :])
        upper = [*rows[y][:x], "1.本机", *(numbers if above else blanks)]
        lower = [*[""] * x, "关不掌握相关政府信息", *(blanks if above else numbers)]
        return page_of([*rows[:y], upper]) + "<p>— 2 —</p>" + page_of([*rows[:heads], lower, *rows[y + 1 :]])

    lines = [f"<p>{item}</p>" if isinstance(item, str) else pages(item) for item in m.items]
    count, wrong = verdicts(m, "x.html", ("<html><body>" + "".join(lines)).encode())
    assert wrong == []
    assert set(count) <= {"right", "WRONG"}


def test_digits_over_the_row_of_table_four_may_be_the_first_of_its_numbers():
    heads = f"行政复议 行政诉讼\n{RESULTS.replace(' | ', ' ')} 未经复议直接起诉 复议后起诉"
    numbers = "1 1\n/ 19 55 / 74 / / / / / / / / 5 5"
    text = FOURTH[: FOURTH.index("| {groups}")] + f"{heads}\n{numbers}\n五、存在的主要问题及改进情况\n无。"
    assert {r.status for r in read(text).readings if r.indicator.startswith("4.")} == {Status.DOUBTFUL}


@pytest.mark.parametrize(
    "text", ['[规范]{lang="EN-US"}', '[规范]\n{lang="EN-US"\n}', '[规]{lang="EN-US"}[范]\n{lang="EN-US"}']
)
def test_marks_round_what_had_a_style_may_run_over_lines(text):
    assert drawn_tables.unmarked(text) == "规范"


def test_a_piece_of_a_label_is_no_row_that_a_province_added():
    text = "石坝镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    text += "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n行政 | 4 | 1 | 8 |\n"
    extras = [r for r in read(text + "五、存在的主要问题及改进情况\n无。").readings if r.row_label]
    assert extras == []
