"""Years that the prose gives to the report, and signatures before its year was over."""

import pytest

import words
from data.checks import check
from tests.data.checks.test_content import told

RULE = "prose_year_disagrees"


def years(line: str, section: str = "1") -> list[str]:
    """The years that a report for 2022 with one more line is told to give itself."""
    made = told({})
    made = told({section: f"{made.narrative[section]}\n{line}"})
    findings = [finding for finding in check(made) if finding.rule == RULE]
    for finding in findings:
        assert all("{" not in words.say(f"findings.{RULE}", lang, **finding.evidence) for lang in words.LANGUAGES)
    return [finding.evidence["found"] for finding in findings]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("本报告为2021年度报告。", "0"),
        ("现将2021年政府信息公开工作情况报告如下：", "1"),
        ("以上是我镇2021年政府信息公开工作情况。", "6"),
        ("本报告所列数据的统计期限为2021年1月1日至2021年12月31日。", "0"),
        ("二〇二一年，我镇认真贯彻条例。", "1"),
        ("编制2021年政府信息公开工作年度报告。", "0"),
    ],
)
def test_another_year_where_the_report_s_own_should_stand(line, section):
    assert years(line, section) == ["2021"]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("本报告根据2019年修订的《条例》编制。", "0"),
        ("按时发布2021年度政府信息公开年度报告。", "1"),
        ("2021年，我镇存在公开不及时的问题，2022年已整改。", "5"),
        ("2023年，我镇将继续加强培训。", "5"),
        ("2021年12月建成政务公开专区。", "1"),
        ("2021年度考核结果为优秀。", "1"),
        ("2021年度申请情况如下表：", "1"),
        ("首页 > 信息公开年报 > 2021年 ", "0"),
    ],
)
def test_other_years_may_be_spoken_of(line, section):
    assert years(line, section) == []


def signed(date: str) -> list[str]:
    made = told({"6": f"没有收取信息处理费。\n云山镇人民政府\n{date}"})
    return [finding.evidence["found"] for finding in check(made) if finding.rule == "signed_early"]


def test_a_signature_before_the_year_was_over():
    assert signed("2022年1月15日") == ["2022年1月15日"]
    assert signed("2023年1月15日") == signed("2022年12月30日") == []
