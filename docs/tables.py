"""The long tables of the documents, rewritten from the code: `python docs/tables.py`.

A table stands between `<!-- NAME -->` and `<!-- /NAME -->`; everything else in the documents is written by hand.
`defects.yaml` beside this file holds what only people know about defects; rules explain themselves in words/rules/.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from typer.models import OptionInfo

import words
from analytics.measures import CATEGORIES, MEASURES, Measure
from cli.main import COMMANDS, command
from words.rules import Rule

DOCS = Path(__file__).parent
PLANTED = "test_planted_defect"  # of tests/docs/test_defects.py


def declared(name: str) -> Any:
    """One of the YAML files beside this."""
    return yaml.safe_load((DOCS / f"{name}.yaml").read_text(encoding="utf-8"))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _parts(parts: Iterable[tuple[str, str]]) -> str:
    """Tables under headings of their own."""
    return "\n\n".join(f"### {heading}\n\n{table}" for heading, table in parts)


def _comparable(measure: Measure) -> str:
    if not measure.forms:
        return "取自正文"
    if len(measure.forms) == 1:
        return f"仅{measure.forms[0]}年格式"
    return "各种格式可比" if measure.comparable else "各种格式不可比，分段"


def measures() -> str:
    """Every measure of the catalogue, by category."""
    header = ("指标", "代码", "单位", "计算方法", "可比性", "说明")

    def row(measure: Measure) -> tuple[str, ...]:
        why = (
            measure.why["zh"]
            + ("低为好。" if measure.polarity == "low" else "")
            + ("时点数。" if measure.stock else "")
        )
        unit, formula = measure.unit, measure.formula("zh")
        return measure.label["zh"], f"`{measure.code}`", unit, formula, _comparable(measure), why

    return _parts(
        (category.label["zh"], _table(header, (row(MEASURES[code]) for code in category.measures)))
        for category in CATEGORIES.values()
    )


def rules() -> str:
    """Every rule of finding, by group, with its wording."""

    def row(code: str, rule: Rule) -> tuple[str, ...]:
        severity = words.say(f"unit.severity_{rule.severity}", "zh")
        return f"`{code}`", severity, rule.fires.zh, re.sub(r"\{\w+\}", "…", rule.sentence.zh)

    header = ("规则", "类别", "什么情况下提出", "怎么说")
    return _parts(
        (one.group.zh, _table(header, (row(*entry) for entry in one.rules.items()))) for one in words.rules.groups()
    )


def defects() -> str:
    """Every defect, by group: read through or told, and the tests that hold it."""

    def row(defect: dict[str, Any]) -> tuple[str, ...]:
        codes = [f"`{code}`" for code in defect.get("rules", ())]
        tests = [f"`{PLANTED}[{code}]`" for code in defect.get("planted", ())]
        tests += [f"`{test}`" for test in defect.get("tests", ())]
        return defect["defect"], defect["how"], "、".join(codes) or "—", "<br>".join(tests)

    header = ("缺陷", "怎么处理", "提示", "测试")
    return _parts((group, _table(header, map(row, found))) for group, found in declared("defects").items())


def _chinese(help: str | None) -> str:
    """A help text in Chinese, whatever language the command line was loaded in."""
    entries = words.family("cli").values()
    return next((entry["zh"] for entry in entries if help in entry.values()), help or "")


def _parameter(name: str, hint: Any, default: Any) -> tuple[str, str, str]:
    """How a parameter is written, what it may be, and its help, from its annotation."""
    kind, info = typing.get_args(hint)[:2]
    written = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]  # Typer keeps them so
    if not written:
        written = [f"--{name}" if isinstance(info, OptionInfo) else name.upper()]
    literals = [part for part in (kind, *typing.get_args(kind)) if typing.get_origin(part) is Literal]
    allowed = "、".join(f"`{choice}`" for part in literals for choice in typing.get_args(part))
    usual = "必填" if default is inspect.Parameter.empty else "" if default in (None, False) else f"默认 `{default}`"
    return "、".join(f"`{one}`" for one in written), "；".join(filter(None, (allowed, usual))), _chinese(info.help)


def parameters(command: Callable[..., None]) -> list[tuple[str, str, str]]:
    """All parameters of a command of the terminal."""
    hints = typing.get_type_hints(command, include_extras=True)
    given = inspect.signature(command).parameters
    return [_parameter(name, hints[name], one.default) for name, one in given.items()]


def commands() -> str:
    """Every command of the terminal with its arguments and options."""
    header = ("参数", "取值", "说明")
    return _parts(
        (f"gongkai {one.__name__}", f"{_chinese(one.__doc__)}\n\n{_table(header, parameters(one))}")
        for one in map(command, COMMANDS)
    )


TABLES = {
    "method.md": {"measures": measures, "rules": rules, "defects": defects},
    "operations.md": {"commands": commands},
}


def written(document: str) -> str:
    """The document with its tables as they should be."""
    text = (DOCS / document).read_text(encoding="utf-8")
    for name, table in TABLES[document].items():
        before, start, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        if not end:
            raise ValueError(f"{document} has no place for {name}")
        text = f"{before}{start}\n{table()}\n\n{end}{after}"
    return text


if __name__ == "__main__":
    for document in TABLES:
        (DOCS / document).write_text(written(document), encoding="utf-8", newline="\n")
