"""The prose of a made-up report: short, its own words, its figures those of the tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.demo.draws import Draws
from data.demo.figures import Figures
from data.demo.units import Unit

TITLES = (
    "{county}{body}{year}年政府信息公开工作年度报告",
    "{body}{year}年政府信息公开工作年度报告",
    "{name}{year}年度政府信息公开工作年度报告",
)


@cache
def _sentences() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "prose.yaml").read_text(encoding="utf-8"))


def body(name: str, kind: str) -> str:
    """A body's full name, as it signs: 砚驿镇人民政府, 星驿街道办事处; others sign with their own name."""
    return name + {"镇": "人民政府", "乡": "人民政府", "街道": "办事处"}.get(kind, "")


def title(unit: Unit, year: int, style: int) -> str:
    """The report's title in one of the usual wordings."""
    full = body(unit.name, unit.kind)
    return TITLES[style % len(TITLES)].format(county=unit.county, body=full, name=unit.name, year=year)


def _channels(draws: Draws, items: int) -> dict[str, int]:
    wechat, board = int(items * (0.1 + 0.25 * draws.share())), int(items * 0.2 * draws.share())
    return {"items": items, "website": items - wechat - board, "wechat": wechat, "board": board}


def narrative(draws: Draws, unit: Unit, year: int, figures: Figures, items: int, absent: set[str]) -> dict[str, str]:
    """Prose by section number, "0" before the first heading.

    `items` were disclosed in the year; the tables in `absent` are said to be attached.
    """
    applied = {row: int(figures[f"3.{row}.total"]) for row in ("new", "carried_in", "closed", "carried_out")}
    values = {
        "name": unit.name, "county": unit.county, "body": body(unit.name, unit.kind), "year": year,
        "trainings": draws.between(1, 4), "fee": 0, **applied, **_channels(draws, items),
    }  # fmt: skip

    def say(key: str) -> str:
        sentences = _sentences()[key]
        return (sentences if isinstance(sentences, str) else draws.one(sentences)).format(**values)

    asked = "applications_attached" if "3" in absent else "applications" if any(applied.values()) else "no_applications"
    slots = {
        "0": ("opening", "period", "contact"),
        "1": ("lead", "disclosed", asked, "management", "platform", "supervision"),
        **{section: ("attached",) for section in absent},
        "5": ("problems",),
        "6": ("fees", "nothing_else"),
    }
    return {section: "\n".join(map(say, keys)) for section, keys in slots.items()}
