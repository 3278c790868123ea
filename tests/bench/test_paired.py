"""The runner alternates and gives medians; the writer touches nothing but its section."""

import pytest

from bench import written
from bench.paired import Pair, Row, paired, told


def test_both_ways_take_turns_in_going_first():
    seen = []
    pair = Pair("both", lambda: seen.append("ours"), lambda: seen.append("floor"))
    paired([pair], rounds=3, warm_up=1)
    assert seen == ["floor", "ours", "ours", "floor", "floor", "ours", "ours", "floor"]


def test_medians_leave_out_the_warm_up():
    ours, floor = iter([100, 3, 1, 2]), iter([100, 1, 1, 1])
    [row] = paired([Pair("told", lambda: next(ours), lambda: next(floor), clock=told)], rounds=3)
    assert row == Row("told", 2.0, 1.0)
    assert row.ratio == 2.0


def test_what_comes_before_is_not_timed_and_runs_ahead_of_every_call():
    seen = []
    pair = Pair("before", lambda: 1.0, lambda: 1.0, before=lambda: seen.append(1), clock=told)
    paired([pair], rounds=2, warm_up=0)
    assert len(seen) == 4


def test_a_table_says_whether_the_goal_is_met():
    text = written.compared([Row("快", 1.2, 1), Row("慢", 1234.5, 500)], goal=1.3)
    assert "| 快 | 1.2 | 1 | 1.20 | ≤ 1.3 | 是 |" in text
    assert "| 慢 | 1,234 | 500 | 2.47 | ≤ 1.3 | 否 |" in text


def test_a_section_is_written_anew_and_the_rest_stays(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text("甲\n<!-- pages -->\n旧\n<!-- /pages -->\n乙\n", encoding="utf-8")
    written.put("pages", "新", document)
    assert document.read_text(encoding="utf-8") == "甲\n<!-- pages -->\n\n新\n\n<!-- /pages -->\n乙\n"
    with pytest.raises(ValueError, match="ingest"):
        written.put("ingest", "新", document)


def test_the_machine_is_named_with_its_versions():
    assert "streamlit 1.67.0" in written.machine()
