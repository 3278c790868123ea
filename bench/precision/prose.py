"""Faults in the prose, and lines that only look like faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bench.precision.fault import Fault, added, told, values, without_lines
from data.demo.draws import Draws
from data.model import Report
from data.numbers import plain

NEW_FORM = 2021
OTHERS = ("柳溪镇", "石门乡", "东湖街道", "沙河镇", "龙泉乡", "青石街道")
PARTS = ("（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障")


def _part_missing(report: Report, draws: Draws) -> Report | None:
    return without_lines(report, "1", draws.one(PARTS)) if report.year >= NEW_FORM else None


def _no_results(report: Report, draws: Draws) -> Report | None:
    if report.jurisdiction.kind == "街道":
        return None
    gone = without_lines(report, "1", "（五）监督保障")
    said = ("全年组织业务培训两次。", "年底考核合格，未发生责任追究。", "请群众评议一次，未追究责任。")
    return gone and added(gone, "1", f"（五）监督保障。{draws.one(said)}")


def _section(section: str, *texts: str) -> Callable[[Report, Draws], Report | None]:
    """A section that says only one of these."""
    return lambda report, draws: told(report, {section: draws.one(texts)})


def _section_gone(report: Report, draws: Draws) -> Report | None:
    return told(report, {draws.one(["5", "6"]): ""})


def _no_prose(report: Report, draws: Draws) -> Report | None:
    return replace(report, narrative={})


def _fees_missing(report: Report, draws: Draws) -> Report | None:
    return without_lines(report, "6", "处理费") if report.year >= NEW_FORM else None


def _unusual_period(report: Report, draws: Draws) -> Report | None:
    year, gone = report.year, without_lines(report, "0", "统计期限")
    periods = (
        f"{year}年1月1日起至{year}年12月30日止",
        f"{year}年1月1日至{year}年11月31日"[:-3] + "30日",
        f"{year}年3月1日起至{year}年12月31日止",
    )
    return gone and added(gone, "0", f"本报告所列数据的统计期限自{draws.one(periods)}。")


def _instruction(report: Report, draws: Draws) -> Report | None:
    lines = (
        "该部分以表格形式报告。表格如下：", "（文字描述）", "（本部分应写明主动公开、依申请公开等内容）",
        "（请各单位按实际情况填写）", "××镇高度重视公开工作。", "XX乡人民政府切实加强公开工作。", "全年举办培训XX次。",
        "（此处填写工作亮点）", "某某镇在便民中心设专区。", "接受咨询×××件。",
    )  # fmt: skip
    return added(report, draws.one(["1", "2", "5"]), draws.one(lines))


def _other_body(report: Report, draws: Draws) -> Report | None:
    said = (
        "下一步，{other}将继续加强队伍建设。", "{other}坚持把公开作为服务群众的抓手。",
        "{year}年，{other}主动公开信息有所增加。",
        "今后，{other}将进一步完善制度。", "{year}年{other}严格落实条例要求。", "本节由{other}党政办公室编制。",
        "一年来，{other}在公开工作上做了不少尝试。", "我局按照要求更新目录。", "围绕审批提速，{other}做了专题公开。",
    )  # fmt: skip
    line = draws.one(said).format(other=draws.one(OTHERS), year=report.year)
    return added(report, draws.one(["1", "5"]), line)


def _stale_year(report: Report, draws: Draws) -> Report | None:
    lines = (
        "{last}年，全镇发布政务信息{n}条。", "{last}年度共受理公开申请{n}件。", "{last}年制定规范性文件{n}件。",
        "截至{last}年底，公开栏更新{n}次。",
    )  # fmt: skip
    return added(report, "1", draws.one(lines).format(last=report.year - 1, n=draws.between(2, 90)))


def _gap(report: Report, draws: Draws) -> Report | None:
    lines = (
        "1.学习条例\n2.更新目录\n4.回应关切", "1、定人员\n2、定栏目\n3、定时限\n5、定责任",
        "主要做法：一是抓学习；二是抓审核；四是抓更新。", "（1）建台账\n（2）勤更新\n（4）常检查",
        "一、建立台账\n二、定期更新\n四、接受监督",
    )  # fmt: skip
    return added(report, "5", draws.one(lines))


def _damaged_date(report: Report, draws: Draws) -> Report | None:
    year = report.year
    lines = (
        f"{year}年 月 日召开公开工作推进会。", f"目录于{year}{draws.between(1, 9)}月1日更新。",
        f"{year}{year % 100}年公开工作有序开展。",
        f"办法自年{draws.between(1, 9)}月1日起执行。", f"{year}年6月31日举办培训。", f"{year}年4月 日举办培训。",
        f"目录于{year}{draws.between(11, 19)}日更新。",
    )  # fmt: skip
    return added(report, "1", draws.one(lines))


def _prose_disagrees(report: Report, draws: Draws) -> Report | None:
    new = values(report).get("3.new.total")
    line = re.search(r"收到公开申请(\d+)件", report.narrative["1"])
    if not new or not line:
        return None
    said = draws.one((f"收到公开申请{new + draws.between(20, 90)}件", "没有收到公开申请，"))
    return told(report, {"1": report.narrative["1"].replace(line[0], said)})


def _another_year(report: Report, draws: Draws) -> Report | None:
    lines = (
        ("0", "本报告为{last}年度报告。"), ("1", "现将{last}年公开工作情况报告如下："),
        ("1", "{last}年，我们围绕群众关切不断加强公开工作。"), ("6", "以上是{last}年公开工作的情况。"),
        ("0", "本报告中所有数据均为{last}年数据。"),
    )  # fmt: skip
    section, line = draws.one(lines)
    return added(report, section, line.format(last=report.year - 1))


def _signed_early(report: Report, draws: Draws) -> Report | None:
    return replace(report, published=f"{report.year}-01-{draws.between(10, 28)}")


FIGURES = {
    "2.licences.decisions": "全年作出行政许可决定{n}件。",
    "2.penalties.decisions": "作出行政处罚决定{n}件。",
    "2.documents.made": "制发行政规范性文件{n}件。",
    "2.procurement.projects": "全年政府集中采购项目{n}个。",
    "2.procurement.amount": "全年政府集中采购总金额{n}元。",
    "4.reviews.total": "因政府信息公开工作引起行政复议{n}件。",
}


def _figure_disagrees(report: Report, draws: Draws) -> Report | None:
    figures = values(report)
    code = draws.one([code for code in FIGURES if code in figures])
    return added(report, "1", FIGURES[code].format(n=plain(figures[code] + draws.between(1, 9))))


NUMBERED = frozenset({"numbering_gap"})  # a paragraph that is gone leaves a gap
PROSE = [
    Fault("overview_parts_missing", _part_missing, NUMBERED | {"oversight_results_missing"}),
    Fault("oversight_results_missing", _no_results, frozenset({"overview_parts_missing"})),
    Fault("problems_missing", _section("5", "公开工作有序开展，群众反映良好。", "（略）", "无。")),
    Fault("improvement_missing", _section("5", "公开目录不够细。", "人手紧张，更新不及时的问题比较突出。")),
    Fault(
        "last_year_problems", _section("5", "部分栏目更新慢，存在不足。下一步将加强检查。", "形式单一。今后丰富形式。")
    ),
    Fault("section_missing", _section_gone),
    Fault("prose_missing", _no_prose),
    Fault("fee_report_missing", _fees_missing),
    Fault("period_missing", lambda report, draws: without_lines(report, "0", "统计期限")),
    Fault("contact_missing", lambda report, draws: without_lines(report, "0", "地址")),
    Fault("period_unusual", _unusual_period, frozenset({"date_damaged"})),
    Fault("instruction_left", _instruction),
    Fault("other_body_named", _other_body),
    Fault("stale_year", _stale_year, frozenset({"prose_disagrees", "prose_figure_disagrees"})),
    Fault("prose_year_disagrees", _another_year),
    Fault("signed_early", _signed_early),
    Fault("numbering_gap", _gap),
    Fault("date_damaged", _damaged_date),
    Fault("prose_disagrees", _prose_disagrees),
    Fault("prose_figure_disagrees", _figure_disagrees),
]

# Lines that are right, each of the kind that a careless rule would remark on.
HARMLESS = (
    ("1", "学习柳溪镇的先进经验，与石门乡开展交流。"),
    ("1", "辖区各村（社区）、全体乡镇干部坚持按目录公开。"),
    ("1", "公开行政许可信息12条，公示行政处罚30条。"),
    ("1", "每年3月31日前更新目录，次年1月31日前公布年报。"),
    ("1", "没有收到对政府信息公开行政复议决定不服的申诉。"),
    ("1", "微信公众号关注用户2300人，受理12345热线工单56件，未发生一起投诉。"),
    ("1", "如收到公开申请，自收到之日起20个工作日内答复；预计下一年收到5件。"),
    ("1", "群众在服务大厅填写申请表，说明如下：当场受理。"),
    ("1", "月均公开20条，日均阅读300余次，办理12345热线工单86件。"),
    ("5", "主要做法：一是抓培训；二是抓审核；三是抓更新。"),
    ("5", "（一）建立台账\n1.定人员\n2.定时限\n（二）接受监督\n1.公开电话\n2.定期回访"),
    ("5", "1、学习条例\n2、更新目录\n3、回应关切"),
    ("6", "该部分没有其他情况。"),
    ("1", "落实去年制定的制度，比上年多公开12条。"),
    ("1", "组织各村（社区）到柳溪镇、石门乡学习，共同办好边界村公开栏。"),
)


def true_lines(report: Report) -> list[tuple[str, str]]:
    """Lines that give figures just as the tables do."""
    figures = values(report)
    exact = [("1", line.format(n=plain(figures[code]))) for code, line in FIGURES.items() if code in figures]
    if amount := figures.get("2.procurement.amount"):
        exact.append(("1", f"全年政府集中采购总金额{plain(round(amount / 10_000, 2))}万元。"))
    return exact
