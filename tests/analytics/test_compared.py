"""What of the prose was compared, as the store has it, and the facts as a table."""

from dataclasses import replace
from pathlib import Path

from analytics.compared import compared
from analytics.export.dataset import facts
from data.prose.compared import compared as alone
from tests.factory import report, store, with_cell

SAID = "2023年，收到公开申请3件，召开会议2次，公众号关注用户2300人。"


def test_the_store_counts_what_the_report_alone_does(tmp_path: Path) -> None:
    made = with_cell(report(1, year=2023, busy=False), "3.new.total", "3")
    made = replace(made, narrative={**made.narrative, "1": made.narrative["1"] + SAID})
    snapshot = store(tmp_path, [made])
    assert compared(snapshot, 1) == alone(made)
    assert compared(snapshot, 1).numbers >= 1 and compared(snapshot, 1).years >= 3


def test_every_number_of_the_prose_is_a_row_whether_a_table_holds_it_or_not(tmp_path: Path) -> None:
    made = with_cell(report(1, year=2023, busy=False), "3.new.total", "3")
    table = facts(store(tmp_path, [replace(made, narrative={**made.narrative, "1": SAID})]), "zh")
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    told = {(row["number"] and int(row["number"]), row["unit"], row["cells"]) for row in rows if row["section"] == "1"}
    assert {(3, "件", "3.new.total"), (2, "次", ""), (2300, "人", "")} <= told
    assert all(row["sentence"] in SAID for row in rows if row["section"] == "1")
