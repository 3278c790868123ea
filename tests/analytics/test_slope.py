"""Two years side by side: a line a unit, each chosen one in the tone of its place among the chosen."""

from __future__ import annotations

from itertools import pairwise

from analytics.change import change
from analytics.charts.scale import Scale
from analytics.scenes.scene import GROUND, SERIES, Points, Scene
from analytics.scenes.slope import slope
from tests.analytics import frames

NEW = "applications_new"
CASES = Scale.of("count", "件", 1, "zh")
TOWNS: dict[str, list[frames.Value]] = {"甲镇": [1, 4], "乙镇": ["3?", 2], "丙镇": [0, 0], "丁镇": ["not_in_store", 9]}


def drawn(*named: str) -> Scene:
    found = change(frames.years(NEW, TOWNS, first=2023), 2023, 2024)
    return slope(found.drawn(), CASES, named=named, base=2023, year=2024)


def lines(scene: Scene) -> dict[str, Points]:
    return {mark.name: mark for mark in scene.marks if isinstance(mark, Points)}


def test_each_unit_with_both_numbers_has_a_line_that_leads_to_both_reports() -> None:
    found = lines(drawn("甲镇"))
    assert list(found["甲镇"].y) == [1, 4] and list(found["甲镇"].places) == [("甲镇", 2023), ("甲镇", 2024)]
    others = found["context"]
    assert [y for y in others.y if y is not None] == [3, 2, 0, 0] and "丁镇" not in str(others.places)
    assert list(others.y).count(None) == 2, "no line from one unit to another"


def test_a_chosen_unit_keeps_its_tone_where_another_cannot_be_drawn() -> None:
    scene = drawn("丁镇", "乙镇")
    stroke = lines(scene)["乙镇"].stroke
    assert stroke and stroke.tone == SERIES[1]
    [word] = [word for word in scene.words if word.slot is not None]
    assert (word.text, word.slot) == ("<b>乙镇</b> 3? → 2", 1)


def test_a_doubtful_end_is_hollow() -> None:
    dots = lines(drawn("乙镇"))["乙镇"].dots
    assert dots and dots.tone == [GROUND, SERIES[0]]


def test_names_at_the_ends_do_not_stand_upon_each_other() -> None:
    scene = drawn("甲镇", "乙镇", "丙镇")
    heights = sorted(word.y * scene.plot for word in scene.words if word.slot is not None)
    assert all(high - low >= 18.9 for low, high in pairwise(heights))
