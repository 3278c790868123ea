"""What was left standing, lost or miscounted in the prose."""

import pytest

import words
from data.checks import check
from tests.data.checks.test_content import told
from tests.data.recognise.scoring import document_of, read_report
from tests.test_architecture import ROOT

OF_THE_TEXT = {
    "instruction_left", "date_damaged", "period_unusual", "stale_year", "numbering_gap", "other_body_named",
    "prose_figure_disagrees",
}  # fmt: skip
LAYOUTS = sorted((ROOT / "tests" / "reports").glob("*/*.expected.json"))


def found(line: str, rule: str, section: str = "1") -> list[dict[str, str]]:
    """The evidence of this rule in a report with one more line in a section."""
    made = told({})
    made = told({section: made.narrative[section] + "\n" + line})
    findings = [finding for finding in check(made) if finding.rule == rule]
    for finding in findings:
        assert all("{" not in words.say(f"findings.{rule}", lang, **finding.evidence) for lang in words.LANGUAGES)
    return [dict(finding.evidence) for finding in findings]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("该部分以表格形式报告。表格如下：", "该部分以表格形式报告"),
        ("（文字描述，收取信息处理费情况在此处报告。）", "(文字描述,收取信息处理费情况在此处报告。)"),
        ("（本部分应写明主动公开、依申请公开等情况）", "(本部分应写明主动公开、依申请公开等情况)"),
        ("2022年，XX镇认真落实条例。", "XX"),
        ("2022年，××镇认真落实条例。", "××"),
        ("某某镇主动公开信息12条。", "某某"),
        ("全年公开信息XXX条。", "XXX"),
        ("此处填写具体做法。", "此处填写"),
        ("由（单位名称）编制。", "(单位名称)"),
    ],
)
def test_a_template_s_words_left_standing(line, what):
    [evidence] = found(line, "instruction_left")
    assert evidence["found"] == what and evidence["section"] == "一、总体情况"


@pytest.mark.parametrize(
    "line",
    [
        "公开内容以表格形式发布，说明如下。",
        "（含办公室名义印发的文件）",
        "（一）本部分信息由办公室负责。",
        "某镇的做法值得学习。",
        "通过QQ群、微信群发布信息。",
        "（请群众监督）工作有序开展。"[8:],
        "在服务大厅填写申请表。",
    ],
)
def test_ordinary_words_are_no_instruction(line):
    assert found(line, "instruction_left") == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("2021年 月 日", "2021年月日"),
        ("2021年1月 日公布。", "2021年1月日"),
        ("统计期限自年1月1日至12月31日。", "年1月1日"),
        ("20211月1日起施行。", "20211月1日"),
        ("云山镇人民政府202111日", "202111日"),
        ("202020年度工作有序开展。", "202020年"),
        ("2022年2月30日召开会议。", "2022年2月30日"),
        ("2022年13月1日召开会议。", "2022年13月1日"),
        ("统计期限为2022年1月1日至12月31止。", "12月31"),
    ],
)
def test_a_date_that_lost_characters_or_never_was(line, what):
    [evidence] = found(line, "date_damaged")
    assert evidence["found"] == what


@pytest.mark.parametrize(
    "line",
    [
        "2022年1月1日至12月31日",
        "次年1月31日前、每年3月31日前、当年12月31日",
        "2022年月均公开10条，1月日均2条。",
        "2024年2月29日召开会议。",
        "电话0517-83605210，文号202212号。",
        "2022—2023年，2020年以来。",
    ],
)
def test_ordinary_dates_are_whole(line):
    assert found(line, "date_damaged") == []


@pytest.mark.parametrize(
    "period", ["2021年2月1日至2022年1月31日", "2022年1月1日至12月30日", "2021年1月1日至2022年12月31日"]
)
def test_a_period_that_is_no_calendar_year(period):
    [evidence] = found(f"本报告所列数据的统计期限为{period}。", "period_unusual", "0")
    assert evidence["found"] == period


@pytest.mark.parametrize("period", ["2022年1月1日至12月31日", "2022年1月1日起至2022年12月31日止"])
def test_the_year_s_own_period(period):
    assert found(f"本报告所列数据的统计期限为{period}。", "period_unusual", "0") == []
    assert found("专项检查时间为2022年3月1日至2022年5月31日。", "period_unusual") == []


@pytest.mark.parametrize(
    ("lines", "gap"),
    [
        ("1、加强领导。\n2、完善制度。\n4、学习经验。", ("2、", "4、")),
        ("（一）主动公开。\n（二）依申请公开。\n（四）平台建设。", ("（二）", "（四）")),
        ("一、加强领导。\n三、完善制度。", ("一、", "三、")),
        ("一是更新不及时；二是形式单一；四是人手不足。", ("二是", "四是")),
        ("（一）加强领导\n1.定人\n2.定责\n（二）完善制度\n1.定期\n3.定量", ("1、", "3、")),
    ],
)
def test_a_number_that_is_skipped(lines, gap):
    [evidence] = found(lines, "numbering_gap")
    assert (evidence["before"], evidence["after"]) == gap


