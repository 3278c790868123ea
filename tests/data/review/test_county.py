"""A county's own figures and the sums it keeps: in the journal, undone one by one, made again with the store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from data.demo.render import text
from data.errors import BadRequest
from data.ingest import ingest
from data.rebuild import rebuild
from data.review import Keeping, OwnFigure
from data.review.county import FEES
from data.store import Store
from data.store.log import log
from tests.factory import report

BODY, YEAR, CELL = "清水县", 2023, "2.rules.made"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    root = tmp_path_factory.mktemp("county")
    (root / "云山镇_2023.txt").write_text(text(report(1, "云山镇", YEAR)), encoding="utf-8")
    assert ingest([root], root / "store").ok
    return Store(root / "store")


def own(store: Store, value: str, **more: Any) -> None:
    said = {"body": BODY, "year": YEAR, "form": "2021", "cell": CELL, "by": "王敏", "reason": "县政府规章"} | more
    store.act([OwnFigure(value=value, **said)])


def keep(store: Store, name: str = "一稿", **more: Any) -> None:
    said = {"name": name, "body": BODY, "year": YEAR, "form": "2021", "snapshot": store.live().id, "by": "王敏"} | more
    store.act([Keeping(content={"units": {"云山镇": [1, "值"]}}, **said)])


def rows(store: Store, table: str) -> list[tuple[object, ...]]:
    return store.live().cursor().execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()


def test_what_was_entered_and_kept_outlasts_a_rebuild_and_what_was_undone_stays_undone(store: Store) -> None:
    own(store, "2")
    own(store, "3", seen="2")
    own(store, "150.5", cell=FEES)
    own(store, "1", cell="2.fees.amount")
    keep(store)
    keep(store)
    keep(store, "别的")
    store.undo("赵六")
    before = {table: rows(store, table) for table in ("own_figure", "kept_sum")}
    entered = {row[2]: row[4] for row in before["own_figure"]}
    assert entered == {"2.fees.amount": 1, CELL: 3, FEES: Decimal("150.5")}
    assert [row[0] for row in before["kept_sum"]] == ["一稿", "一稿"]
    rebuild(store.folder)
    assert {table: rows(store, table) for table in before} == before
    told = [(one.entry.kind, one.entry.subject, one.entry.old, one.undone) for one in log(store.folder)[1:-1]]
    assert told == [
        ("own", CELL, "", False),
        ("own", CELL, "2", False),
        ("own", FEES, "", False),
        ("own", "2.fees.amount", "", False),
        ("keep", "一稿", "", False),
        ("keep", "一稿", "", False),
        ("keep", "别的", "", True),
        ("undo", "keep 别的", log(store.folder)[-2].entry.old, False),
    ]
    own(store, "")
    assert [row[2] for row in rows(store, "own_figure")] == ["2.fees.amount", FEES]
    own(store, "7")
    own(store, "5", form="2019")  # 新制作数量 is another thing than 制发件数
    assert [(row[3], row[4]) for row in rows(store, "own_figure") if row[2] == CELL] == [("2019", 5), ("2021", 7)]


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        ({"value": "1.5"}, "decision_not_whole"),
        ({"value": "-1"}, "decision_negative"),
        ({"value": "1", "by": " "}, "decision_nameless"),
        ({"value": "1", "reason": " "}, "decision_reasonless"),
        ({"value": "1", "cell": "2.procurement.amount"}, "own_no_cell"),
        ({"value": "1", "cell": "prose.items"}, "own_no_cell"),
        ({"value": "1", "seen": "88"}, "own_meanwhile"),
        ({"value": "", "cell": "2.rules.repealed"}, "own_no_change"),
    ],
)
def test_what_can_not_stand_for_a_sum_is_told_and_changes_nothing(store: Store, wish: dict[str, str], key: str) -> None:
    before = store.live().id
    with pytest.raises(BadRequest) as told:
        own(store, **wish)
    assert told.value.key == key and store.live().id == before


@pytest.mark.parametrize(
    ("more", "key"),
    [({"name": " "}, "keep_nameless"), ({"by": ""}, "decision_nameless"), ({"form": "2019"}, "keep_taken")],
)
def test_sums_are_kept_under_a_name_of_their_own(store: Store, more: dict[str, str], key: str) -> None:
    keep(store, "占用")
    with pytest.raises(BadRequest) as told:
        keep(store, **{"name": "占用"} | more)
    assert told.value.key == key
