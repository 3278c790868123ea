"""Two people edit the roster: what each changed stays, and what both changed is told."""

from __future__ import annotations

from data.roster_edits import ALIASES, NAME, PARENTS, Clash, called_before, merged

BASE = [
    {NAME: "云山镇", PARENTS: "清水县", ALIASES: "", "联系": "", "应报": "是"},
    {NAME: "河西镇", PARENTS: "清水县", ALIASES: "", "联系": "", "应报": "是"},
]


def with_(number: int, **cells: str) -> list[dict[str, str]]:
    return [{**row, **cells} if at == number else dict(row) for at, row in enumerate(BASE)]


def test_what_each_changed_is_put_together() -> None:
    theirs = [*with_(0, 联系="张三"), {NAME: "白沙镇", PARENTS: "清水县"}]
    mine = [*with_(1, 联系="李四"), {NAME: "海口乡", PARENTS: "清水县"}]
    both = merged(BASE, mine, theirs)
    assert [(row[NAME], row.get("联系", "")) for row in both.rows] == [
        ("云山镇", "张三"),
        ("河西镇", "李四"),
        ("白沙镇", ""),
        ("海口乡", ""),
    ]
    assert both.clashes == ()


def test_a_cell_that_both_changed_is_told_and_counts_as_it_is_said() -> None:
    mine, theirs = with_(0, 联系="李四", 应报="否"), with_(0, 联系="张三")
    both = merged(BASE, mine, theirs)
    assert both.clashes == (Clash("云山镇", "联系", "李四", "张三"),)
    assert (both.rows[0]["联系"], both.rows[0]["应报"]) == ("张三", "否")
    assert merged(BASE, mine, theirs, prefer_mine=True).rows[0]["联系"] == "李四"
    assert merged(BASE, theirs, theirs).clashes == ()  # both wrote the same


def test_a_unit_renamed_or_moved_in_the_table_keeps_what_it_was_called() -> None:
    assert called_before(BASE, with_(0, **{NAME: "云山街道"}))[0][ALIASES] == "云山镇"
    moved = with_(0, **{NAME: "云山街道", PARENTS: "白水县", ALIASES: "云山"})
    assert called_before(BASE, moved)[0][ALIASES] == "云山、清水县/云山镇"
    assert called_before(BASE, [*BASE, {NAME: "海口乡"}]) == [*BASE, {NAME: "海口乡"}]


def test_a_line_that_the_other_renamed_is_found_again() -> None:
    theirs = called_before(BASE, with_(0, **{NAME: "云山街道", PARENTS: "白水县"}))
    both = merged(BASE, with_(0, 联系="李四"), theirs)
    assert [(row[NAME], row["联系"]) for row in both.rows] == [("云山街道", "李四"), ("河西镇", "")]


def test_a_line_that_was_renamed_is_not_taken_for_one_of_that_name_elsewhere() -> None:
    elsewhere = {NAME: "云山街道", PARENTS: "东山县", ALIASES: "云山镇", "联系": "", "应报": "是"}
    theirs = [elsewhere, *called_before(BASE, with_(0, **{NAME: "云山街道"}))]
    both = merged([elsewhere, *BASE], [elsewhere, *with_(0, 联系="李四")], theirs)
    assert [(row[PARENTS], row[NAME], row["联系"]) for row in both.rows[:2]] == [
        ("东山县", "云山街道", ""),
        ("清水县", "云山街道", "李四"),
    ]
