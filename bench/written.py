"""What was measured, written into docs/performance.md: each section between `<!-- NAME -->` and `<!-- /NAME -->`."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.paired import Row

DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"
LIBRARIES = ("streamlit", "pandas", "plotly", "duckdb", "pyarrow")
HEADER = ("项目", "本程序（毫秒）", "下限（毫秒）", "倍数", "目标", "达到")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all but the first column is set to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def milliseconds(value: float) -> str:
    """Three digits: 0.123, 12.3, 1,234."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def compared(rows: Iterable[Row], goal: float | None = None, header: Sequence[str] = HEADER) -> str:
    """The table of `paired`; with a goal for the ratio, whether each meets it."""

    def line(row: Row) -> list[str]:
        said = [row.name, milliseconds(row.ours), milliseconds(row.floor), f"{row.ratio:.2f}"]
        return said if goal is None else [*said, f"≤ {goal:g}", "是" if row.ratio <= goal else "否"]

    return table(header if goal is not None else header[:4], map(line, rows))


def machine() -> str:
    """When and where it was measured, and with what."""
    libraries = "，".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{date.today():%Y-%m-%d}，{_processor()}，{os.cpu_count()} 核，{_memory()}{platform.system()}；"
        f"Python {platform.python_version()}，{libraries}。{_load()}"
    )


def _processor() -> str:
    return _line("/proc/cpuinfo", r"model name\s*:\s*(.+)") or platform.processor() or platform.machine()


def _memory() -> str:
    """Of Linux; elsewhere nothing is said."""
    found = _line("/proc/meminfo", r"MemTotal:\s*(\d+) kB")
    return f"内存 {int(found) / 2**20:.0f} GB，" if found else ""


def _load() -> str:
    """How busy the machine was, where it tells."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f"开始时的系统负载（15分钟平均）为 {os.getloadavg()[2]:.1f}。"


def _line(file: str, pattern: str) -> str:
    path = Path(file)
    found = re.search(pattern, path.read_text(encoding="utf-8")) if path.exists() else None
    return found[1].strip() if found else ""


def put(section: str, text: str, document: Path = DOCUMENT) -> None:
    """Write a section of the document anew. Raises ValueError if it has no place for it."""
    whole = document.read_text(encoding="utf-8")
    before, start, rest = whole.partition(f"<!-- {section} -->\n")
    _, end, after = rest.partition(f"<!-- /{section} -->")
    if not end:
        raise ValueError(f"{document.name} has no place for {section}")
    document.write_text(f"{before}{start}\n{text}\n\n{end}{after}", encoding="utf-8", newline="\n")
