"""Every rule of the sum with a small case: blank, nil, doubtful, missing, corrected, another form, the county's own."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from analytics.consolidation import Consolidation, consolidate, coverage, remarks, table
from analytics.consolidation.own import parse
from data.errors import BadRequest
from data.forms import FORMS, TABLE_SECTIONS, identities, indicators
from tests.analytics.stored import Stored

YEAR = 2023
ROW = ("natural", "business", "research", "welfare", "legal", "other", "total")


def two(**second: object) -> Stored:
    """甲镇 with 3 applications of people, all granted, and 乙镇 with 4; `second` is said of 乙镇."""
    stored = Stored()
    for name, n, more in (("甲镇", 3, {}), ("乙镇", 4, second)):
        cells = {f"3.{row}.{column}": n for row in ("new", "granted", "closed") for column in ("natural", "total")}
        more = dict(more)
        cells |= more.pop("values", {})
        stored.report(stored.body(name, parents=("清水县",)), YEAR, {"2.licences.decisions": n, **cells}, **more)
    return stored


def states(found, code):
    return {part.unit: (part.value, part.state) for part in found.sums[code].parts}


def test_sums_are_exact_and_carry_their_parts_in_the_order_of_trend():
    stored = two(values={"2.fees.amount": Decimal("0.1")})
    stored.report(stored.body("丙镇", parents=("清水县",)), YEAR, {"2.fees.amount": Decimal("9007199254740993.2")})
    found = consolidate(stored.now, YEAR)
    rows = {(row[4], row[5], row[6]): row for row in table(found).rows}
    assert len(rows) == sum(len(indicators("2021", section)) for section in TABLE_SECTIONS)
    fees = rows["2", "行政事业性收费", "本年收费金额（单位：万元）"]
    assert fees[:4] == ("", "清水县", YEAR, "2021")
    assert fees[7:] == (
        "900719925474.09933",
        Decimal("9007199254740993.3"),
        "元",
        "reported",
        "丙镇=9007199254740993.2; 乙镇=0.1; 甲镇=0",
    )
    assert rows["3", "一、本年新收政府信息公开申请数量", "总计"][7:] == (
        "7",
        7,
        "件",
        "reported",
        "丙镇=0; 乙镇=4; 甲镇=3",
    )
    assert found.breaches == () and not any(one.doubtful for one in found.sums.values())


def test_nil_counts_as_0():
    found = consolidate(two(status={"2.licences.decisions": "nil"}).now, YEAR)
    one = found.sums["2.licences.decisions"]
    assert (one.value, one.doubtful) == (3, False)
    assert states(found, one.code)["乙镇"] == (0, "nil")


def test_a_blank_counts_as_0_where_its_row_closes():
    found = consolidate(two(status={"3.new.business": "blank"}).now, YEAR)
    assert states(found, "3.new.business") == {"乙镇": (0, "zero"), "甲镇": (0, "value")}
    assert not found.sums["3.new.business"].doubtful


def test_a_blank_is_left_out_where_its_row_does_not_close_or_has_no_sum():
    stored = two(values={"3.new.total": 5}, status={"3.new.business": "blank", "2.licences.decisions": "blank"})
    found = consolidate(stored.now, YEAR)
    for code, value in (("3.new.business", 0), ("2.licences.decisions", 3)):
        assert states(found, code)["乙镇"] == (None, "blank")
        assert (found.sums[code].value, found.sums[code].doubtful) == (value, True)
    said = "\n".join(remarks(found, "zh"))
    assert "乙镇：空白2格，未计入，合计存疑：表二“行政许可·本年处理决定数量”、表三“" in said


def test_a_row_that_is_blank_altogether_needs_another_sum_that_closes():
    blank = {f"3.partly.{column}": "blank" for column in ROW} | {f"4.reviews.{c}": "blank" for c in ("total", "upheld")}
    blank |= {f"4.reviews.{column}": "blank" for column in ("corrected", "other", "pending")}
    found = consolidate(two(status=blank).now, YEAR)
    assert states(found, "3.partly.total")["乙镇"] == (0, "zero")
    assert states(found, "4.reviews.total")["乙镇"] == (None, "blank")
    broken = consolidate(two(status=blank, values={"3.closed.total": 6}).now, YEAR)
    assert states(broken, "3.partly.total")["乙镇"] == (None, "blank")


def test_a_blank_total_of_a_row_with_numbers_is_left_out_and_the_sum_says_who_breaks_it():
    found = consolidate(two(status={"3.new.total": "blank"}).now, YEAR)
    assert (found.sums["3.new.total"].value, found.sums["3.new.total"].doubtful) == (3, True)
    assert {(one.code, one.units) for one in found.breaches} == {
        ("applicants", (("乙镇", Decimal(-4)),)),
        ("flow", (("乙镇", Decimal(-4)),)),
    }
    assert "乙镇 -4" in "\n".join(remarks(found, "zh"))


@pytest.mark.parametrize("form", FORMS)
def test_every_sum_of_the_form_is_held_against_the_total_and_names_who_breaks_it(form):
    stored = Stored()
    for name in ("甲镇", "乙镇"):
        stored.report(stored.body(name), YEAR, form=form)
    broken = set()
    for one in identities(form):
        for by in (1, -1):
            wrong = [by, one.left[0]]
            stored.connection.execute(
                "UPDATE observation SET value = value + ? WHERE report = 2 AND indicator = ?", wrong
            )
            if by == 1:
                breaches = consolidate(stored.now, YEAR, form=form).breaches
                broken |= {each.cells for each in breaches if each.units == (("乙镇", each.left - each.right),)}
                assert all(dict(each.units).keys() == {"乙镇"} for each in breaches)
    assert broken == {(*one.left, *one.right) for one in identities(form)}


def test_a_doubtful_part_is_added_and_what_is_no_number_is_left_out():
    stored = two(status={"3.new.total": "doubtful", "2.licences.decisions": "doubtful"})
    stored.connection.execute(
        "UPDATE observation SET value = NULL WHERE indicator = '2.licences.decisions' AND report = 2"
    )
    found = consolidate(stored.now, YEAR)
    assert states(found, "3.new.total")["乙镇"] == (4, "doubtful")
    assert (found.sums["3.new.total"].value, found.sums["3.new.total"].doubtful) == (7, True)
    assert states(found, "2.licences.decisions")["乙镇"] == (None, "unread")


def test_a_missing_table_is_left_out_and_named_as_a_whole():
    found = consolidate(two(status={"4": "missing"}).now, YEAR)
    assert {one.doubtful for code, one in found.sums.items() if code.startswith("4.")} == {True}
    assert not found.sums["3.new.total"].doubtful
    assert "乙镇：缺15格，未计入，合计存疑：表四全部" in remarks(found, "zh")
    [row] = [row for row in table(found).rows if (row[5], row[6]) == ("行政复议", "总计")]
    assert row[10:] == ("doubtful", "甲镇=0")


def test_where_nobody_has_a_number_there_is_none():
    stored = Stored()
    stored.report(stored.body("甲镇"), YEAR, status={"4": "missing"})
    found = consolidate(stored.now, YEAR)
    one = found.sums["4.reviews.total"]
    assert found.name == "汇总"  # no body is known above it
    assert (one.value, one.doubtful) == (None, True)


def test_a_corrected_figure_is_the_one_that_counts():
    stored = two(status={"2.licences.decisions": "blank"})
    stored.connection.execute(
        "INSERT INTO review BY NAME SELECT 1 AS act, 'correct' AS kind, 2 AS report, 2 AS jurisdiction, 2023 AS year, "
        "'2.licences.decisions' AS indicator, '' AS rule, [] AS cells, MAP {} AS evidence, '' AS stood, '' AS old_raw, "
        "9 AS new_value, '' AS reason, '王敏' AS author, TIMESTAMP '2026-01-01' AS made, 2 AS applies"
    )
    found = consolidate(stored.now, YEAR)
    one = found.sums["2.licences.decisions"]
    assert (one.value, one.doubtful, one.parts[0].decided) == (12, False, "correct")
    assert any(line.startswith("乙镇：用更正后的数1格") for line in remarks(found, "zh"))


def old_form(**values: int) -> Stored:
    stored = two()
    made = {"3.new.natural": 2, "3.new.total": 2, "3.closed.natural": 2, "3.closed.total": 2} | values
    stored.report(stored.body("丁镇", parents=("清水县",)), YEAR, made, form="2019")
    return stored


def test_cells_of_another_form_are_added_where_they_mean_the_same():
    found = consolidate(old_form(**{"2.licences.decisions": 8, "2.licences.items": 5, "3.granted.total": 2}).now, YEAR)
    assert found.sums["2.licences.decisions"].value == 15 and not found.sums["2.licences.decisions"].doubtful
    assert found.sums["3.new.total"].value == 9 and not found.sums["4.reviews.total"].doubtful
    for code in ("2.rules.made", "2.documents.made", "2.documents.in_force", "2.fees.amount"):
        assert states(found, code)["丁镇"] == (None, "no_counterpart") and found.sums[code].doubtful
    # （六）其他处理 is 0, so each of its three rows is.
    assert states(found, "3.other_unpaid.total")["丁镇"] == (0, "within")
    said = "\n".join(remarks(found, "zh"))
    assert "丁镇：表二、表三是2019年格式" in said and "表二“行政许可·上一年项目数量” 5" in said


def test_one_row_of_the_old_form_is_not_divided_into_the_three_of_the_new():
    found = consolidate(old_form(**{"3.other.natural": 2, "3.other.total": 2}).now, YEAR)
    for code in ("3.other_uncorrected.total", "3.other_unpaid.total", "3.other_rest.total"):
        assert states(found, code)["丁镇"] == (None, "no_counterpart")
    assert [(one.code, one.units) for one in found.breaches if "3.closed.total" in one.cells] == [
        ("outcomes", (("丁镇", Decimal(2)),))
    ]
    assert "表三“（六）其他处理·总计” 2" in "\n".join(remarks(found, "zh"))


def test_three_rows_of_the_new_form_are_one_of_the_old():
    stored = two(
        values={"3.other_uncorrected.total": 1, "3.other_rest.total": 2}, status={"3.other_unpaid.total": "nil"}
    )
    found = consolidate(stored.now, YEAR, form="2019")
    assert found.sums["3.other.total"].value == 3 and not found.sums["3.other.total"].doubtful
    assert found.sums["2.procurement.amount"].doubtful
    stored.connection.execute("UPDATE observation SET status = 'missing' WHERE indicator = '3.other_unpaid.total'")
    one = consolidate(stored.now, YEAR, form="2019").sums["3.other.total"]
    assert (one.value, one.doubtful) == (3, True)


def test_a_unit_that_leaves_a_cell_out_is_not_said_to_be_wrong_in_itself():
    stored = old_form(**{"3.other.natural": 2, "3.other.total": 2, "3.closed.natural": 4, "3.closed.total": 4})
    stored.report(stored.body("戊镇"), YEAR, {"3.closed.natural": 1, "3.closed.total": 1})
    said = "\n".join(remarks(consolidate(stored.now, YEAR), "zh"))
    assert "由这些单位自身不平引起：戊镇 +1。因这些单位有未计入的格：丁镇 +" in said


def test_units_of_which_the_same_is_to_be_said_are_named_together():
    stored = Stored()
    for name in ("甲镇", "乙镇", "丙镇"):
        more = {"3.new.business": "blank"} if name == "丙镇" else {}
        stored.report(stored.body(name), YEAR, status={"2.rules.made": "nil", "2.fees.amount": "missing"} | more)
    said = remarks(consolidate(stored.now, YEAR), "zh")
    assert said == [
        "丙镇、乙镇、甲镇：缺1格，未计入，合计存疑：表二“行政事业性收费·本年收费金额（单位：万元）”",
        "空白、按所在行的合计只能是0，计为0：丙镇1格",
        "填“/”，计为0：丙镇1格、乙镇1格、甲镇1格",
    ]


def test_all_on_the_old_form_is_said_and_still_added():
    stored = Stored()
    stored.report(stored.body("丁镇"), YEAR, {"3.new.total": 2}, form="2019")
    found = consolidate(stored.now, YEAR)
    assert found.sums["3.new.total"].value == 2
    assert any("--form 2019" in line for line in remarks(found, "zh"))
    assert any("--form 2019" in line for line in remarks(found, "en"))


def test_rows_that_a_document_adds_are_listed():
    stored = Stored()
    stored.report(stored.body("甲镇"), YEAR, extra={"2.extra.made@其他主动公开文件": 4})
    assert "甲镇：格式以外自加的行未计入：其他主动公开文件" in remarks(consolidate(stored.now, YEAR), "zh")


def test_a_unit_without_a_report_leaves_every_sum_doubtful_and_is_named():
    stored = two()
    stored.body("戊镇", parents=("清水县",))
    stored.body("己镇", parents=("清水县",), first=2025)
    found = consolidate(stored.now, YEAR)
    assert coverage(found, "zh").startswith("清水县2023年：3个单位中2个，2021年格式，200格，其中存疑200格")
    assert "各格都缺1个单位的年报，因此都存疑；另有原因的0格。" in coverage(found, "zh")
    assert not any(one.unsure for one in found.sums.values())
    assert "未收到年报1个单位，各格合计都不含它们，因此都存疑：戊镇" in remarks(found, "zh")
    assert states(found, "3.new.total")["戊镇"] == (None, "no_report")
    asked = consolidate(stored.now, YEAR, ["甲镇", "己镇"])
    assert "当年未设立或已撤并，不计入：己镇" in remarks(asked, "zh") and not asked.sums["3.new.total"].doubtful


def test_the_county_s_own_report_is_not_added_to_those_it_holds():
    stored = two()
    stored.report(stored.body("清水县", "县"), YEAR, {"3.new.total": 7})
    found = consolidate(stored.now, YEAR)
    assert found.sums["3.new.total"].value == 7 and found.selection.above == ("清水县",)
    assert [unit.path for unit in consolidate(stored.now, YEAR, parent="清水县").units] == ["乙镇", "甲镇"]
    asked = consolidate(stored.now, YEAR, ["清水县", "甲镇"])
    assert asked.sums["3.new.total"].value == 10 and asked.selection.twice == (("清水县", "甲镇"),)
    assert any("重复" in line for line in remarks(asked, "zh"))


def test_a_county_stands_for_units_that_have_no_report():
    stored = two()
    stored.report(stored.body("白水县", "县", parents=("江北市",)), YEAR, {"3.new.total": 5})
    stored.body("庚镇", parents=("江北市", "白水县"))
    found = consolidate(stored.now, YEAR, parent="江北市")
    assert [unit.path for unit in found.units] == ["白水县"] and found.selection.below == ("庚镇",)
    assert (found.name, found.sums["3.new.total"].value) == ("江北市", 5)


def test_parents_are_found_by_name_or_path_and_one_that_is_several_is_asked_about():
    stored = Stored()
    for city, name in (("江北市", "甲镇"), ("江南市", "乙镇")):
        stored.report(stored.body(name, parents=(city, "清水县")), YEAR, {"3.new.total": 1})
    assert [unit.path for unit in consolidate(stored.now, YEAR, parent="江南市/清水县").units] == ["乙镇"]
    with pytest.raises(BadRequest, match="江北市/清水县, 江南市/清水县"):
        consolidate(stored.now, YEAR, parent="清水县")
    with pytest.raises(BadRequest, match="No unit lies below 甲镇"):
        consolidate(stored.now, YEAR, parent="甲镇")


def test_no_report_of_the_year_and_unknown_forms_and_units_are_refused():
    stored = two()
    with pytest.raises(BadRequest, match="The store has reports of 2023"):
        consolidate(stored.now, 2024)
    with pytest.raises(BadRequest, match="There are: 2019, 2021"):
        consolidate(stored.now, YEAR, form="2030")
    with pytest.raises(BadRequest, match="no unit 丙镇"):
        consolidate(stored.now, YEAR, ["丙镇"])


def test_own_figures_take_the_place_of_sums_and_are_marked():
    own = parse("cell,value,by,reason\n2.fees.amount,12500,王敏,县财政数\n3.new.total,8,王敏,补记\n", "2021", "f.csv")
    found = consolidate(two(status={"2.fees.amount": "missing"}).now, YEAR, own=own)
    one = found.sums["2.fees.amount"]
    assert (one.value, one.printed, one.doubtful) == (12500, Decimal("1.25"), False)
    [row] = [row for row in table(found).rows if row[5] == "行政事业性收费"]
    assert row[7:] == ("1.25", 12500, "元", "reported", "王敏（县财政数）=12500")
    said = remarks(found, "zh")
    assert "（单位：万元）”：用本级的数12500元（王敏：县财政数），各单位合计为0。" in "\n".join(said)
    assert any("其中有本级的数" in line for line in said) and len(found.breaches) == 2


def entered(stored: Stored, *figures: tuple[str, str, int]) -> Consolidation:
    """The sums of the year with what was entered for a body in a cell."""
    for body, cell, value in figures:
        row = [body, YEAR, cell, "2021", value, "县里的数", "王敏", datetime(2024, 1, 5)]
        stored.connection.execute("INSERT INTO own_figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return consolidate(stored.now, YEAR)


def test_figures_that_were_entered_stand_for_sums_until_a_file_says_otherwise():
    stored = two()
    found = entered(stored, ("清水县", "2.rules.made", 2), ("清水县", "3.new.total", 9))
    assert (found.sums["2.rules.made"].value, found.sums["2.rules.made"].added) == (2, 0)
    assert found.sums["2.rules.made"].own.made == datetime(2024, 1, 5) and found.unused == ()
    other = parse("cell,value,by,reason\n3.new.total,8,李四,另报\n", "2021", "f.csv")
    found = consolidate(stored.now, YEAR, own=other)
    assert (found.sums["3.new.total"].value, found.sums["2.rules.made"].value) == (8, 2)
    old = consolidate(stored.now, YEAR, form="2019")
    assert [own.cell for _, own in old.unused] == ["2.rules.made"] and old.sums["3.new.total"].value == 9
    assert consolidate(stored.now, YEAR, without=["乙镇"]).sums["2.rules.made"].value == 2


def test_figures_of_somebody_else_are_not_used_and_those_of_nobody_are_told():
    stored = two()
    other = stored.body("辛镇", parents=("江南市", "清水县"))
    stored.report(other, YEAR, {})
    found = entered(stored, ("清水县", "2.rules.made", 2), ("", "2.rules.repealed", 5), ("旧县", "3.new.total", 6))
    assert (found.selection.body, found.sums["2.rules.repealed"].own.value) == ("", 5)
    said = remarks(found, "zh")
    assert any("为“旧县”填过本级的数6，不在这份汇总里，未用" in line for line in said)
    assert found.sums["2.rules.made"].value == 0 and not any("为“清水县”" in line for line in said)
    south = consolidate(stored.now, YEAR, parent="清水县")  # the same body, known farther up
    assert (south.selection.body, south.sums["2.rules.made"].value) == ("江南市/清水县", 2)
    stored.report(stored.body("癸镇", parents=("江北市", "清水县")), YEAR, {})
    south = consolidate(stored.now, YEAR, parent="江南市/清水县")  # now there are two
    assert south.sums["2.rules.made"].value == 0 and ("清水县" in [body for body, _ in south.unused])


def test_a_unit_that_would_count_twice_can_be_left_out():
    found = consolidate(two().now, YEAR, without=["乙镇"])
    assert found.sums["3.new.total"].value == 3 and found.selection.body == "清水县"
    assert "按选择不计入：乙镇" in remarks(found, "zh") and not found.sums["3.new.total"].doubtful
    with pytest.raises(BadRequest, match="nothing to add up"):
        consolidate(two().now, YEAR, without=["乙镇", "甲镇"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cell,value,by\n", "lacks the columns reason"),
        ("", "lacks the columns cell, value, by, reason"),
        ("cell,value,by,reason\n2.procurement.amount,1,a,b\n", "line 2: Form 2021 has no cell 2.procurement.amount"),
        ("cell,value,by,reason\n3.new.total,1,a,b\n3.new.total,1,a,b\n", "line 3: Cell 3.new.total comes twice"),
        ("cell,value,by,reason\n3.new.total,1,,b\n", "line 2: It is not said who or why"),
        ("cell,value,by,reason\n3.new.total,1.5,a,b\n", "line 2: 1.5 is no whole number"),
        ("cell,value,by,reason\n\n3.new.total,-1,a,b\n", "line 3: -1 is negative"),
    ],
)
def test_own_figures_that_can_t_be_taken_name_their_line(text, told):
    with pytest.raises(BadRequest, match=told):
        parse(text, "2021", "f.csv")


SIX = {f"3.{row}.{by}": n for n, row in enumerate(("new", "granted", "closed"), 1) for by in ("natural", "total")}


def test_units_with_the_same_figures_are_asked_about():
    stored = Stored()
    for name, values in (("甲镇", SIX), ("乙镇", SIX), ("丙镇", {"3.new.total": 1}), ("丁镇", {"3.new.total": 1})):
        stored.report(stored.body(name), YEAR, values)
    found = consolidate(stored.now, YEAR)
    assert found.asked.alike == (("乙镇", "甲镇"),) and found.asked.holding == ""
    assert any(line.startswith("乙镇、甲镇：各格的数全都相同") for line in remarks(found, "zh"))
    assert found.sums["3.closed.total"].value == 6


def test_a_unit_that_holds_all_others_is_asked_about():
    stored = Stored()
    for name, times in (("甲镇", 1), ("乙镇", 3), ("县办公室", 4)):
        stored.report(stored.body(name), YEAR, {code: n * times for code, n in SIX.items()})
    found = consolidate(stored.now, YEAR)
    assert found.asked.holding == "县办公室" and found.asked.alike == ()
    assert any(line.startswith("县办公室的每一格都等于其余各单位之和") for line in remarks(found, "zh"))
    assert consolidate(stored.now, YEAR, ["甲镇", "乙镇"]).asked.holding == ""


def test_what_was_carried_over_is_compared_with_last_year_s_reports():
    stored = Stored()
    for name, before, now in (("甲镇", 3, 3), ("乙镇", 4, 1), ("丙镇", None, 2)):
        body = stored.body(name)
        stored.report(body, YEAR, {"3.carried_in.total": now})
        if before is not None:
            stored.report(body, YEAR - 1, {"3.carried_out.total": before})
    found = consolidate(stored.now, YEAR)
    assert [(one.unit, one.before, one.now) for one in found.asked.carried] == [("乙镇", 4, 1)]
    said = "上年结转与上年年报的结转不符：可比的2个单位上年年报共7，本年共4；不符的1个单位：乙镇 4→1"
    assert said in remarks(found, "zh")


def test_mistakes_that_cancel_out_are_told_of_their_units():
    stored = Stored()
    for name, total in (("甲镇", 3), ("乙镇", 1), ("丙镇", 2)):
        cells = dict.fromkeys(("3.new.natural", "3.closed.natural", "3.granted.natural"), 2)
        stored.report(stored.body(name), YEAR, {**cells, **{c.replace("natural", "total"): total for c in cells}})
    found = consolidate(stored.now, YEAR)
    assert found.breaches == () and found.unbalanced == ("乙镇", "甲镇")
    assert "合计是平的，但这些单位自身的勾稽关系不符，数照加：乙镇、甲镇" in remarks(found, "zh")


def test_a_report_that_was_sent_back_is_added_and_named():
    stored = two()
    stored.connection.execute(
        "INSERT INTO review BY NAME SELECT 1 AS act, 'return' AS kind, 2 AS report, 2 AS jurisdiction, 2023 AS year, "
        "'' AS indicator, '' AS rule, [] AS cells, MAP {} AS evidence, '' AS stood, '' AS old_raw, '' AS reason, "
        "'王敏' AS author, TIMESTAMP '2026-01-01' AS made, 2 AS applies"
    )
    found = consolidate(stored.now, YEAR)
    assert found.sums["3.new.total"].value == 7
    assert "已退回、还没有重报的照加：乙镇" in remarks(found, "zh")
