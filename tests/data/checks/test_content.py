"""What the prose must tell: each rule fires where it is missing, and is silent where it is told or can't be judged."""

from dataclasses import replace

import pytest

import words
from data.checks import check
from data.demo.render import text
from data.model import Finding, Report, Severity
from data.readers import read
from data.recognise import recognise
from tests.factory import report


def told(story: dict[str, str], name: str = "云山镇", year: int = 2022, **changed) -> Report:
    """A whole report with some of its sections told otherwise; an empty text takes a section away."""
    made = report(1, name, year, busy=False, **changed)
    return replace(made, narrative={n: text for n, text in (dict(made.narrative) | story).items() if text})


def remarks(made: Report) -> dict[str, Finding]:
    return {finding.rule: finding for finding in check(made)}


def say(finding: Finding, lang: str = "zh") -> str:
    return words.say(f"findings.{finding.rule}", lang, **finding.evidence)


def test_a_report_that_tells_all_has_no_remark():
    assert remarks(told({})) == {}


@pytest.mark.parametrize(
    ("story", "rule", "severity", "said"),
    [
        ({"1": "全年主动公开信息12条。"}, "overview_parts_missing", "warning", "依申请公开、政府信息管理"),
        ({"6": "无。"}, "fee_report_missing", "warning", "没有收取的也要写明"),
        ({"6": ""}, "section_missing", "warning", "缺“六、其他需要报告的事项”"),
        ({"5": ""}, "section_missing", "warning", "缺“五、存在的主要问题及改进情况”"),
        ({"5": "（略）"}, "problems_missing", "warning", "没有写存在什么问题"),
        ({"5": "公开目录不够细。"}, "improvement_missing", "warning", "没有写怎么改进"),
        ({"5": "公开目录不够细，下一步完善。"}, "last_year_problems", "info", "上一年度问题的整改"),
        ({"0": "地址：文化路1号。"}, "period_missing", "info", "1月1日至12月31日"),
        ({"0": "统计期限为2022年1月1日至12月31日。"}, "contact_missing", "info", "地址、电话或邮箱"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_its_section(story, rule, severity, said):
    found = remarks(told(story))
    assert list(found) == [rule] or (rule == "overview_parts_missing" and rule in found)
    assert found[rule].severity is Severity(severity) and said in say(found[rule])
    assert "{" not in say(found[rule], "en")


@pytest.mark.parametrize(
    "story",
    [
        {"6": "2022年度，云山镇政府信息公开未发生收费情况。"},
        {"6": "本年度未收取任何费用。"},
        {"5": "栏目较多，查找不便，是存在的不足。针对去年提出的问题，已逐条整改；今后定期检查。"},
        {"0": "数据统计时限2022.1.1-2022.12.31，联系电话0938-6151056。"},
        {"0": "统计期限自年1月1日至12月31日。邮箱x@example.cn"},
    ],
)
def test_what_is_told_in_other_words_counts(story):
    missing = {rule for rule in remarks(told(story)) if rule.endswith("_missing") or rule == "last_year_problems"}
    assert missing == set()


def test_five_parts_and_fees_are_asked_from_2021_on():
    story = {"1": "全年公开信息12条，考核、评议、追究均无。", "6": "无。"}
    assert {"overview_parts_missing", "fee_report_missing"} <= remarks(told(story, year=2021)).keys()
    assert remarks(told(story, year=2020)) == {}


def test_results_of_oversight_are_asked_of_governments_alone():
    story = {"1": "主动公开、依申请公开、信息管理、平台建设、监督保障都有进步，列入年度考核。"}
    [finding] = remarks(told(story)).values()
    assert (finding.rule, finding.severity) == ("oversight_results_missing", Severity.INFO)
    assert finding.evidence["missing"] == "社会评议、责任追究"
    assert remarks(told(story, "河西街道")) == remarks(told(story, "清水县司法局")) == {}


def test_tables_without_a_word_are_one_remark():
    assert list(remarks(told(dict.fromkeys("0156", "")))) == ["prose_missing"]
    assert list(
        remarks(
            told(
                dict.fromkeys("15", "") | {"0": "云山镇2022年政府信息公开工作年度报告", "6": "【打印本页】【关闭窗口】"}
            )
        )
    ) == ["prose_missing"]


def test_where_the_headings_are_lost_all_is_looked_for_everywhere():
    whole = told({})
    lost = replace(whole, narrative={"0": "\n".join(whole.narrative.values())})
    assert remarks(lost) == {}
    without = replace(lost, narrative={"0": lost.narrative["0"].replace("没有收取信息处理费", "")})
    assert list(remarks(without)) == ["fee_report_missing"]


@pytest.mark.parametrize("rule", ["no_text_layer", "text_garbled", "text_mended"])
def test_nothing_is_called_missing_where_part_could_not_be_read(rule):
    made = replace(told({"6": "无。"}), findings=(Finding(rule),))
    assert remarks(made) == {}


def test_a_section_that_holds_only_signature_and_date_is_missing():
    assert list(remarks(told({"6": "云山镇人民政府\n2023年1月9日"}))) == ["section_missing"]
    assert remarks(told({"6": "未收取信息处理费。\n云山镇人民政府\n2023年1月9日"})) == {}


@pytest.mark.parametrize(
    "line", ["无其他需要报告的事项。", "未收取处理费，无其他需要报告的事项", "本年度无其他需要报告的事项"]
)
def test_words_that_repeat_a_heading_are_its_section_s_prose(line):
    made = told({"6": line}, year=2020)
    document = read("云山镇_2020.txt", text(made).encode())
    assert recognise(document).narrative["6"].startswith(line)
