"""A store made again from its originals and decisions: equal in content to the one that was lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from data.demo.render import text
from data.errors import BadStore
from data.ingest import ingest
from data.rebuild import rebuild
from data.store import Store, journal, manifest, pointer, restore
from data.store.verify import verify
from tests.factory import report


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the live snapshot, sorted; the snapshot's own id apart."""
    cursor = Store(folder).live().cursor()
    tables = [
        name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    ]
    found = {name: cursor.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall() for name in tables}
    found["store_info"] = [(version, kind) for version, _, kind, _ in found["store_info"]]
    return found


def files(folder: Path, made: Iterable[tuple[str, int, int]]) -> Path:
    """Documents under 县/名称_年份.txt, each of (path, year, seed)."""
    for path, year, seed in made:
        file = folder / f"{path}_{year}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text(report(seed, file.stem.partition("_")[0], year)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four imports: two counties with a town of one name, superseded reports, a merger, two rosters."""
    root = tmp_path_factory.mktemp("grown")
    folder = root / "store"
    first = files(root / "一", [("清水县/云山镇", 2020, 1), ("清水县/河西镇", 2020, 2), ("东海县/云山镇", 2020, 3)])
    (first / "单位名录.csv").write_text(
        "名称,类别,上级,别名,设立年份,撤销年份,接续单位,接续方式,人口2020\n"
        "云山镇,镇,清水县,,,,,,12000\n河西镇,镇,清水县,西河镇,,2022,河滨镇,合并,8000\n河滨镇,镇,清水县,,2022,,,,\n",
        encoding="utf-8",
    )
    assert ingest([first], folder).ok
    second = files(root / "二", [("清水县/云山镇", 2020, 4), ("清水县/河西镇", 2021, 5)])
    assert ingest([second], folder).ok
    third = files(root / "三", [("清水县/河滨镇", 2022, 6), ("东海县/云山镇", 2021, 7)])
    (third / "名录.csv").write_text("名称,类别,上级\n海口乡,乡,东海县\n", encoding="utf-8")
    assert ingest([third], folder).ok
    assert ingest([files(root / "四", [("清水县/云山镇", 2020, 8)])], folder).ok
    return folder


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to / "store"))


def test_a_store_made_again_equals_the_one_it_was(grown: Path, tmp_path: Path) -> None:
    folder = copied(grown, tmp_path)
    before = content(folder)
    assert {name for name, rows in before.items() if rows} >= {"report", "succession", "finding", "narrative"}
    assert sum(1 for row in before["report"] if row[13] is not None) == 2
    done = rebuild(folder)
    assert (done.lines, done.reports) == ((), 6)
    assert content(folder) == before
    assert verify(folder).problems == ()
    Store(folder)  # the old snapshots stay
    assert len(pointer.snapshots(folder)) == 5


@pytest.mark.parametrize("kept", [("documents",), ("documents", "journal")])
def test_documents_alone_are_enough_to_make_the_store_again(grown: Path, tmp_path: Path, kept: tuple[str, ...]) -> None:
    folder = tmp_path / "store"
    for name in kept:
        shutil.copytree(grown / name, folder / name)
    with pytest.raises(BadStore, match="gongkai restore"):
        Store(folder).live()
    assert rebuild(folder).lines == ()
    assert content(folder) == content(grown)


def test_a_store_made_again_can_be_added_to_and_made_again(grown: Path, tmp_path: Path) -> None:
    folder = copied(grown, tmp_path)
    rebuild(folder)
    assert ingest([files(tmp_path / "新", [("清水县/云山镇", 2021, 9)])], folder).ok
    before = content(folder)
    rebuild(folder)
    assert content(folder) == before
    shutil.rmtree(folder / pointer.SNAPSHOTS)
    (folder / pointer.NAME).unlink()
    rebuild(folder)
    assert content(folder) == before


def test_an_import_that_was_undone_stays_undone(grown: Path, tmp_path: Path) -> None:
    folder = copied(grown, tmp_path)
    before = content(folder)
    live = pointer.read(folder)
    assert ingest([files(tmp_path / "错", [("清水县/假镇", 2021, 9)])], folder).ok
    restore.to_snapshot(folder, live)
    rebuild(folder)
    assert content(folder) == before
    shutil.rmtree(folder / pointer.SNAPSHOTS)
    (folder / pointer.NAME).unlink()
    rebuild(folder)
    assert content(folder) == before


def test_a_store_of_a_version_without_manifests_gets_them_and_can_be_made_again(grown: Path, tmp_path: Path) -> None:
    folder = copied(grown, tmp_path)
    before = content(folder)
    rosters = [sha for sha, known in manifest.every(folder) if known and known.imports[0].kind == manifest.ROSTER]
    for file in [*(folder / "documents").glob("*.json"), *(folder / "documents" / sha for sha in rosters)]:
        file.unlink()
    shutil.rmtree(folder / journal.NAME)
    assert ingest([files(tmp_path / "新", [("清水县/云山镇", 2021, 9)])], folder).ok
    assert all(known for _, known in manifest.every(folder))
    shutil.rmtree(folder / pointer.SNAPSHOTS)
    (folder / pointer.NAME).unlink()
    assert rebuild(folder).lines == ()
    again = content(folder)
    assert len(again["report"]) == len(before["report"]) + 1
    assert sorted(str(row[1:]) for row in again["jurisdiction"]) == sorted(
        str(row[1:]) for row in before["jurisdiction"]
    )
    assert len(again["succession"]) == len(before["succession"])
    assert len(again["observation"]) > len(before["observation"])


def test_a_store_of_an_older_schema_is_made_again_and_not_touched_otherwise(grown: Path, tmp_path: Path) -> None:
    folder = copied(grown, tmp_path)
    before = content(folder)
    other = copied(grown, tmp_path / "old")
    with duckdb.connect(pointer.path(other, pointer.read(other) or "")) as connection:
        connection.execute("UPDATE store_info SET schema_version = 2")
        connection.execute("ALTER TABLE report DROP COLUMN made_up")
    for file in (other / "documents").glob("*.json"):
        file.unlink()
    with pytest.raises(BadStore, match="gongkai rebuild"):
        Store(other).live()
    assert rebuild(other).lines == ()
    assert len(content(other)["observation"]) == len(before["observation"])


def test_an_original_that_is_lost_or_damaged_stops_a_rebuild_that_would_lose_its_report(
    grown: Path, tmp_path: Path
) -> None:
    folder = copied(grown, tmp_path)
    before = content(folder)
    [sha256, *_] = [row[7] for row in before["report"] if row[14]]
    (folder / "documents" / sha256).write_bytes(b"x")
    with pytest.raises(BadStore) as caught:
        rebuild(folder)
    assert caught.value.key == "rebuild_incomplete"
    assert content(folder) == before
    assert not (folder / pointer.UNFINISHED).exists()  # else a pointer lost later would go unnoticed
    assert rebuild(folder, anyway=True).lines[0].error
    assert len(content(folder)["report"]) == len(before["report"]) - 1


def test_nothing_to_make_a_store_again_from_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadStore, match="no originals"):
        rebuild(tmp_path)
