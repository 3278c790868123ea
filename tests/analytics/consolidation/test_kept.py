"""Sums kept by name are as they were, and it is told cell by cell what would change in them, by which unit and why."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from analytics.consolidation import Kept, changes, consolidate, keeping, kept, remarks, table, told
from analytics.consolidation.own import parse
from data.review import county
from data.review.county import FEES
from data.store.snapshot import Snapshot
from tests.analytics.consolidation.test_sums import YEAR, two
from tests.analytics.stored import Stored

CELLS = {f"3.{row}.{column}" for row in ("new", "granted", "closed") for column in ("natural", "total")}


def keep(stored: Stored, *, day: int = 1, **asked: object) -> Kept:
    """Keep the sums of now as 一稿."""
    now = stored.now
    wish = keeping(consolidate(now, YEAR, **asked), "一稿", "王敏", Snapshot("000001-0", None, "own"))
    county.keep(stored.connection, wish, datetime(2024, 1, day))
    return kept(stored.now)[0]


def cells(found) -> dict[str, tuple[object, ...]]:
    return {one.code: (one.old, one.new, *((each.unit, each.old, each.new) for each in one.by)) for one in found.cells}


def turned(found) -> dict[str, str]:
    return {one.unit: one.why + one.other for one in found.units}


def test_kept_sums_are_as_they_were():
    stored = two(
        values={"2.fees.amount": Decimal("0.1"), "3.partly.total": 3},
        status={"4": "missing", "2.licences.decisions": "nil", "3.partly.total": "doubtful", "3.new.legal": "blank"},
    )
    stored.body("戊镇", parents=("清水县",))
    stored.report(stored.body("丁镇", parents=("清水县",)), YEAR, {"2.licences.items": 5}, form="2019")
    own = parse("cell,value,by,reason\n2.rules.made,2,李四,规章\n", "2021", "f.csv")
    then = consolidate(stored.now, YEAR, own=own)
    one = keep(stored, own=own)
    assert dict(one.found.sums) == dict(then.sums) and one.found.breaches == then.breaches
    assert list(table(one.found).rows) == list(table(then).rows)
    assert (one.name, one.by, one.at, one.snapshot) == ("一稿", "王敏", datetime(2024, 1, 1), "000001-0")
    found = changes(one, stored.now)
    assert not found.any and told.summary(one, found, "zh").endswith("：与现在的数相同。")


def test_a_corrected_report_changes_cells_by_its_unit():
    stored = two()
    one = keep(stored)
    stored.connection.execute("UPDATE report SET live = false WHERE id = 2")
    stored.report(2, YEAR, {code: 6 for code in CELLS})
    found = changes(one, stored.now)
    assert cells(found) == {"2.licences.decisions": (7, 3, ("乙镇", 4, 0))} | {
        code: (7, 9, ("乙镇", 4, 6)) for code in CELLS
    }
    assert turned(found) == {"乙镇": "version"}
    assert "现在重做，7格的数不同，1个单位有变化" in told.summary(one, found, "zh")
    assert told.reasons(found, "zh") == ["乙镇：换了新的一份年报"]
    assert told.shown(one, found, "zh")[0] == ("表二“行政许可·本年处理决定数量”", "7", "3", "乙镇 4→0")
    [row] = [row for row in told.changed(one, found, "zh").rows if row[5:7] == ("行政许可", "本年处理决定数量")]
    assert row == ("一稿", "清水县", YEAR, "2021", "2", *row[5:7], 7, 3, "件", "乙镇 4→0")
    again = keep(stored, day=2)
    assert not changes(again, stored.now).any
    assert [(each.at.day, each.found.sums["3.new.total"].value) for each in again.earlier] == [(1, 7)]


def test_a_report_withdrawn_come_or_given_to_another_unit_is_told():
    stored = two()
    stored.body("戊镇", parents=("清水县",))
    one = keep(stored)
    stored.connection.execute("UPDATE report SET live = false WHERE id = 2")
    found = changes(one, stored.now)
    assert turned(found) == {"乙镇": "withdrawn"} and cells(found)["3.new.total"] == (7, 3, ("乙镇", 4, None))
    stored.connection.execute("UPDATE report SET live = true, jurisdiction = 3 WHERE id = 2")
    stored.connection.execute("UPDATE observation SET jurisdiction = 3 WHERE report = 2")
    found = changes(one, stored.now)
    assert turned(found) == {"乙镇": "moved戊镇", "戊镇": "received"} and cells(found) == {}
    assert "乙镇：年报改归戊镇" in told.reasons(found, "zh") and found.any
    stored.report(stored.body("己镇", parents=("清水县",)), YEAR, {"3.new.total": 1})
    assert turned(changes(one, stored.now))["己镇"] == "joined"


def test_a_correction_and_an_own_figure_are_told_and_what_only_turns_certain():
    stored = two(status={"3.new.total": "doubtful"})
    one = keep(stored)
    stored.connection.execute(
        "INSERT INTO review BY NAME SELECT 1 AS act, 'confirm' AS kind, 2 AS report, 2 AS jurisdiction, 2023 AS year, "
        "'3.new.total' AS indicator, '' AS rule, [] AS cells, MAP {} AS evidence, '' AS stood, '4' AS old_raw, "
        "4 AS new_value, '' AS reason, '王敏' AS author, TIMESTAMP '2026-01-01' AS made, 2 AS applies"
    )
    found = changes(one, stored.now)
    assert (cells(found), turned(found), found.doubts) == ({}, {"乙镇": "corrected"}, ("3.new.total",))
    stored.connection.execute("UPDATE review SET kind = 'correct', new_value = 5")
    row = ["清水县", YEAR, "2.rules.made", "2021", 2, "规章", "王敏", datetime(2024, 1, 5)]
    stored.connection.execute("INSERT INTO own_figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    found = changes(one, stored.now)
    assert cells(found) == {"2.rules.made": (0, 2), "3.new.total": (7, 8, ("乙镇", 4, 5))}
    assert "本级的数有变化：1格" in told.reasons(found, "zh")


def test_information_fees_are_the_county_s_alone_and_what_units_say_of_them_is_quoted():
    stored = two()
    parts = [
        {
            "report": 2,
            "section": "6",
            "sentence": "收取信息处理费120元。",
            "start_at": 0,
            "end_at": 4,
            "kind": "absolute",
        }
    ]
    rest = {"what": "收取信息处理费", "who": "", "measure": "", "applicant": "", "cells": [], "low": 120, "unit": "元"}
    stored._insert("fact", *({**one, **rest} for one in parts))
    one = keep(stored)
    row = ["清水县", YEAR, FEES, "2021", 150, "财政", "王敏", datetime(2024, 1, 5)]
    stored.connection.execute("INSERT INTO own_figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    found = changes(one, stored.now)
    assert (found.fees, found.cells) == ((None, 150), ()) and "信息处理费：–→150" in told.reasons(found, "zh")
    now = consolidate(stored.now, YEAR)
    assert any("未相加：乙镇“收取信息处理费120元。”" in line for line in remarks(now, "zh"))
    assert keep(stored, day=2).found.fees == now.fees
    stored.connection.execute("UPDATE own_figure SET body = '旧县'")
    assert any(line.startswith("信息处理费：王敏为“旧县”填过") for line in remarks(consolidate(stored.now, YEAR), "zh"))


def test_sums_that_can_no_longer_be_added_up_say_so():
    stored = two()
    one = keep(stored, names=["乙镇"])
    stored.connection.execute("UPDATE report SET live = false WHERE id = 2")
    found = changes(one, stored.now)
    assert found.now is None and "现在加不成了。所选单位没有2023年的年报" in told.summary(one, found, "zh")
    assert told.shown(one, found, "zh") == [] and one.found.sums["3.new.total"].value == 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_words(lang):
    stored = two()
    one = keep(stored, without=["甲镇"], parent="清水县")
    assert one.found.question.without == ("甲镇",)
    stored.connection.execute("UPDATE observation SET value = 9 WHERE report = 2 AND indicator = '3.new.total'")
    found = changes(one, stored.now)
    assert turned(found) == {"乙镇": "read"} and all(told.reasons(found, lang))
