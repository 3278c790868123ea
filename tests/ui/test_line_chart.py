from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.lines import chosen
from analytics.charts.marks import marks, told
from analytics.charts.scale import Scale
from analytics.charts.years import years
from analytics.succession import Event
from tests.ui.drawn import line
from tests.ui.tables import CASES, series, tokens


def _trace(figure: go.Figure, name: str) -> go.Scatter:
    return next(trace for trace in figure.data if trace.name == name)


def _labels(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_chosen_units_carry_their_own_numbers() -> None:
    table = series({"甲镇": [1, 2, 3], "乙镇": [4, 5, 6], "丙镇": [0, 0, 0]})
    figure = line(table, CASES, tokens(), "zh", focus=["乙镇", "甲镇"])
    assert list(_trace(figure, "乙镇").y) == [4, 5, 6]
    assert list(_trace(figure, "甲镇").y) == [1, 2, 3]
    assert _trace(figure, "乙镇").line.color == tokens().series[0]


def test_units_in_grey_are_one_trace_with_a_break_between_two() -> None:
    table = series({"甲镇": [1, 2], "乙镇": [4, 5], "丙镇": [7, 8]})
    figure = line(table, CASES, tokens(), "zh", focus=["甲镇"])
    assert list(_trace(figure, "context").y) == [4, 5, None, 7, 8, None]


def test_a_gap_is_never_joined() -> None:
    table = series({"甲镇": [1, "not_in_store", 3]})
    assert list(_trace(line(table, CASES, tokens(), "zh"), "甲镇").y) == [1, None, 3]


def test_a_measure_that_is_not_comparable_stops_at_the_new_form() -> None:
    values = {"甲镇": [1, 2, 3, 4]}
    parted = line(series(values, split=True), CASES, tokens(), "zh")
    joined = line(series(values), CASES, tokens(), "zh")
    assert list(_trace(parted, "甲镇").y) == [1, 2, None, 3, 4]
    assert list(_trace(joined, "甲镇").y) == [1, 2, 3, 4]


def test_years_that_no_form_asks_for_fold_into_one_band() -> None:
    table = series({"甲镇": [3, 4, "not_in_form", "not_in_form"], "乙镇": [0, 1, "not_in_form", "not_in_store"]})
    axis = years(table)
    assert sorted(axis.at) == [2019, 2020]
    assert [band.text for band in axis.bands] == ["2021–2022"]


def test_a_line_does_not_run_through_a_band() -> None:
    table = series({"甲镇": [3, "not_in_form", 5]})
    assert list(_trace(line(table, CASES, tokens(), "zh"), "甲镇").y) == [3, None, 5]


def test_late_user_of_the_old_form_is_drawn_over_the_band() -> None:
    table = series({"甲镇": [3, 4, 5], "乙镇": [1, 2, "not_in_form"], "丙镇": [1, 2, "not_in_form"]})
    axis = years(table)
    assert axis.at == {2019: 0, 2020: 1, 2021: 2}
    assert [(band.left, band.right) for band in axis.bands] == [(1.5, 2.5)]
    assert list(_trace(line(table, CASES, tokens(), "zh", focus=["甲镇"]), "甲镇").y) == [3, 4, 5]


def test_a_share_of_few_cases_is_neither_joined_nor_chosen() -> None:
    table = series({"甲镇": [0.5, 1, 0.7], "乙镇": [0.4, 0.5, 0.6]}).assign(unit="比率", denominator="30")
    table.loc[(table["jurisdiction"] == "甲镇") & (table["year"] > 2019), "denominator"] = "2"
    figure = line(table, Scale.of("rate", "比率", 1, "zh"), tokens(), "zh")
    assert chosen(table, []) == (["乙镇"], [])
    assert list(_trace(figure, "context").y) == [50, None, 100, None, 70, None]


def test_without_a_choice_the_largest_is_coloured_and_the_next_named() -> None:
    table = series({"甲镇": [0, 2], "乙镇": [9, 9], "丙镇": [0, 1], "丁镇": [0, 0], "戊镇": [5, 0]})
    assert chosen(table, []) == (["乙镇"], ["甲镇", "丙镇"])
    assert "其余2个有数的单位均为0" in _labels(line(table, CASES, tokens(), "zh"))


def test_zeros_alone_are_said_and_take_little_room() -> None:
    figure = line(series({"甲镇": [0, 0], "乙镇": [0, 0]}), CASES, tokens(), "zh")
    assert "2个有数的单位均为0" in _labels(figure)
    assert figure.layout.height < 200
    assert list(figure.layout.yaxis.tickvals) == [0]


def test_every_kind_of_empty_has_its_own_sign() -> None:
    table = series({"甲镇": [1, "blank", "nil", "table_missing", "not_in_store", "undefined"]})
    texts = " ".join(_trace(line(table, CASES, tokens(), "zh"), "empty").text)
    assert all(sign in texts for sign in ("—", "/", "∅", "×", "·"))


def test_the_sign_of_an_empty_year_has_its_unit_s_colour_and_no_markup_is_read() -> None:
    [sign] = _trace(line(series({"甲镇": [1, "blank"]}), CASES, tokens(), "zh"), "empty").text
    assert sign == f'<b style="color:{tokens().series[0]}">—</b>'


def test_doubtful_points_are_hollow() -> None:
    marker = _trace(line(series({"甲镇": [1, "2?", 3]}), CASES, tokens(), "zh"), "甲镇").marker
    assert list(marker.color) == [tokens().series[0], tokens().ground, tokens().series[0]]


def test_chosen_lines_differ_without_colour() -> None:
    names = ["甲镇", "乙镇", "丙镇", "丁镇", "戊镇"]
    figure = line(series({name: [i, i + 1] for i, name in enumerate(names)}), CASES, tokens(), "zh", focus=names)
    assert len({_trace(figure, name).line.dash for name in names}) == 5
    assert len({_trace(figure, name).marker.symbol for name in names}) == 5


def test_a_unit_whose_last_year_is_missing_says_which_year_its_label_is_of() -> None:
    table = series({"甲镇": [1, 7, "not_in_store"], "乙镇": [1, 2, 3]})
    labels = _labels(line(table, CASES, tokens(), "zh", focus=["甲镇", "乙镇"]))
    assert "<b>甲镇</b> 7（2020年）" in labels
    assert "<b>乙镇</b> 3" in labels


def test_labels_at_the_ends_do_not_overlap() -> None:
    names = ["甲镇", "乙镇", "丙镇", "丁镇", "戊镇"]
    figure = line(series({name: [10, 10] for name in names}), CASES, tokens(), "zh", focus=names)
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    places = sorted(note.y * plot for note in figure.layout.annotations if note.text == "▍")
    assert min(b - a for a, b in pairwise(places)) >= 18.9


def test_marks_lead_to_their_report() -> None:
    trace = _trace(line(series({"甲镇": [1, 2]}), CASES, tokens(), "zh"), "甲镇")
    assert [list(place) for place in trace.customdata] == [["甲镇", 2019], ["甲镇", 2020]]


def test_money_is_drawn_in_wan_and_hovered_with_its_unit() -> None:
    scale = Scale.of("amount", "元", 687856, "zh")
    figure = line(series({"云山镇": [687856]}, first=2020), scale, tokens(), "zh")
    assert list(_trace(figure, "云山镇").y) == [68.7856]
    assert "<b>68.79</b> 万元" in _trace(figure, "云山镇").hovertext[0]


def test_many_years_keep_their_ticks_apart() -> None:
    _, texts = years(series({"甲镇": list(range(17))}, first=2009)).ticks
    assert len(texts) <= 9
    assert texts[-1] == "2025"


def test_the_table_given_is_left_as_it_was() -> None:
    table = series({"甲镇": [1, 2], "乙镇": [0, "blank"]})
    before = table.copy(deep=True)
    line(table, CASES, tokens(), "zh", focus=["乙镇"])
    pd.testing.assert_frame_equal(table, before)


MERGER = marks([Event(2021, "merged", "甲乡", "丙镇"), Event(2021, "merged", "乙乡", "丙镇")])
MERGED = {"甲乡": [1, 2, "not_existing"], "乙乡": [4, 5, "not_existing"], "丙镇": ["not_existing", "not_existing", 7]}


def test_a_merger_is_marked_at_the_ends_of_the_old_lines_and_the_start_of_the_new() -> None:
    event = _trace(line(series(MERGED), CASES, tokens(), "zh", focus=["丙镇"], marks=MERGER), "event")
    assert sorted(map(tuple, event.customdata)) == [("丙镇", 2021), ("乙乡", 2020), ("甲乡", 2020)]
    assert sorted(event.y) == [2, 5, 7]
    assert "丙镇<br>2021年由甲乡、乙乡合并设立" in event.hovertext
    assert "乙乡<br>2021年并入丙镇" in event.hovertext


def test_what_happened_to_a_chosen_unit_stands_beside_its_line() -> None:
    drawn = line(series(MERGED), CASES, tokens(), "zh", focus=["丙镇"], marks=MERGER)
    assert "2021年由甲乡、乙乡合并设立" in _labels(drawn)
    assert not any("并入" in text for text in _labels(drawn))
    assert not any("合并" in text for text in _labels(line(series(MERGED), CASES, tokens(), "zh", focus=["丙镇"])))


def test_an_event_without_a_number_beside_it_has_no_mark() -> None:
    table = series({"甲乡": [1, "not_in_store", "not_existing"], "丙镇": ["not_existing", "not_existing", 7]})
    [point] = _trace(line(table, CASES, tokens(), "zh", marks=MERGER), "event").customdata
    assert list(point) == ["丙镇", 2021]


def test_few_events_are_told_and_many_counted() -> None:
    assert told(MERGER, ["丙镇"], "zh") == "区划变动（竖短线）：丙镇2021年由甲乡、乙乡合并设立。"
    joined = marks([Event(2021, "merged", f"{n}乡", f"{n}镇", founded=False) for n in range(5)])
    assert told(joined, ["4镇"], "zh").startswith("区划变动（竖短线）：4镇2021年4乡并入；")
    assert told(joined, [], "zh").endswith("另有2处。")
    assert told((), [], "zh") == ""
