"""Renamed, merged and split units, as reported and on today's boundaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random

import pandas as pd
import pytest

from analytics.change import change
from analytics.composition import composition
from analytics.coverage import coverage
from analytics.headline import headline
from analytics.places import bodies
from analytics.ranking import ranking
from analytics.series import CONTRACT, STATES, trend
from analytics.sources import behind
from analytics.succession import Event, parts
from data.errors import BadRequest
from tests.analytics.stored import Stored, View

NEW = "3.new.total"
Build = Callable[[Stored], object]


def today(snapshot: View, measure: str, **asked: object) -> pd.DataFrame:
    return trend(snapshot, measure, boundaries="today", **asked).table  # type: ignore[arg-type]


def merged(first: dict[str, object], second: dict[str, object]) -> View:
    """甲乡 and 乙乡 with these reports (arguments of `Stored.report`) of 2020, from 2021 on 丙镇."""
    kept = Stored()
    a, b, c = kept.body("甲乡", "乡", last=2020), kept.body("乙乡", "乡", last=2020), kept.body("丙镇", first=2021)
    for body, told in ((a, first), (b, second)):
        if told is not None:
            kept.report(body, 2020, **told)  # type: ignore[arg-type]
    kept.report(c, 2021, {NEW: 30})
    kept.succession(a, c, 2021, "merged")
    kept.succession(b, c, 2021, "merged")
    return kept.now


def sum_of_2020(first: dict[str, object] | None, second: dict[str, object] | None, measure: str = "applications_new"):
    found = today(merged(first, second), measure, years=[2020])  # type: ignore[arg-type]
    [row] = found.itertuples()
    return row


def test_a_renamed_unit_is_one_line() -> None:
    kept = Stored()
    old, new = kept.body("甲乡", "乡", last=2021), kept.body("甲镇", first=2022)
    for year, body in ((2020, old), (2021, old), (2022, new)):
        kept.report(body, year, {NEW: year - 2000})
    kept.succession(old, new, 2022, "renamed")
    table = today(kept.now, "applications_new")
    assert list(table["jurisdiction"]) == ["甲镇"] * 3 and set(table["kind"]) == {"镇"}
    assert list(table["value"]) == ["20", "21", "22"]
    assert list(table["note"]) == ["当年为甲乡", "当年为甲乡", ""]
    assert list(table["report"]) == [1, 2, 3]


def test_as_reported_is_the_default_and_marks_the_event() -> None:
    snapshot = merged({"values": {NEW: 3}}, {"values": {NEW: 4}})
    found = trend(snapshot, "applications_new")
    assert set(found.table["jurisdiction"]) == {"丙镇", "乙乡", "甲乡"}
    assert tuple(found.table.columns[: len(CONTRACT)]) == CONTRACT
    assert found.events == (Event(2021, "merged", "乙乡", "丙镇"), Event(2021, "merged", "甲乡", "丙镇"))
    assert trend(snapshot, "applications_new", ["甲乡"]).events == (Event(2021, "merged", "甲乡", "丙镇"),)
    assert trend(snapshot, "applications_new", boundaries="today").events == ()


def test_a_merger_is_the_sum_of_its_parts() -> None:
    row = sum_of_2020({"values": {NEW: 3}}, {"values": {NEW: 4}})
    assert (row.jurisdiction, row.state, row.value, row.number) == ("丙镇", "value", "7", 7)
    assert row.note == "由乙乡、甲乡合计"
    assert pd.isna(row.report) and list(row.reports) == [1, 2]


def test_a_unit_that_took_in_another_is_both_before() -> None:
    kept = Stored()
    small, large = kept.body("甲乡", "乡", last=2020), kept.body("乙镇")
    for year, body, number in ((2020, small, 2), (2020, large, 5), (2021, large, 9)):
        kept.report(body, year, {NEW: number})
    kept.succession(small, large, 2021, "merged")
    assert list(today(kept.now, "applications_new")["value"]) == ["7", "9"]


def test_a_chain_of_events_ends_in_the_unit_of_today() -> None:
    kept = Stored()
    first, second = kept.body("甲乡", "乡", last=2019), kept.body("甲镇", first=2020, last=2021)
    other, last = kept.body("乙乡", "乡", last=2021), kept.body("丙镇", first=2022)
    for body, numbers in ((first, {2019: 1}), (second, {2020: 3}), (other, {2019: 2, 2020: 4}), (last, {2022: 5})):
        for year, number in numbers.items():
            kept.report(body, year, {NEW: number})
    kept.succession(first, second, 2020, "renamed")
    kept.succession(second, last, 2022, "merged")
    kept.succession(other, last, 2022, "merged")
    table = today(kept.now, "applications_new", years=[2019, 2020, 2022])
    assert set(table["jurisdiction"]) == {"丙镇"} and list(table["value"]) == ["3", "7", "5"]


def test_money_is_added_exactly() -> None:
    amount = "2.procurement.amount"
    large = {"values": {amount: "9999999999999998.1234"}}
    assert sum_of_2020(large, {"values": {amount: "1"}}, "procurement_amount").value == "9999999999999999.1234"


def test_a_rate_is_recomputed_from_the_sums() -> None:
    def told(granted: int, closed: int) -> dict[str, object]:
        return {"values": {"3.granted.total": granted, "3.closed.total": closed}}

    row = sum_of_2020(told(1, 1), told(1, 3), "disclosure_rate")
    assert (row.value, row.numerator, row.denominator, row.state) == ("0.5", "2", "4", "value")
    row = sum_of_2020(told(0, 0), told(1, 4), "disclosure_rate")
    assert (row.value, row.state) == ("0.25", "value")
    row = sum_of_2020(told(0, 0), told(0, 0), "disclosure_rate")
    assert pd.isna(row.value) and row.state == "undefined"


@pytest.mark.parametrize(
    ("second", "state", "word"),
    [
        (None, "not_in_store", "未收录"),
        ({"status": {"3": "missing"}}, "table_missing", "缺表"),
        ({"status": {"3.new": "blank", NEW: "blank", "3.new.natural": "blank"}}, "blank", "空白"),
        ({"status": {NEW: "nil"}}, "nil", "填“/”"),
    ],
)
def test_one_empty_part_leaves_the_sum_empty_and_is_named(
    second: dict[str, object] | None, state: str, word: str
) -> None:
    row = sum_of_2020({"values": {NEW: 3}}, second)
    assert (row.state, pd.isna(row.value), pd.isna(row.number)) == (state, True, True)
    assert f"乙乡{word}" in row.note and "甲乡空白" not in row.note


def test_a_doubtful_part_makes_the_sum_doubtful_and_is_named() -> None:
    row = sum_of_2020({"values": {NEW: 3}}, {"values": {NEW: 4}, "status": {NEW: "doubtful"}})
    assert (row.state, row.value) == ("doubtful", "7")
    assert "乙乡存疑" in row.note


def test_parts_on_different_forms_are_added_only_where_these_mean_the_same() -> None:
    first, second = {"form": "2019", "values": {NEW: 3}}, {"form": "2021", "values": {NEW: 4}}
    assert sum_of_2020(first, second).value == "7"
    row = sum_of_2020(first, second, "documents_made")
    assert (row.state, pd.isna(row.value), row.form) == ("doubtful", True, "2019/2021")
    assert "不能相加" in row.note


def test_a_report_from_after_the_merger_is_not_counted_and_said() -> None:
    kept = Stored()
    a, c = kept.body("甲乡", "乡", last=2020), kept.body("丙镇", first=2021)
    kept.succession(a, c, 2021, "merged")
    kept.report(a, 2021, {NEW: 100})
    kept.report(c, 2021, {NEW: 5})
    [row] = today(kept.now, "applications_new").itertuples()
    assert (row.value, row.note) == ("5", "甲乡当年已不存在，其年报未计入")


def split() -> View:
    kept = Stored()
    whole = kept.body("甲镇", last=2020)
    halves = [kept.body("乙镇", first=2021), kept.body("丙镇", first=2021)]
    kept.report(whole, 2020, {NEW: 10})
    for half in halves:
        kept.report(half, 2021, {NEW: 6})
        kept.succession(whole, half, 2021, "split")
    return kept.now


def test_a_split_can_not_be_carried_back_and_says_so() -> None:
    table = today(split(), "applications_new").set_index(["jurisdiction", "year"])
    assert table.loc["甲镇"]["state"].tolist() == ["value", "not_existing"]
    assert table.loc["乙镇"]["state"].tolist() == ["not_existing", "value"]
    note = "2021年甲镇拆分为丙镇、乙镇，此前不能按现行区划折算"
    for place in ("甲镇", "乙镇", "丙镇"):
        assert table.loc[place]["note"].tolist() == [note, ""]
    assert len(trend(split(), "applications_new", boundaries="today").events) == 2


def test_the_name_of_a_part_means_its_unit() -> None:
    snapshot = merged({}, {})
    assert set(today(snapshot, "applications_new", places=["甲乡", "丙镇"])["jurisdiction"]) == {"丙镇"}
    with pytest.raises(BadRequest):
        today(snapshot, "applications_new", places=["丁乡"])


def test_a_store_without_events_is_the_same_on_both() -> None:
    kept = Stored()
    kept.report(kept.body("甲镇"), 2020)
    assert bodies(kept.now, "today").table.num_rows == 1
    snapshot = kept.now
    pd.testing.assert_frame_equal(today(snapshot, "reviews"), trend(snapshot, "reviews").table)


def test_a_body_that_gets_its_former_name_back_ends_as_itself() -> None:
    assert parts([Event(2015, "renamed", "县", "区"), Event(2019, "renamed", "区", "县")]) == {"县": "县", "区": "县"}


def test_a_ring_within_one_year_has_an_end() -> None:
    assert set(parts([Event(2021, "merged", "甲", "乙"), Event(2021, "merged", "乙", "甲")])) == {"甲", "乙"}


def test_ranking_change_and_coverage_are_over_the_units_of_today() -> None:
    snapshot = merged({"values": {NEW: 3}}, {"values": {NEW: 4}})
    series = trend(snapshot, "applications_new", boundaries="today")
    assert ranking(series, 2020).table["jurisdiction"].tolist() == ["丙镇"]
    [row] = change(series, 2020, 2021).table.itertuples()
    assert (row.jurisdiction, row.earlier, row.later) == ("丙镇", 7, 30)
    found = coverage(snapshot, boundaries="today")
    assert found.table["state"].tolist() == ["complete", "complete"] and found.expected(2020) == 1
    assert list(found.table["reports"][0]) == [1, 2]


def test_a_composition_and_the_headline_add_the_parts_up() -> None:
    snapshot = merged({"values": {NEW: 3}}, {"values": {NEW: 4}})
    found = composition(snapshot, "flow", boundaries="today").sums["applications_new", 2020]
    assert (found.value, found.units, found.stored) == (7, 1, 1)
    figure = headline(snapshot, 2021, boundaries="today").figure("applications_new")
    assert (figure.value, figure.change, figure.same) == (30, 23, 1)
    assert behind(trend(snapshot, "applications_new", boundaries="today").table) == [3, 1, 2]


def test_coverage_of_a_merged_unit_is_that_of_its_worst_part() -> None:
    found = coverage(merged({}, None), boundaries="today")  # type: ignore[arg-type]
    assert found.table["state"].tolist() == ["not_in_store", "complete"]
    assert found.absent(2020) == ["丙镇"]
    found = coverage(merged({"status": {"3": "missing"}}, {}), boundaries="today")
    assert found.table["state"].tolist() == ["table_missing", "complete"]
    assert found.table["tables_missing"].tolist() == [("3",), ()]


@dataclass
class History:
    """A county in which things happen; `ends` says which unit of today each body is part of."""

    random: Random
    kept: Stored = field(default_factory=Stored)
    names: dict[int, str] = field(default_factory=dict)
    living: list[int] = field(default_factory=list)
    onward: dict[int, int] = field(default_factory=dict)

    def found(self, year: int | None = None) -> int:
        name = f"第{len(self.names)}镇"
        body = self.kept.body(name, first=year)
        self.names[body] = name
        self.living.append(body)
        return body

    def close(self, body: int, successors: list[int], year: int, kind: str) -> None:
        self.living.remove(body)
        self.kept.connection.execute("UPDATE jurisdiction SET valid_to = ? WHERE id = ?", [year - 1, body])
        for successor in successors:
            self.kept.succession(body, successor, year, kind)
        if kind != "split":
            self.onward[body] = successors[0]

    def event(self, year: int) -> None:
        kind = self.random.choice(("renamed", "merged", "joined", "split", "none"))
        one, other = self.random.sample(self.living, 2)
        if kind == "renamed":
            self.close(one, [self.found(year)], year, "renamed")
        elif kind == "merged":
            successor = self.found(year)
            self.close(one, [successor], year, "merged")
            self.close(other, [successor], year, "merged")
        elif kind == "joined":
            self.close(one, [other], year, "merged")
        elif kind == "split":
            self.close(one, [self.found(year), self.found(year)], year, "split")

    def unit(self, name: str) -> str:
        body = next(body for body, own in self.names.items() if own == name)
        while body in self.onward:
            body = self.onward[body]
        return self.names[body]


def history(seed: int, damaged: bool) -> History:
    random = Random(seed)
    made = History(random)
    for _ in range(5):
        made.found()
    for year in range(2019, 2024):
        if year > 2019:
            made.event(year)
        for body in made.living:
            if damaged and random.random() < 0.1:
                continue
            closed = random.randint(0, 6)
            values = {NEW: random.randint(0, 9), "3.closed.total": closed, "3.granted.total": random.randint(0, closed)}
            status = {code: random.choice(("blank", "nil", "doubtful")) for code in values if random.random() < 0.1}
            made.kept.report(body, year, values, status=status if damaged else {})
    return made


@pytest.mark.parametrize("seed", range(12))
def test_the_sum_over_all_units_is_the_same_on_both(seed: int) -> None:
    snapshot = history(seed, damaged=False).kept.now
    for measure in ("applications_new", "applications_closed"):
        sums = [
            trend(snapshot, measure, boundaries=on).table.groupby("year")["number"].sum().to_dict()
            for on in ("reported", "today")
        ]
        assert sums[0] == sums[1]


def together(rows: list[object], rate: bool) -> tuple[str, Fraction | None]:
    """State and value of a unit from the rows of its bodies, once more in plain Python."""
    there = [row for row in rows if row.state != "not_existing"]  # type: ignore[attr-defined]
    if not there:
        return "not_existing", None
    state = min((row.state for row in there), key=STATES.index)  # type: ignore[attr-defined]
    sides = ("numerator", "denominator") if rate else ("value",)
    if any(pd.isna(getattr(row, side)) for row in there for side in sides):
        return state, None
    sums = [sum(Fraction(Decimal(getattr(row, side))) for row in there) for side in sides]
    if rate and not sums[1]:
        return ("doubtful" if state == "doubtful" else "undefined"), None
    return ("doubtful" if state == "doubtful" else "value"), sums[0] / sums[1] if rate else sums[0]


@pytest.mark.parametrize("seed", range(12))
def test_every_row_is_that_of_a_second_computation_over_the_rows_as_reported(seed: int) -> None:
    made = history(seed, damaged=True)
    snapshot = made.kept.now
    for measure in ("applications_new", "disclosure_rate"):
        rate = measure == "disclosure_rate"
        rows = defaultdict(list)
        for row in trend(snapshot, measure).table.itertuples():
            rows[made.unit(row.jurisdiction), row.year].append(row)
        found = {(row.jurisdiction, row.year): row for row in today(snapshot, measure).itertuples()}
        assert found.keys() == rows.keys()
        for key, row in found.items():
            state, value = together(rows[key], rate)
            assert row.state == state, key
            assert pd.isna(row.value) == (value is None), key
            if value is not None:
                assert abs(Fraction(Decimal(row.value)) - value) <= abs(value) / 10**14, key
