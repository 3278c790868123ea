"""Only what changed in the prose of two versions is shown, both sides."""

from __future__ import annotations

import time

from analytics.reworded import Reworded, differing


def test_only_the_sentences_that_differ_are_told_and_cut_where_they_do() -> None:
    before = {"1": "公开信息452条。渠道畅通。按时更新。", "5": "问题不少。", "6": "没有其他事项。"}
    after = {"1": "公开信息52条。渠道畅通。按时更新。", "5": "问题不少。\n改进：一是培训。", "6": "没有其他\n事项。"}
    assert list(differing(before, after)) == [
        Reworded(
            "1",
            (("公开信息", False), ("452", True), ("条。", False)),
            (("公开信息", False), ("52", True), ("条。", False)),
        ),
        Reworded("5", (), (("改进：一是培训。", True),)),
    ]


def test_a_section_that_came_or_went_is_told_whole_and_little_in_common_is_not_combed() -> None:
    assert list(differing({"5": "删去的一段。"}, {})) == [Reworded("5", (("删去的一段。", True),), ())]
    [one] = differing({"1": "甲乙丙丁戊己庚辛。"}, {"1": "子丑寅卯辰己午未。"})
    assert (one.before, one.after) == ((("甲乙丙丁戊己庚辛。", True),), (("子丑寅卯辰己午未。", True),))


def test_both_sides_put_together_are_what_was_written() -> None:
    before, after = "本年加强培训三次，健全制度。其他照旧。", "本年加强业务培训五次，健全了制度。其他照旧。新增一句。"
    found = list(differing({"1": before}, {"1": after}))
    assert "".join(text for one in found for text, _ in one.after) == after.replace("其他照旧。", "")
    assert "".join(text for one in found for text, _ in one.before) == before.replace("其他照旧。", "")


def test_long_prose_without_a_stop_takes_no_time() -> None:
    begun = time.process_time()
    list(differing({"1": "甲乙" * 20_000}, {"1": "乙甲" * 20_000 + "丙"}))
    assert time.process_time() - begun < 5
