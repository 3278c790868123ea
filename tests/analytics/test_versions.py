"""Two documents for one unit and year: which findings the later one did away with, and which it brought."""

from __future__ import annotations

from pathlib import Path

from analytics.versions import Judged, changed, findings
from data.model import Report
from data.store import Store
from tests import factory

TOTAL, NATURAL = "3.new.total", "3.new.natural"


def judged(folder: Path, first: Report, second: Report) -> tuple[Judged, list[tuple[str, str, str]]]:
    """What is said of the second document against the first, which it takes the place of."""
    for one in (first, second):
        Store(folder).add([factory.ingested(one)])
    snapshot = Store(folder).live()
    assert snapshot is not None
    [(now, before)] = snapshot.cursor().execute("SELECT id, supersedes FROM report WHERE live").fetchall()
    return findings(snapshot, before, now), changed(snapshot, before, now)


def test_what_is_mended_is_gone_what_is_spoilt_is_new_and_what_stays_is_counted(tmp_path: Path) -> None:
    good = factory.report(1, "甲镇", 2023, busy=False)
    kept = factory.with_cell(good, "4.reviews.total", "7")
    first = factory.with_cell(kept, TOTAL, "5")
    second = factory.with_cell(kept, "4.suits_direct.total", "3")
    said, cells = judged(tmp_path / "s", first, second)
    assert {code for code, *_ in cells} == {TOTAL, "4.suits_direct.total"}
    assert len(said.gone) == 1 and TOTAL in said.gone[0].cells  # the sums that one mistake broke are one
    assert len(said.new) == 1 and "4.suits_direct.total" in said.new[0].cells
    assert said.kept >= 1 and "4.reviews.total" not in {code for one in (*said.gone, *said.new) for code in one.cells}
    assert said.gone[0].say("zh") != said.gone[0].say("en")


def test_the_same_again_is_neither_gone_nor_new(tmp_path: Path) -> None:
    broken = factory.with_cell(factory.report(1, "甲镇", 2023, busy=False), TOTAL, "5")
    said, cells = judged(tmp_path / "s", broken, factory.with_cell(broken, NATURAL, "0", raw="０"))
    assert said.gone == said.new == () and said.kept and cells == []
