"""The prose of a made-up report: short, its own words, its figures those of the tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from data import declarations
from data.demo.defects import Draft
from data.demo.draws import Draws
from data.demo.units import Unit

TITLES = (
    "{county}{body}{year}年政府信息公开工作年度报告",
    "{body}{year}年政府信息公开工作年度报告",
    "{name}{year}年度政府信息公开工作年度报告",
)


EFFORTS, GAPS = 5, 2  # sentences of a report's own on what was done, and on what is amiss


@cache
def _sentences() -> dict[str, Any]:
    return declarations.read(Path(__file__).parent / "prose.yaml", dict[str, Any])


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


def narrative(draws: Draws, draft: Draft, seed: int) -> dict[str, str]:
    """Prose by section number, "0" before the first heading; a report that copies has another one's words."""
    unit, year = draft.unit, draft.year
    applied = {row: int(draft.figures[f"3.{row}.total"]) for row in ("new", "carried_in", "closed", "carried_out")}
    values = {
        "name": unit.name, "county": unit.county, "body": body(unit.name, unit.kind), "year": year,
        "trainings": draws.between(1, 4), "fee": 0, **applied, **_channels(draws, draft.items),
    }  # fmt: skip
    chosen, problems = Draws(seed, *draft.words, "words"), Draws(seed, *draft.problems, "problems")

    def say(key: str, choose: Draws) -> str:
        sentences = _sentences()[key]
        return (sentences if isinstance(sentences, str) else choose.one(sentences)).format(**values)

    attached = "3" in draft.absent
    asked = "applications_attached" if attached else "applications" if any(applied.values()) else "no_applications"
    slots = {
        "0": ("opening", "period", "contact"),
        "1": ("lead", "disclosed", asked, "management", "platform", "supervision"),
        **{section: ("attached",) for section in draft.absent},
        "6": ("fees", "nothing_else"),
    }
    told = {section: [say(key, chosen) for key in keys] for section, keys in slots.items()}
    told["1"][-1:-1] = _own(chosen, "efforts", EFFORTS)
    told["5"] = [say("problems", problems), *_own(problems, "gaps", GAPS)]
    return {section: "\n".join(lines) for section, lines in sorted(told.items())}


def _own(draws: Draws, key: str, count: int) -> list[str]:
    """Sentences that hardly another report has: each part of each one drawn from a list of its own."""
    parts = _sentences()[key]
    return ["".join(draws.one(part) for part in parts) for _ in range(count)]
