"""Two people save the roster on the page: the second is told, and nothing of either is lost."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from analytics.places import bodies
from data.errors import BadRequest
from data.roster import Roster
from data.store import Store, provenance
from pages.roster import saving
from tests import factory
from tests.factory import report
from ui import desk


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    roster = Roster.parse("名录.csv", "名称,类别,上级\n云山镇,镇,清水县\n河西镇,镇,清水县\n".encode())
    factory.store(tmp_path, [report(1, "云山镇", 2023, parents=("清水县",))], roster)
    monkeypatch.setattr(desk, "who", lambda: "王敏")
    return Store(tmp_path)


def shown(store: Store) -> pd.DataFrame:
    return saving.table(provenance.roster(store.live().cursor()))


def changed(table: pd.DataFrame, line: int, **cells: str) -> pd.DataFrame:
    made = table.copy()
    for name, text in cells.items():
        made.loc[line, name] = text
    return made


def test_the_second_keeps_what_the_first_saved_and_is_asked_where_both_wrote(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = SimpleNamespace(store=store, lang="zh")
    told: list[str] = []
    monkeypatch.setattr(desk, "tell", lambda kind, text: told.append(text))
    monkeypatch.setattr(saving.st, "session_state", {})
    before = shown(store)
    assert saving.save(before, changed(before, 0, 联系="张三"), now, None)
    assert saving.save(before, changed(before, 1, 联系="李四"), now, None)
    assert list(shown(store)["联系"]) == ["张三", "李四"]
    assert saving.save(before, changed(before, 0, 联系="赵六"), now, None) == ""
    assert "云山镇的联系：你写“赵六”，已保存的是“张三”" in told[0] and "王敏" in told[0]
    assert list(shown(store)["联系"]) == ["张三", "李四"]
    assert saving.save(before, changed(before, 0, 联系="赵六"), now, True)
    assert list(shown(store)["联系"]) == ["赵六", "李四"]


def test_a_roster_made_from_one_that_stands_no_more_is_refused(store: Store) -> None:
    old = provenance.roster(store.live().cursor())
    roster = Roster.parse("名录.csv", old)
    more = Roster.parse("名录.csv", old.decode("utf-8-sig").replace("河西镇", "河溪镇").encode())
    assert store.add([], more, seen=old).roster_error is None
    with pytest.raises(BadRequest) as refused:
        store.add([], roster, seen=old)
    assert refused.value.key == "roster_meanwhile"


def test_a_unit_renamed_and_moved_in_the_grid_is_the_same_unit(store: Store) -> None:
    before = shown(store)
    now = SimpleNamespace(store=store, lang="zh")
    assert saving.save(before, changed(before, 0, 名称="云山街道", 类别="街道", 上级="白水县"), now, None)
    table = bodies(store.live()).table
    assert table.select(["path", "area", "holds_true"]).to_pylist() == [
        {"path": "云山街道", "area": "白水县", "holds_true": True},
        {"path": "河西镇", "area": "清水县", "holds_true": False},
    ]
