"""What `python -m bench.summed` measures at 60 units, at one unit a format."""

from __future__ import annotations

from pathlib import Path

from bench.summed import FORMATS, Marks, by_hand, marked, summed


def test_units_in_five_formats_add_up_to_the_sum_by_hand(tmp_path: Path) -> None:
    found = summed(tmp_path, len(FORMATS), 2)
    assert found == dict.fromkeys(("csv", "docx", "xlsx"), Marks(200, 0, 0))
    rows = (tmp_path / "清水县2023.csv").read_text(encoding="utf-8-sig")
    truth = by_hand(tmp_path / "key.csv")
    assert len({value for value in truth.values()}) > 30  # else nothing would be said
    assert any(value.denominator > 1 for value in truth.values())
    wrong = rows.replace(",reported,", ",doubtful,", 1).replace("4,行政复议,结果维持", "4,行政复议,结果没有")
    assert marked(wrong, truth) == Marks(198, 2, 1)
