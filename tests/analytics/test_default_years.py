"""Which year, and which line, stand for most units; the same wherever they are asked for."""

from __future__ import annotations

from analytics.charts import lines, years
from analytics.composition import BREAKDOWNS, Composition
from analytics.ranking import ranking
from analytics.series import Series
from analytics.titles import ranking_title, trend_title
from tests.analytics import frames
from tests.analytics.frames import Value, towns

NEW = "applications_new"


def lined(*rows: list[Value]) -> Series:
    return frames.years(NEW, towns(*rows), first=2022)


def test_the_last_year_is_that_of_most_units_and_neighbours_speak_of_the_same() -> None:
    series = lined([1, 2, 9], *[[n, n + 1, "not_in_store"] for n in range(2, 9)])
    assert years.spoken(series) == [2022, 2023]
    assert ranking_title(ranking(series, years.spoken(series)[-1])).say("zh").startswith("2023年")
    assert "2024" not in trend_title(series).say("zh")
    assert lines.chosen(series.table, [])[0] == ["辛镇"]  # the largest of 2023, not the only one of 2024
    parts = tuple(
        frames.years(code, towns([1, 2, 9], *[[1, 2, "not_in_store"]] * 7), first=2022)
        for code in BREAKDOWNS["flow"].codes
    )
    assert Composition(BREAKDOWNS["flow"], parts).last == 2023


def test_a_year_in_which_only_late_users_of_the_old_form_have_the_cell_is_not_compared() -> None:
    money = frames.years("procurement_amount", towns([5, 6, 7], *[[1, 2, "not_in_form"]] * 5), first=2019)
    assert years.spoken(money) == [2019, 2020]


def test_the_line_of_the_new_form_stands_where_most_units_change() -> None:
    forms = {"甲镇": "2019 2021 2021 2021", "乙镇": "2019 2019 2021 2021", "丙镇": "2019 2019 2021 2021"}
    rows = [
        frames.row(NEW, unit, 2020 + n, 1) | {"form": form}
        for unit, own in forms.items()
        for n, form in enumerate(own.split())
    ]
    assert lines.form_changes(frames.of(NEW, rows).table) == (2022,)
    late = [row for row in rows if row["jurisdiction"] == "甲镇"] + [
        frames.row(NEW, f"{n}镇", year, 1) | {"form": "2021"} for n in range(4) for year in range(2021, 2024)
    ]
    assert lines.form_changes(frames.of(NEW, late).table) == (2021,)
    assert lines.form_changes(frames.one_year(NEW, towns(1, 2)).table) == ()
    back = "2019 2021 2019 2021"  # one that went back and forth moves no line
    rows += [frames.row(NEW, "丁镇", 2020 + n, 1) | {"form": form} for n, form in enumerate(back.split())]
    assert lines.form_changes(frames.of(NEW, rows).table) == (2022,)


def test_chosen_units_keep_their_colours_and_all_have_one() -> None:
    series = lined([1, 2, 3], [4, "blank", "blank"], *[[0, 0, 0]] * 4)
    assert lines.chosen(series.table, ["乙镇", "甲镇"])[0] == ["乙镇", "甲镇"]
