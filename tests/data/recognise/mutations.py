"""Reports with the defects that published ones have, in the layouts that they come in, for measuring the reader.

A `Mutant` starts as a true report; defects change what is printed and note which cells the print no longer holds;
a layout prints it. `verdicts` then compares what was read with the truth.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape

from opencc import OpenCC

from data import readers
from data.demo.render.parts import Heading, Prose, Table, Title, parts
from data.demo.render.table import Printed
from data.model import Report, Status
from data.recognise import recognise
from data.recognise.numerals import is_value
from tests import factory

Row = list[Printed]


@dataclass
class Mutant:
    """A report in the making: lines and tables, the truth, the cells that are lost, what was done."""

    report: Report
    items: list[str | list[Row]]
    truth: dict[str, Decimal]
    rng: random.Random
    lost: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)

    @property
    def tables(self) -> list[list[Row]]:
        return [item for item in self.items if not isinstance(item, str)]

    def each(self, change: Callable[[Printed], Printed]) -> None:
        for table in self.tables:
            for row in table:
                row[:] = [change(cell) for cell in row]

    def labels(self, change: Callable[[str], str], share: float) -> None:
        self.each(lambda c: c if c.code or c.covered or self.rng.random() > share else replace(c, text=change(c.text)))


def mutant(seed: int) -> Mutant:
    """A true report, drawn by seed."""
    rng = random.Random(seed)
    year = rng.randint(2019, 2025)
    form = "2019" if year < 2021 or rng.random() < 0.2 else "2021"
    form2 = form if rng.random() < 0.9 else rng.choice(["2019", "2021"])
    name = rng.choice(["云山镇", "白芦街道", "石榴河镇", "桐岭乡", "鹤湾镇", "沙坪镇"])
    report = factory.report(seed, name, year, forms={"2": form2, "3": form, "4": form}, busy=rng.random() < 0.7)
    items: list[str | list[Row]] = []
    for part in parts(report):
        items.append(part.rows if isinstance(part, Table) else part.text)
        assert isinstance(part, Title | Heading | Prose | Table)
    truth = {r.indicator: r.value for r in report.readings if r.value is not None}
    return Mutant(report, items, truth, rng)


# Defects ----------------------------------------------------------------------------------------------------

_RADICALS = {
    "二": "⼆",
    "行": "⾏",
    "文": "⽂",
    "人": "⼈",
    "一": "⼀",
    "民": "⺠",
    "门": "⻔",
    "长": "⻓",
    "见": "⻅",
    "自": "⾃",
    "方": "⽅",
}
_TRADITIONAL = OpenCC("s2t").convert


def zeros_as(sign: str) -> Callable[[Mutant], None]:
    def change(m: Mutant) -> None:
        m.each(lambda c: replace(c, text=sign) if c.code and c.text == "0" else c)

    return change


def radicals(m: Mutant) -> None:
    m.labels(lambda text: "".join(_RADICALS.get(char, char) for char in text), 1)
    m.items = [i if not isinstance(i, str) else "".join(_RADICALS.get(char, char) for char in i) for i in m.items]


def traditional(m: Mutant) -> None:
    pinyin = {"數": "(shù)", "項": "(xiàng)", "規": "(guī)", "務": "(wù)", "總": "", "開": "", "處": ""}

    def turn(text: str) -> str:
        return "".join(char + pinyin.get(char, "") for char in _TRADITIONAL(text))

    m.labels(turn, 1)
    m.items = [turn(item) if isinstance(item, str) else item for item in m.items]


def blanks_in_labels(m: Mutant) -> None:
    m.labels(lambda text: " ".join(text) if len(text) < 8 else text, 0.5)


def cut_labels(m: Mutant) -> None:
    """The last characters of long labels lost."""
    m.labels(lambda text: text[: -m.rng.randint(1, 3)] if len(text) > 8 else text, 0.2)


def cut_heads(m: Mutant) -> None:
    heads = {
        "本年制发件数": "本年发件",
        "现行有效件数": "现行有效件",
        "本年新制作数量": "本年新",
        "本年新公开数量": "本年新",
    }
    m.labels(lambda text: heads.get(text, text), 1)


def captions_cut(m: Mutant) -> None:
    m.labels(lambda text: "第二十条第" if text.startswith("第二十条") else text, 1)


def captions_lost(m: Mutant) -> None:
    for table in m.tables:
        table[:] = [row for row in table if not row[0].text.startswith("第二十条")]


def headings_lost(m: Mutant) -> None:
    m.items = [i for i in m.items if not (isinstance(i, str) and i[:2] in {f"{n}、" for n in "一二三四五六"})]


def numbering_lost(m: Mutant) -> None:
    m.labels(lambda text: text.split("、", 1)[-1] if text[1:2] == "、" else text.lstrip("12345678."), 0.3)


def old_row_label(m: Mutant) -> None:
    m.labels(lambda text: "规范性文件" if text == "行政规范性文件" else text, 1)


def explained(m: Mutant) -> None:
    m.labels(
        lambda text: text + "（按实际填写）" if text in ("规范性文件", "行政许可", "本年增/减", "采购总金额") else text,
        1,
    )


def head_missing(m: Mutant) -> None:
    for table in m.tables:
        for row in table:
            row[:] = [cell for cell in row if cell.text != "自然人"]


def head_twice(m: Mutant) -> None:
    m.labels(lambda text: "本年新制作数量" if text == "本年新公开数量" else text, 1)


def notes(m: Mutant) -> None:
    m.each(
        lambda c: (
            replace(c, text=c.text + "（其中转办1件）") if c.code and c.text.isdigit() and m.rng.random() < 0.1 else c
        )
    )


def counted(m: Mutant) -> None:
    m.each(lambda c: replace(c, text=c.text + "件") if c.code and c.code[0] != "2" and c.text.isdigit() else c)


def other_row(m: Mutant) -> None:
    for table in m.tables:
        for index, row in enumerate(table):
            if row[0].text in ("规范性文件", "行政规范性文件"):
                table.insert(
                    index + 1, [Printed("其他主动公开文件"), *(Printed(str(m.rng.randint(0, 99))) for _ in row[1:])]
                )
                return


def text_values(m: Mutant) -> None:
    def change(c: Printed) -> Printed:
        if c.code and m.rng.random() < 0.02:
            m.lost.add(c.code)
            return replace(c, text=m.rng.choice(["见附件", "详见附表", "未统计"]))
        return c

    m.each(change)


def totals_only(m: Mutant) -> None:
    def change(c: Printed) -> Printed:
        if c.code and c.code[0] == "3" and not c.code.endswith(".total"):
            m.lost.add(c.code)
            return replace(c, text="")
        return c

    m.each(change)


def table_lost(m: Mutant) -> None:
    gone = m.rng.choice(m.tables)
    m.lost |= {cell.code for row in gone for cell in row if cell.code}
    m.items = [item for item in m.items if item is not gone]


def rows_lost(m: Mutant) -> None:
    for table in m.tables:
        for row in [row for row in table if sum(1 for c in row if c.code) == 7 and m.rng.random() < 0.15]:
            m.lost |= {cell.code for cell in row if cell.code}
            table.remove(row)


def wrong_sums(m: Mutant) -> None:
    def change(c: Printed) -> Printed:
        if c.code and c.text.isdigit() and m.rng.random() < 0.02:
            m.truth[c.code] += 1 if "fees.amount" not in c.code else 10000
            return replace(c, text=str(int(c.text) + 1))
        return c

    m.each(change)


def prose_between(m: Mutant) -> None:
    m.items = [
        part
        for item in m.items
        for part in (
            ["该部分以表格形式报告。表格如下：", item, "注：数据截至12月31日。"]
            if not isinstance(item, str)
            else [item]
        )
    ]


def second_number_form(m: Mutant) -> None:
    m.labels(lambda text: text.replace(".", "、", 1) if text[:1].isdigit() else text, 1)


def half_width(m: Mutant) -> None:
    m.labels(lambda text: text.replace("（", "(").replace("）", ")").replace("，", ","), 1)


DEFECTS: dict[str, Callable[[Mutant], None]] = {
    f.__name__: f
    for f in (
        *(radicals, traditional, blanks_in_labels, cut_labels, cut_heads, captions_cut, captions_lost, headings_lost),
        *(numbering_lost, old_row_label, explained, head_missing, head_twice, notes, counted, other_row, text_values),
        *(totals_only, table_lost, rows_lost, wrong_sums, prose_between, second_number_form, half_width),
    )
} | {
    "zeros_blank": zeros_as(""),
    "zeros_slash": zeros_as("/"),
    "zeros_dash": zeros_as("—"),
    "zeros_none": zeros_as("无"),
}


# Layouts ----------------------------------------------------------------------------------------------------


def flat(table: list[Row]) -> list[list[str]]:
    return [[cell.text for cell in row if not cell.covered] for row in table]


def _lines(m: Mutant, gap: int, keep_blank: bool = True, split: bool = False) -> str:
    """One cell a line; a blank cell is a blank paragraph, or vanishes."""
    out: list[str] = []
    for item in m.items:
        cells = [item] if isinstance(item, str) else [text for row in flat(item) for text in row if text or keep_blank]
        for text in cells:
            if (
                split
                and not isinstance(item, str)
                and 6 <= len(text) <= 16
                and m.rng.random() < 0.2
                and not text[0].isdigit()
            ):
                cut = len(text) // 2
                out += [text[:cut], *[""] * gap, text[cut:], *[""] * gap]
            else:
                out += [text, *[""] * gap]
    return "\n".join(out)


def in_rows(m: Mutant, before: str, between: str, after: str) -> str:
    out = []
    for item in m.items:
        out += [item] if isinstance(item, str) else [before + between.join(row) + after for row in flat(item)]
    return "\n".join(out)


def spaced(m: Mutant) -> str:
    return in_rows(m, "", " ", "")


def markdown(m: Mutant) -> str:
    out = []
    for item in m.items:
        if isinstance(item, str):
            out += [item, ""]
        else:
            for index, row in enumerate(flat(item)):
                out += ["| " + " | ".join(row) + " |", *(["|" + "---|" * len(row)] if index == 0 else [])]
            out.append("")
    return "\n".join(out)


def one_line(m: Mutant) -> str:
    return " ".join(
        item if isinstance(item, str) else " ".join("| " + " | ".join(row) + " |" for row in flat(item))
        for item in m.items
    )


def one_line_spaced(m: Mutant) -> str:
    return " ".join(
        item if isinstance(item, str) else " ".join(" ".join(row) for row in flat(item)) for item in m.items
    )


def glued(m: Mutant) -> str:
    return in_rows(m, "", "", "")


def paged(m: Mutant) -> str:
    """Spaced rows with page numbers between, and long labels broken round their numbers."""
    out: list[str] = []
    for item in m.items:
        rows = [[item]] if isinstance(item, str) else flat(item)
        for row in rows:
            values = [text for text in row if is_value(text)]
            label = "".join(text for text in row if text not in values)
            if values and len(label) > 20:
                out += [label[:18], " ".join(values), label[18:]]
            else:
                out.append(" ".join(row))
            if m.rng.random() < 0.05:
                out.append(f"— {m.rng.randint(1, 9)} —")
    return "\n".join(out)


def _spanned(cell: Printed, blank: str = "") -> str:
    return f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text) or blank}</td>'


def _page(m: Mutant, cells: Callable[[Row], Iterable[str]]) -> str:
    """A web page; `cells` gives those of one row of a table."""
    out = []
    for item in m.items:
        if isinstance(item, str):
            out.append(f"<p>{escape(item)}</p>")
        else:
            rows = ("<tr>" + "".join(cells(row)) + "</tr>" for row in item)
            out.append("<table>" + "".join(rows) + "</table>")
    return "<html><body>" + "".join(out) + "</body></html>"


def page(m: Mutant) -> str:
    """A web page with true spans."""
    return _page(m, lambda row: (_spanned(c, "&nbsp;") for c in row if not c.covered))


def page_without_spans(m: Mutant) -> str:
    """A web page whose spans an editor lost: every position is a cell, covered ones empty."""
    return _page(m, lambda row: (f"<td>{escape(c.text)}</td>" + "<td></td>" * (c.columns - 1) for c in row))


def page_short_rows(m: Mutant) -> str:
    """A web page whose editor threw blank cells out of the rows."""
    return _page(m, lambda row: (_spanned(c) for c in row if not c.covered and (c.text or not c.code)))


LAYOUTS: dict[str, tuple[str, Callable[[Mutant], str], bool]] = {
    "dense": ("txt", lambda m: _lines(m, 0, keep_blank=False), False),
    "lines": ("txt", lambda m: _lines(m, 1), True),
    "lines_split": ("txt", lambda m: _lines(m, 1, split=True), True),
    "lines_wide": ("txt", lambda m: _lines(m, 2), True),
    "lines_blanks_lost": ("txt", lambda m: _lines(m, 1, keep_blank=False), False),
    "tabs": ("txt", lambda m: in_rows(m, "", "\t", ""), True),
    "bars_behind": ("txt", lambda m: in_rows(m, "", " | ", " |"), True),
    "markdown": ("txt", markdown, True),
    "one_line": ("txt", one_line, True),
    "spaced": ("txt", spaced, False),
    "one_line_spaced": ("txt", one_line_spaced, False),
    "paged": ("txt", paged, False),
    "glued": ("txt", glued, False),
    "page": ("html", page, True),
    "page_without_spans": ("html", page_without_spans, True),
    "page_short_rows": ("html", page_short_rows, False),
}


def made(seed: int, layout: str | None = None, defects: list[str] | None = None) -> tuple[Mutant, str, bytes]:
    """A mutant by seed with up to three defects; its file name and content."""
    m = mutant(seed)
    layout = layout or m.rng.choice(list(LAYOUTS))
    chosen = m.rng.sample(list(DEFECTS), m.rng.randint(0, 3)) if defects is None else defects
    for name in chosen:
        DEFECTS[name](m)
        m.done.append(name)
    suffix, render, _ = LAYOUTS[layout]
    m.done.append(layout)
    return m, f"x.{suffix}", render(m).encode()


def verdicts(m: Mutant, name: str, content: bytes) -> tuple[Counter[str], list[str]]:
    """right, doubtful, flagged, missing and WRONG cells, and a line on each of the WRONG."""
    read = recognise(readers.read(name, content))
    count: Counter[str] = Counter()
    wrong = []
    if (read.jurisdiction.name, read.year) != (m.report.jurisdiction.name, m.report.year):
        wrong.append(f"{read.jurisdiction.name} {read.year}, not {m.report.jurisdiction.name} {m.report.year}")
    for reading in read.readings:
        code = reading.indicator
        if code not in m.truth or reading.row_label:
            if reading.value and reading.status is Status.REPORTED and not reading.row_label and code[0] != "p":
                wrong.append(f"{code}: not in the report, read {reading.raw!r}")
            continue
        want = Decimal(0) if code in m.lost else m.truth[code]
        sure = reading.status not in (Status.DOUBTFUL, Status.MISSING)
        if code in m.lost:
            if reading.value is not None and sure:
                wrong.append(f"{code}: lost, read {reading.raw!r}")
            continue
        right = (reading.value or Decimal(0)) == want
        if reading.status is Status.MISSING:
            count["missing"] += 1
        elif right and (sure or reading.value is not None):
            count["right" if sure else "doubtful"] += 1
        elif not sure:
            count["flagged"] += 1
        else:
            wrong.append(f"{code}: want {want}, read {reading.raw!r} {reading.status}")
    count["WRONG"] = len(wrong)
    return count, wrong
