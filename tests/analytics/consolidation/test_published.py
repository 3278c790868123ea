"""The sums against what the county published, last year's 结转, and units that one or two reports may count twice."""

from __future__ import annotations

from analytics.consolidation import consolidate, remarks
from tests.analytics.consolidation.test_sums import YEAR, two
from tests.analytics.stored import Stored

APPLICATIONS = {f"3.{row}.{column}" for row in ("new", "granted", "closed") for column in ("natural", "total")}


def steps(found) -> set[tuple[str, str, int, int]]:
    return {(one.kind, one.code, one.before, one.now) for one in found.published.steps}


def published(stored: Stored, year: int, values: dict[str, int], **more: object) -> int:
    """The report of 清水县 itself."""
    known = stored.connection.execute("SELECT id FROM jurisdiction WHERE name = '清水县'").fetchone()
    body = known[0] if known else stored.body("清水县", "县")
    return stored.report(body, year, values, **more)


def test_jumps_and_steps_against_the_county_s_own_report_of_the_year_before():
    stored = two(values={"3.carried_in.total": 2, "2.documents.made": 1})
    published(stored, YEAR - 1, {"3.new.total": 2, "2.licences.decisions": 40, "3.carried_out.total": 3})
    found = consolidate(stored.now, YEAR)
    assert found.sums["3.new.total"].value == 7  # 2 → 7 is within chance, 40 → 7 is not
    assert steps(found) == {
        ("jump", "2.licences.decisions", 40, 7),
        ("carried", "3.carried_in.total", 3, 2),
        ("in_force", "2.documents.in_force", 1, 0),
    }
    said = "\n".join(remarks(found, "zh"))
    assert "表二“行政许可·本年处理决定数量”：清水县2022年公布的是40件，今年合计7件，变动较大，请核实。" in said
    assert "上年结转合计2件，与清水县2022年公布的“结转下年度继续办理”3件不符。" in said
    assert "按清水县2022年公布的现行有效数加本年制发减本年废止应为1件" in said
    assert all(remarks(found, "en"))


def test_while_reports_are_missing_only_what_is_too_large_already_is_told():
    stored = two(values={"3.new.total": 400})
    published(stored, YEAR - 1, {"3.new.total": 2, "2.licences.decisions": 40, "3.carried_out.total": 3})
    stored.body("戊镇", parents=("清水县",))
    said = [line for line in remarks(consolidate(stored.now, YEAR), "zh") if "公布" in line]
    assert [line[:10] for line in said] == ["还有1个单位没有年报", "表三“一、本年新收政"]


def test_what_means_another_thing_in_another_form_or_is_doubtful_is_no_jump():
    stored = two(values={"2.documents.made": 90, "2.documents.in_force": 90})
    published(stored, YEAR - 1, {"2.licences.decisions": 400}, form="2019", status={"2.licences.decisions": "doubtful"})
    assert steps(consolidate(stored.now, YEAR)) == set()


def test_the_county_s_report_of_the_year_that_is_out_is_compared_cell_by_cell():
    stored = two()
    values = {code: 7 for code in APPLICATIONS} | {"2.licences.decisions": 7}
    published(stored, YEAR, values)
    found = consolidate(stored.now, YEAR)
    assert (steps(found), found.published.years) == (set(), (YEAR,))
    stored.connection.execute("UPDATE observation SET value = 8 WHERE report = 3 AND indicator = '3.new.total'")
    found = consolidate(stored.now, YEAR)
    assert steps(found) == {("differs", "3.new.total", 8, 7)}
    assert any("清水县已有2023年的年报，与这份汇总1格不同：表三“一、" in line for line in remarks(found, "zh"))


def test_what_a_merged_unit_carried_over_is_that_of_all_that_went_into_it():
    stored = Stored()
    first, second, third = (stored.body(name, parents=("清水县",)) for name in ("甲镇", "乙镇", "丙镇"))
    for body, number in ((first, 3), (second, 4), (third, 1)):
        stored.report(body, YEAR - 1, {"3.carried_out.total": number})
    stored.report(first, YEAR, {"3.carried_in.total": 7})
    stored.report(third, YEAR, {"3.carried_in.total": 2})
    stored.succession(second, first, YEAR, "merged")
    found = consolidate(stored.now, YEAR)
    assert [(one.unit, one.before, one.now) for one in found.asked.carried] == [("丙镇", 1, 2)]
    assert found.asked.over == (2, 8, 9)
    said = "可比的2个单位上年年报共8，本年共9；不符的1个单位：丙镇 1→2"
    assert any(said in line for line in remarks(found, "zh"))
    stored.connection.execute("DELETE FROM report WHERE jurisdiction = 2")  # what went into it is not known
    assert consolidate(stored.now, YEAR).asked.over == (1, 1, 2)


def test_a_unit_and_what_it_went_into_are_asked_about_where_both_report():
    stored = two()
    stored.succession(1, 2, YEAR, "merged")
    assert ("甲镇", "乙镇") in consolidate(stored.now, YEAR).asked.followed
    assert any(
        line.startswith("甲镇到这一年已经更名或并入乙镇") for line in remarks(consolidate(stored.now, YEAR), "zh")
    )
    stored.connection.execute("UPDATE succession SET year = 2024")
    assert consolidate(stored.now, YEAR).asked.followed == ()
