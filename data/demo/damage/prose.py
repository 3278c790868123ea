"""Titles, dates, prose and characters that went wrong, and what pages put round a report."""

from __future__ import annotations

import re

from data.demo.damage.proof import Damage, Proof
from data.demo.draws import Draws
from data.demo.render.parts import Heading, Prose, Table, Title
from data.demo.render.table import Printed
from data.model import Report

TEXT = frozenset({"txt"})
PAGES = frozenset({"html"})
WITH_BYTES = frozenset({"txt", "html"})


def _title_scrambled(proof: Proof, draws: Draws) -> None:
    proof.parts = [
        Title(re.sub("工作年度报告|年度政府信息公开工作年度报告", "工作告年度报", part.text))
        if isinstance(part, Title)
        else part
        for part in proof.parts
    ]


def _date_damaged(proof: Proof, draws: Draws) -> None:
    """202111日: characters of the date are gone."""
    proof.each_prose(lambda text: re.sub(r"^(\d{4})年(\d+)月(\d+)日$", r"\1\2\3日", text))


def _other_body(proof: Proof, draws: Draws) -> None:
    """A paragraph was copied from a neighbour's report."""
    at = next(
        place for place, part in enumerate(proof.parts) if isinstance(part, Heading) and part.text.startswith("五")
    )
    proof.parts.insert(at + 1, Prose("下一步，柳树乡将继续加强政务公开队伍建设，提高业务水平。"))


def _text_against_table(proof: Proof, draws: Draws) -> None:
    """The prose counts one application more than the table."""
    proof.each_prose(lambda text: re.sub(r"(收到公开申请)(\d+)件", lambda m: f"{m[1]}{int(m[2]) + 1}件", text))


def _instruction_left(proof: Proof, draws: Draws) -> None:
    proof.before_tables(Prose("该部分以表格形式报告。表格如下："))


def _page_furniture(proof: Proof, draws: Draws) -> None:
    """Navigation and a table of metadata stand before the report."""
    title = next(part.text for part in proof.parts if isinstance(part, Title))
    year = proof.report.year
    facts = [
        ("索 引 号", f"X{draws.between(100000, 999999)}/{year + 1}-00{draws.between(100, 999)}"),
        ("发布机构", "政务公开办公室"),
    ]
    facts += [("名    称", title), ("发布日期", f"{year + 1}-01-{draws.between(10, 28)}")]
    rows = [[Printed(name), Printed(fact)] for name, fact in facts]
    proof.parts = [
        Prose(f"首页 > 政府信息公开 > 年度报告 > {year + 1}年"),
        Table("", rows),
        *proof.parts,
        Prose("【打印本页】【关闭窗口】"),
    ]


def _in(encoding: str) -> Damage:
    def do(proof: Proof, draws: Draws) -> None:
        proof.encoding = encoding

    return Damage(do, WITH_BYTES)


def read_as_gbk(text: str) -> str:
    """UTF-8 that was taken for GBK and saved: 政府 → 鏀垮簻, and where the bytes make no character, one is lost."""
    return text.encode().decode("gb18030", errors="replace")


def _garbled(proof: Proof, draws: Draws) -> None:
    proof.each_text(read_as_gbk)
    for section in "234":
        proof.doubt |= proof.codes(section)


def _broken_up(proof: Proof, draws: Draws) -> None:
    proof.broken_up = True


def _unruled(proof: Proof, draws: Draws) -> None:
    proof.ruled = False


def _period_of_last_year(proof: Proof, draws: Draws) -> None:
    """The line on the period was left as it stood in last year's report."""
    year = proof.report.year
    proof.each_prose(lambda text: text.replace(str(year), str(year - 1)) if "统计期限" in text else text)


def _one_line(proof: Proof, draws: Draws) -> None:
    proof.layout, proof.one_line = "bars", True


def _scanned(proof: Proof, draws: Draws) -> None:
    """From the first table on the pages were printed, stamped and scanned."""
    for section in "234":
        proof.lost |= proof.codes(section)
    at = next(place for place, part in enumerate(proof.parts) if isinstance(part, Heading) and part.text[0] == "二")
    proof.parts, proof.scans = proof.parts[:at], 3


def _asked(report: Report) -> bool:
    return "收到公开申请" in report.narrative["1"] and any(
        char.isdigit() for char in report.narrative["1"].split("收到公开申请")[1][:1]
    )


def _filled(report: Report) -> bool:
    return all(reading.raw for reading in report.readings)


PROSE = {
    "title_scrambled": Damage(_title_scrambled),
    "date_damaged": Damage(_date_damaged),
    "period_of_last_year": Damage(_period_of_last_year),
    "other_body_named": Damage(_other_body),
    "text_against_table": Damage(_text_against_table, fit=_asked),
    "instruction_left": Damage(_instruction_left),
    "page_furniture": Damage(_page_furniture, PAGES),
    "text_broken_up": Damage(_broken_up, PAGES),
    "no_ruling_lines": Damage(_unruled, frozenset({"pdf"})),
    "scanned": Damage(_scanned, frozenset({"pdf"})),
    "page_in_one_line": Damage(_one_line, TEXT, _filled),
    "gb18030": _in("gb18030"),
    "utf_16": _in("utf-16"),
    "utf_8_read_as_gbk": Damage(_garbled, TEXT, lambda report: "\ufffd" not in read_as_gbk(report.title)),
}
