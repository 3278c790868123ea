"""雷同: prose of last year's report or of another body, told; the form's own words and the county's, not."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.across.alike import clauses, passages, same, share
from tests.data.across.chain import added, made, told

OWN = (
    "围绕高标准农田建设编出一份明白卡，种粮大户说一看就懂。围绕医保参保缴费录了方言短视频，外出务工的乡亲在家就能查到。"
    "围绕农村厕所改造逢赶集日设点答疑，养殖户提的建议当场记下。围绕秸秆禁烧请网格员逐户讲解，沿街商户主动帮着转发。"
    "围绕小学招生把流程图贴进村务栏，学生家长少跑了冤枉路。"
)
OTHER = (
    "为防汛值守建起答复台账，库区移民再没有为此争吵。为临时救助印发便携口袋书，社区老人把它压在玻璃板下。"
    "为林权登记请村民代表旁听研究，果农都说账算得明白。为创业贷款把账目画成图表，返乡青年看过就去登记。"
    "为残疾人补贴用大字版照顾老人，新搬来的住户还要求再讲一遍。"
)
PROBLEMS = "山里几个自然村看不到更新后的栏目，打算在开春前逐村过一遍。年长的村干部不会用后台录入，准备请老手带新手。"
FORMAL = (
    "根据《中华人民共和国政府信息公开条例》规定编制本报告，统计期限自2022年1月1日起至12月31日止。如有疑问请联系。"
    "全年主动公开政府信息120条，其中网站80条、微信40条。没有收到政府信息公开申请，没有发生行政复议、行政诉讼的情况。"
    "未收取信息处理费，无其他需要报告的事项。全年共办理群众来件30件，组织培训2次，印发材料500份。"
)


def rules(found: set[tuple[str, int, str]]) -> set[tuple[str, int, str]]:
    return {(body, year, rule) for body, year, rule in found if rule.startswith("alike")}


def test_last_years_prose_is_told_with_its_share_and_longest_passage(tmp_path: Path) -> None:
    reports = [made("云山镇", 2021, prose=OWN), made("云山镇", 2022, prose=OWN.replace("说一看就懂", "都夸简单明了"))]
    assert rules(added(tmp_path, reports)) == {("云山镇", 2022, "alike_year")}
    [(_, cells, evidence)] = told(tmp_path)
    assert cells == []
    assert (evidence["units"], evidence["year"]) == ("云山镇", "2021")
    assert 80 <= int(evidence["share"]) < 100
    assert evidence["passage"].startswith("围绕医保参保缴费录了方言短视频") and len(evidence["passage"]) <= 61


def test_another_bodys_prose_of_the_same_year_is_told_of_both(tmp_path: Path) -> None:
    reports = [made(name, 2022, prose=OWN.replace("网格员", f"{name}网格员")) for name in ("云山镇", "河西镇")]
    assert rules(added(tmp_path, reports)) == {("云山镇", 2022, "alike_unit"), ("河西镇", 2022, "alike_unit")}


@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_other_prose_is_not_told(tmp_path: Path, year: int) -> None:
    name = "河西镇" if year == 2022 else "云山镇"
    assert added(tmp_path, [made(name, year, prose=OWN), made("云山镇", 2022, prose=OTHER)]) == set()


def test_what_the_form_prescribes_is_nobodys_own(tmp_path: Path) -> None:
    reports = [made(name, year, prose=FORMAL) for name in ("云山镇", "河西镇") for year in (2021, 2022)]
    assert added(tmp_path, reports) == set()


def test_what_many_of_the_county_write_was_given_out_to_them(tmp_path: Path) -> None:
    names = ("甲镇", "乙镇", "丙镇", "丁镇")
    assert rules(added(tmp_path / "three", [made(name, 2022, prose=OWN) for name in names[:3]])) != set()
    assert added(tmp_path / "four", [made(name, 2022, prose=OWN) for name in names]) == set()


def test_another_county_is_not_compared(tmp_path: Path) -> None:
    near, far = made("云山镇", 2022, prose=OWN), made("河西镇", 2022, prose=OWN)
    far = replace(far, jurisdiction=replace(far.jurisdiction, parents=("东海县",)))
    assert added(tmp_path, [near, far]) == set()


def test_problems_alone_repeated_from_last_year_are_told(tmp_path: Path) -> None:
    before = made("云山镇", 2021, prose=OWN, problems=PROBLEMS)
    repeated = made("云山镇", 2022, prose=OTHER, problems=PROBLEMS)
    assert rules(added(tmp_path / "told", [before, repeated])) == {("云山镇", 2022, "alike_problems")}
    taken_up = PROBLEMS.replace("打算在开春前逐村过一遍", "已在开春前补齐了").replace(
        "准备请老手带新手", "正由新手自己学"
    )
    fresh = made("云山镇", 2022, prose=OTHER, problems=taken_up)
    assert added(tmp_path / "not", [before, fresh]) == set()


def test_a_later_document_makes_the_finding_again(tmp_path: Path) -> None:
    both = {("云山镇", 2022, "alike_unit"), ("河西镇", 2022, "alike_unit")}
    assert added(tmp_path, [made("云山镇", 2022, prose=OWN)]) == set()
    assert added(tmp_path, [made("河西镇", 2022, prose=OWN)]) == both
    assert added(tmp_path, [made("河西镇", 2022, prose=OTHER)]) == set()


def test_numbers_names_and_blanks_make_no_difference() -> None:
    ours = {"1": "2021年，云山镇人民政府在 清水县范围内率先\n编出明白卡，共印发了12份。"}
    theirs = {"1": "2022年，河西街道办事处在清水县范围内率先编出明白卡，共印发了30份。"}
    keys = [
        [clause.key for clause in clauses(text, names)]
        for text, names in ((ours, ["云山镇", "清水县"]), (theirs, ["河西街道", "清水县"]))
    ]
    assert keys[0] == keys[1] == ["在范围内率先编出明白卡"]


def test_a_word_or_two_changed_is_the_same_and_more_is_not() -> None:
    own = ["进一步完善政府信息公开各项规章制度", "请老手带新手逐村过一遍", "把账目画成图表"]
    other = ["进一步健全政府信息公开各项规章制度", "请老手带新手回访提过意见的人", "用大字版照顾老人"]
    hits = same(own, other)
    assert hits == [True, False, False]
    assert share(own, hits) == pytest.approx(17 / 35)
    assert share([], []) == 0


def test_neighbouring_clauses_make_one_passage() -> None:
    text = {"1": "把账目画成图表，请老手带新手。逐村过一遍底稿；清点全部附件材料"}
    found = clauses(text, [])
    assert passages(found, [True, True, False, True]) == [("1", 0, 14), ("1", 23, 31)]
    assert text["1"][0:14] == "把账目画成图表，请老手带新手"
    told = {"1": "把账目画成图表，共印发300份，请老手带新手"}
    assert passages(clauses(told, []), [True, True]) == [("1", 0, 7), ("1", 16, 22)]
