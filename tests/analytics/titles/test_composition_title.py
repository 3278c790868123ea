"""What is said of totals and their parts: never over numbers that can't be added, never more than they bear."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from analytics.charts.share import Shares
from analytics.composition import BREAKDOWNS, Composition
from analytics.titles import composition_title, corrected_title, share_title
from tests.analytics import frames
from tests.analytics.frames import Value, towns


def composed(code: str, **parts: list[Value]) -> Composition:
    """One year of a breakdown: of each part the values of the units; 0 for the parts not named."""
    units = max(map(len, parts.values()))
    values = {part: parts.get(part, [0] * units) for part in BREAKDOWNS[code].codes}
    return Composition(BREAKDOWNS[code], tuple(frames.one_year(part, towns(*own)) for part, own in values.items()))


def said(code: str, **parts: list[Value]) -> str:
    return composition_title(composed(code, **parts), 2024).say("zh")


def test_numbers_of_two_forms_are_not_added_up() -> None:
    rows: Mapping[str, list[dict[str, object]]] = {
        code: [frames.row(code, f"{n}镇", 2024, n, series="2021") for n in (6, 4, 3)]
        + [frames.row(code, "旧镇", 2024, 2, series="2019") | {"form": "2019"}]
        for code in BREAKDOWNS["documents"].codes
    }
    found = Composition(BREAKDOWNS["documents"], tuple(frames.of(code, own) for code, own in rows.items()))
    title = composition_title(found, 2024)
    assert title.say("zh") == (
        "2024年3个单位：制发文件13件、废止文件13件、现行有效13件（另有1个单位用2019年格式，口径不同，未计入）"
    )
    assert found.units(2024) == 3
    assert "1 unit on the form of 2019, which is not comparable, not counted" in title.say("en")


def test_parts_that_rest_on_different_units_say_on_how_many() -> None:
    words = said(
        "documents", documents_made=[1, 2, 3], documents_repealed=[0, "blank", 1], documents_in_force=[5, 5, 5]
    )
    assert words == "2024年：制发文件6件（3个单位）、废止文件1件（2个单位）、现行有效15件（3个单位）"


def test_parts_above_the_whole_are_remarked_on() -> None:
    words = said("reviews", reviews=[3], reviews_upheld=[2], reviews_corrected=[2])
    assert words == "2024年1个单位行政复议3件：复议维持2件、复议纠正2件（各项相加为4件，与总数不符）"
    assert "不符" not in said("reviews", reviews=[4], reviews_upheld=[2], reviews_corrected=[2])


@pytest.mark.parametrize(
    ("units", "words"), [([0], "2024年1个单位行政复议为0件"), ([0, 0], "2024年2个单位行政复议均为0件")]
)
def test_one_unit_is_not_spoken_of_as_all_of_them(units: list[Value], words: str) -> None:
    assert said("reviews", reviews=units) == words


def test_the_greatest_of_many_are_never_cut_among_equals() -> None:
    reasons = BREAKDOWNS["reasons"].parts
    assert "有5项并列" not in said("reasons", **{reasons[0]: [9]})
    assert said("reasons", **{part: [1] for part in reasons[:5]}).endswith("5项并列最多，各1件")
    two = said("reasons", **{reasons[0]: [9], reasons[1]: [5]}, **{part: [1] for part in reasons[2:5]})
    assert two.count("件") == 2


def test_a_part_without_a_figure_is_not_spoken_of_as_0() -> None:
    words = said("documents", documents_made=[0], documents_repealed=["blank"], documents_in_force=[0])
    assert words == "2024年1个单位有数的2项均为0"


def test_corrections_are_marked_where_a_figure_is_doubtful_or_missing() -> None:
    reviews = frames.of(
        "review_correction_rate",
        [
            frames.row("review_correction_rate", "甲镇", 2024, (1, 2)) | {"state": "doubtful"},
            frames.row("review_correction_rate", "乙镇", 2024, "blank"),
        ],
    )
    lawsuits = frames.one_year("lawsuit_correction_rate", {"乙镇": (0, 1), "甲镇": (0, 0)})
    words = corrected_title([reviews, lawsuits]).say("zh")
    assert words == "2024年2个单位在有数的年份里已审结的案件中被纠正的：行政复议1/2，行政诉讼0/1（含存疑数）"


def shares(*amounts: Value) -> Shares:
    codes = ("procurement_projects", "procurement_amount", "procurement_mean")
    projects, amount = (
        frames.one_year(code, towns(*own)) for code, own in zip(codes[:2], ([1] * len(amounts), amounts), strict=True)
    )
    return Shares(projects, amount, frames.one_year(codes[2], towns(*[(5, 1)] * len(amounts))), 2024)


def test_a_doubtful_amount_leads_nothing() -> None:
    assert share_title(shares(900000, 100000)).say("zh") == "2024年2个单位政府采购2项，共100万元，甲镇占90.0%，最多"
    assert share_title(shares("900000?", 100000)).say("zh") == "2024年2个单位政府采购2项，共100万元（含存疑数）"
    assert share_title(shares(900000, "blank")).say("zh") == "2024年政府采购2项（2个单位），共90万元（1个单位）"
