"""Sentences as facts: who, which year, what, how many, and how it is meant."""

from random import Random

import pytest

from bench.prose import Case, told
from data.prose import Fact, Kind, facts
from data.prose.compared import compared
from data.prose.words import declared
from tests.factory import report


def said(sentence: str, section: str = "1", name: str = "云山镇", **cells: int) -> list[Fact]:
    """The facts of a report for 2023 that says this, years aside."""
    case = Case("applications", sentence, 2023, name, False, ("清水县",), section)
    return [fact for fact in facts(case.report()) if fact.kind is not Kind.YEAR]


def plainly(sentence: str, **where: str) -> list[tuple[str, str, str]]:
    """(measure, number, kind) of each."""
    return [(fact.measure, str(fact.said), str(fact.kind)) for fact in said(sentence, **where)]


@pytest.mark.parametrize(
    ("sentence", "measure", "number"),
    [
        ("共受理依申请公开7件。", "applications.receive", "7"),
        ("收到5件政府信息公开申请。", "applications.receive", "5"),
        ("没有公民、法人申请公开政府信息。", "applications.", "0"),
        ("依申请公开为0件。", "applications.", "0"),
        ("废止行政规范性文件两件。", "documents.repeal", "2"),
        ("未实施行政强制。", "coercion.decide", "0"),
        ("无结转下年度继续办理的申请。", "applications.carry_out", "0"),
        ("上年度结转申请3件。", "applications.carry_in", "3"),
        ("因政府信息公开被提起行政诉讼1件。", "suits.", "1"),
        ("行政事业性收费共计1200元。", "fees.", "1200"),
        ("属于国家秘密不予公开的申请0件。", "applications.secret", "0"),
    ],
)
def test_what_a_cell_holds_is_told_by_its_measure(sentence, measure, number):
    assert plainly(sentence) == [(measure, number, "absolute")]


def test_a_sentence_is_told_number_by_number():
    sentence = "全年共收到公开申请12件，其中10件已经按时完成答复，剩余2件结转下年度继续办理。"
    assert plainly(sentence) == [
        ("applications.receive", "12", "absolute"),
        ("applications.close", "10", "absolute"),
        ("applications.carry_out", "2", "absolute"),
    ]


def test_numbers_told_in_turn_go_to_what_they_are_told_of():
    told_ = plainly("制发、废止、现行有效行政规范性文件分别为3件、1件、12件。")
    assert [(measure, number) for measure, number, _ in told_] == [
        ("documents.make", "3"),
        ("documents.repeal", "1"),
        ("documents.in_force", "12"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "who", "year"),
    [
        ("预计收到政府信息公开申请10件。", Kind.PLAN, "", 2023),
        ("如收到5件以上同类申请，合并办理。", Kind.SUPPOSED, "", 2023),
        ("自2019年以来，累计收到政府信息公开申请20件。", Kind.SINCE, "", 2019),
        ("全县共收到政府信息公开申请30件。", Kind.OTHER, "全县", 2023),
        ("上半年收到政府信息公开申请1件。", Kind.PART, "", None),
        ("公开申请办结率100%。", Kind.SHARE, "", 2023),
        ("2022年收到政府信息公开申请8件。", Kind.ABSOLUTE, "", 2022),
        ("收到政府信息公开申请5至7件。", Kind.RANGE, "", 2023),
    ],
)
def test_how_a_number_is_meant_whose_it_is_and_of_which_year(sentence, kind, who, year):
    fact = next(fact for fact in said(sentence) if fact.low != 2019)
    assert (fact.kind, fact.who, fact.year) == (kind, who, year)


def test_a_change_is_told_with_its_sign_and_of_what():
    [now, change, share] = said("收到政府信息公开申请3件，比上年减少2件，下降40%。")
    assert (now.kind, change.kind, share.kind) == (Kind.ABSOLUTE, Kind.CHANGE, Kind.CHANGE)
    assert (change.measure, change.low, share.low, share.unit) == ("applications.receive", -2, -40, "%")


@pytest.mark.parametrize(
    "sentence",
    [
        "微信公众号关注用户2300人。",
        "召开会议3次。",
        "受理12345热线工单56件。",
        "开展培训2场，培训60人次。",
        "收到低保申请120件。",
    ],
)
def test_what_no_table_holds_is_a_fact_without_a_measure(sentence):
    found = said(sentence)
    assert found and {fact.measure for fact in found} == {""}


def test_a_heading_tells_what_the_sentences_below_speak_of():
    assert plainly("（二）依申请公开情况\n全年共收到申请9件，均按期答复。")[0][:2] == ("applications.receive", "9")
    assert plainly("（三）平台建设情况\n全年共收到申请9件。")[0][0] == ""


def test_a_fact_keeps_its_sentence_and_its_place_in_it():
    [fact] = said("（一）总体平稳。共受理依申请公开 7 件。")
    assert (fact.section, fact.sentence) == ("1", "共受理依申请公开 7 件。")
    assert "".join(fact.sentence.split())[fact.start : fact.end] == "7件"


def test_every_year_that_is_named_is_a_fact():
    case = Case("year", "落实2019年修订的条例，2023年再上台阶。", 2023, "云山镇", False)
    assert [fact.year for fact in facts(case.report()) if fact.kind is Kind.YEAR] == [2019, 2023]


def test_what_was_compared_is_counted():
    made = Case(
        "applications", "2023年收到公开申请3件，召开会议2次。", 2023, "云山镇", False, cells={"3.new.total": 3}
    ).report()
    assert (compared(made).numbers, compared(made).years) == (1, 1)
    assert compared(report(1, year=2022, busy=False)).numbers == 0


def test_any_row_of_words_is_read_without_an_error():
    """Whatever stands beside what, a report must never fail to be checked."""
    nests = [word for nest in ("things", "verbs", "times") for group in declared()[nest].values() for word in group]
    flat = [
        str(word) for tag in ("none", "joins", "each", "narrows", "up", "against", "self") for word in declared()[tag]
    ]
    marks = [
        "3件",
        "二十余件",
        "5至8件",
        "1.2万元",
        "50%",
        "2022年",
        "2023年3月",
        "柳树镇",
        "，",
        "、",
        "。",
        "（",
        "）",
        "：",
        "；",
    ]
    random = Random(7)
    for _ in range(300):
        sentence = "".join(random.choice(random.choice((nests, flat, marks))) for _ in range(random.randint(1, 30)))
        told(Case("last_year", sentence, 2023, "云山镇", False, cells={"3.new.total": 1}, last={"3.new.total": 2}))