@pytest.mark.parametrize(
    "lines",
    [
        "1、加强领导。\n2、完善制度。\n3、学习经验。",
        "（二）规范程序。\n（三）拓宽渠道。",
        "（一）甲\n1.定人\n2.定责\n（二）乙\n1.定期\n（三）丙",
        "一是更新慢；二是形式少。下一步：一是勤更新；二是多形式；三是重培训。",
        "公开信息\n3.5万条，占\n12.8%。",
        "共三类：1、甲\n2、乙\n2022、丙",
    ],
)
def test_numbers_in_order_are_not_remarked_on(lines):
    assert found(lines, "numbering_gap") == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("下一步，柳树乡将继续加强政务公开队伍建设。", "柳树乡"),
        ("2022年柳树镇主动公开信息12条。", "柳树镇"),
        ("今后柳树乡人民政府将进一步完善制度。", "柳树乡"),
        ("特向社会公布柳树镇人民政府2022年度信息公开年度报告。", "柳树镇"),
        ("本报告由柳树镇党政办编制。", "柳树镇"),
        ("一年来，柳树乡通过微信群发布信息。", "柳树乡"),
        ("平台调整后，我局积极配合。", "我局"),
    ],
)
def test_another_body_that_speaks_as_the_reporter(line, name):
    [evidence] = found(line, "other_body_named", "5")
    assert (evidence["name"], evidence["own"]) == (name, "云山镇")


@pytest.mark.parametrize(
    "line",
    [
        "下一步，云山镇将继续加强队伍建设。",
        "清水县云山镇坚持以公开为常态。",
        "学习柳树镇先进经验，与柳树乡开展交流。",
        "原柳树乡并入后，我镇将继续做好公开。",
        "下一步，各乡镇将继续加强队伍建设，全镇将进一步完善制度。",
        "辖区街道坚持公开，乡镇始终高度重视。",
        "首页 > 信息公开 柳树镇2022年政府信息公开年报",
        "请与清水县政务公开办公室联系。",
        "我镇、我县、本镇都按要求公开，本乡本土、我乡镇干部。",
        "公开政府信息130条，具体包括镇政府公开信息年报1条，主要是街道公开信息2条。",
        "与石门乡、柳溪镇在边界事项上共同公开。",
    ],
)
def test_bodies_that_are_only_mentioned_are_not_remarked_on(line):
    assert found(line, "other_body_named", "5") == []


@pytest.mark.parametrize("office", ["住房与城乡建设局", "文化与旅游局"])
def test_a_bureau_whose_name_holds_a_small_word_is_named_like_any_other(office):
    story = {"5": told({}).narrative["5"] + f"2023年，{office}认真贯彻条例，做好政府信息公开工作。"}
    [finding] = check(told(story, "清水县财政局"))
    assert (finding.rule, finding.evidence["name"]) == ("other_body_named", office)


@pytest.mark.parametrize(("name", "line"), [("清水县司法局", "我镇认真落实条例。"), ("河西街道", "本乡认真落实条例。")])
def test_another_kind_of_body_s_word_for_itself(name, line):
    story = {"5": told({}).narrative["5"] + line}
    assert [f.rule for f in check(told(story, name))] == ["other_body_named"]
    assert [f.rule for f in check(told({"5": told({}).narrative["5"] + "我局落实条例。"}, "清水县司法局"))] == []


@pytest.mark.parametrize("line", ["2021年我镇收到公开申请3件。", "政府信息管理情况2021年，云山镇共制定规范性文件0件。"])
def test_figures_of_last_year_told_as_this_year_s(line):
    [evidence] = found(line, "stale_year")
    assert evidence["found"] == "2021年"


@pytest.mark.parametrize(
    "line",
    [
        "2022年我镇收到公开申请0件。",
        "2021年收到3件，2022年收到公开申请0件。",
        "与2021年公开30条相比有所增加。",
        "2021年12月发布的目录共30条。",
        "落实2021年制定的制度。",
    ],
)
def test_last_year_may_be_spoken_of(line):
    assert found(line, "stale_year") == []


def test_a_county_tells_of_its_townships():
    story = {"1": told({}).narrative["1"] + "柳树镇主动公开信息20条。"}
    assert {f.rule for f in check(told(story, "清水县"))} == set()


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda path: path.name.split(".")[0])
def test_published_layouts_have_no_remark_on_their_text_but_the_instruction_of_one(case):
    expected = {"instruction_left"} if case.name.startswith("X_") else set()
    assert {finding.rule for finding in check(read_report(document_of(case)))} & OF_THE_TEXT == expected


def test_an_excerpt_that_says_so_lacks_nothing():
    [report] = [read_report(file) for file in (ROOT / "data" / "demo" / "sample").rglob("云山镇_2020.txt")]
    assert check(report) == ()
