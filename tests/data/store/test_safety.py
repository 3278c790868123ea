"""A store stays whole: killed imports, readers at work, two writers, broken and foreign folders."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import duckdb
import filelock
import pytest

from data.errors import BadStore
from data.store import Ingested, Store, documents, pointer, snapshot, writer
from tests.factory import ingested, report, store

ROOT = Path(__file__).parents[3]
CELLS = 198
# Kills at random moments; `make test-long` asks for more.
KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "3"))


def whole(folder: Path) -> int:
    """How many reports the store has, each of them with all its cells and its document."""
    live = Store(folder).live()
    assert live is not None
    hashes = [sha256 for (sha256,) in live.cursor().execute("SELECT sha256 FROM report").fetchall()]
    assert live.cursor().execute("SELECT count(*) FROM observation").fetchone() == (len(hashes) * CELLS,)
    assert all(Store(folder).document(sha256) for sha256 in hashes)
    return len(hashes)


# Adds as many reports as asked to the store named; dies as if killed before the step of the given number, 0 for none.
CHILD = """
import os, sys
from pathlib import Path
from data.store import Store, disk, documents, manifest, pointer, writer
from tests.factory import ingested, report

folder, count, steps_left = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
made = [ingested(report(n, f"第{n}镇", 2020)) for n in range(count)]

def dying(step):
    def run(*given):
        global steps_left
        steps_left -= 1
        if steps_left == 0:
            os._exit(9)
        return step(*given)
    return run

documents.Incoming.put = dying(documents.Incoming.put)
for module in (documents, manifest, pointer, writer):
    module.sync_file = dying(disk.sync_file)
    module.sync_folder = dying(disk.sync_folder)
os.replace = dying(os.replace)
print("ready", flush=True)
Store(folder).add(made)
"""


def importing(folder: Path, count: int, dying_at: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(folder), str(count), str(dying_at)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def test_an_import_killed_at_any_moment_leaves_the_old_snapshot_or_the_new_one(tmp_path: Path) -> None:
    store(tmp_path, [report(1)])
    begun = time.monotonic()
    assert importing(tmp_path / "measured", 40).wait() == 0
    took = time.monotonic() - begun
    chance = random.Random(11)
    for _ in range(KILLS):
        child = importing(tmp_path, 40)
        time.sleep(chance.uniform(0, took / 2))
        child.kill()
        child.wait()
        assert whole(tmp_path) in {1, 41}
    before = whole(tmp_path)
    Store(tmp_path).add([ingested(report(1, "新镇"))])
    assert whole(tmp_path) == before + 1


STEPS = {
    2: "documents half put aside",
    4: "data written but not on disk",
    8: "manifests half written",
    16: "documents half moved in",
    19: "snapshot about to get its name",
    22: "pointer about to be replaced",
    23: "pointer replaced",
}


@pytest.mark.parametrize("step", STEPS, ids=STEPS.values())
def test_an_import_that_dies_between_two_steps_leaves_the_store_whole(tmp_path: Path, step: int) -> None:
    store(tmp_path, [report(1)])
    assert importing(tmp_path, 3, step).wait() == 9
    before = 4 if step == 23 else 1
    assert whole(tmp_path) == before
    Store(tmp_path).add([ingested(report(1, "新镇"))])
    assert whole(tmp_path) == before + 1
    assert leftovers(tmp_path) == []


def leftovers(folder: Path) -> list[str]:
    """Drafts, snapshots that never went live and documents put aside."""
    live = pointer.read(folder) or ""
    files = list((folder / pointer.SNAPSHOTS).iterdir())
    stray = [file.name for file in files if not pointer.is_snapshot(file) or file.stem > live]
    return [*stray, *(path.name for path in folder.glob(".incoming"))]


def test_an_import_stopped_by_the_user_leaves_nothing_behind(tmp_path: Path) -> None:
    def stopped() -> Iterator[Ingested]:
        yield ingested(report(2))
        raise KeyboardInterrupt

    store(tmp_path, [report(1, "新镇")])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KeyboardInterrupt):
        Store(tmp_path).add(stopped())
    assert sorted(tmp_path.rglob("*")) == before
    assert whole(tmp_path) == 1


def test_readers_never_see_half_an_import_or_one_anothers_rows(tmp_path: Path) -> None:
    batches = [[ingested(report(n, f"第{n}镇")) for n in range(5 * k, 5 * k + 5)] for k in range(6)]
    Store(tmp_path).add(batches[0])
    done, faults, counts = Event(), [], []

    def reading(unit: int) -> None:
        own = next(r.value for r in report(unit, f"第{unit}镇").readings if r.indicator == "2.procurement.amount")
        seen = 0
        try:
            while not done.is_set():
                live = Store(tmp_path).live()
                assert live is not None
                query = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM observation)"
                reports, cells = live.cursor().execute(query).fetchone()
                query = "SELECT value FROM observation JOIN jurisdiction j ON j.id = jurisdiction WHERE name = ? AND "
                mine = live.cursor().execute(f"{query} indicator = '2.procurement.amount'", [f"第{unit}镇"]).fetchall()
                assert (reports % 5, cells) == (0, reports * CELLS)
                assert reports >= seen
                assert mine == [(own,)]
                seen = reports
                counts.append(reports)
        except BaseException as fault:
            faults.append(fault)

    threads = [Thread(target=reading, args=(unit,)) for unit in range(4)]
    for thread in threads:
        thread.start()
    for batch in batches[1:]:
        Store(tmp_path).add(batch)
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(set(counts)) > 1
    assert whole(tmp_path) == 30


def test_a_query_under_way_outlives_its_snapshots_turn(tmp_path: Path) -> None:
    old = store(tmp_path, [report(1, "第0镇")])
    cursor = old.cursor()
    cursor.execute("SELECT indicator FROM observation")
    first = cursor.fetchmany(10)
    for n in range(1, snapshot.KEPT_OPEN + 2):
        store(tmp_path, [report(1, f"第{n}镇")]).cursor()
        assert len(snapshot._open[tmp_path / pointer.SNAPSHOTS]) <= snapshot.KEPT_OPEN
    assert len(first) + len(cursor.fetchall()) == CELLS
    assert old.cursor().execute("SELECT count(*) FROM report").fetchone() == (1,)


def test_the_last_snapshots_stay_and_can_be_asked_for_by_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_BYTES", 0)
    ids = [store(tmp_path, [report(1, f"第{n}镇")]).id for n in range(writer.KEPT_SNAPSHOTS + 2)]
    kept = sorted(file.stem for file in (tmp_path / pointer.SNAPSHOTS).iterdir())
    assert kept == ids[-writer.KEPT_SNAPSHOTS :]
    older = Store(tmp_path).snapshot(ids[-2])
    assert older is not None
    assert older.cursor().execute("SELECT count(*) FROM report").fetchone() == (len(ids) - 1,)
    assert [Store(tmp_path).snapshot(id) for id in (ids[0], "", "../live", f"../snapshots/{ids[-1]}")] == [None] * 4


def test_two_processes_importing_at_once_both_get_in(tmp_path: Path) -> None:
    child = importing(tmp_path, 40)
    Store(tmp_path).add([ingested(report(1, "新镇"))])
    assert child.wait() == 0
    assert whole(tmp_path) == 41


def test_a_second_writer_that_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LOCK_WAIT", 0.05)
    store(tmp_path, [report(1)])
    with filelock.FileLock(tmp_path / ".lock"), pytest.raises(BadStore) as caught:
        Store(tmp_path).add([ingested(report(2))])
    assert caught.value.say("zh").startswith("另一个导入正在写入年报库")
    assert whole(tmp_path) == 1


def test_an_empty_or_absent_folder_is_an_empty_store(tmp_path: Path) -> None:
    assert Store(tmp_path).live() is None
    assert Store(tmp_path / "yet").live() is None


def broken(folder: Path, how: str) -> None:
    live = folder / pointer.SNAPSHOTS / f"{pointer.read(folder)}.duckdb"
    match how:
        case "pointer":
            (folder / pointer.NAME).write_bytes(b"\xff../../etc")
        case "snapshot":
            live.write_bytes(b"no database" * 1000)
        case "no snapshot":
            live.unlink()
        case "no tables":
            live.unlink()
            duckdb.connect(live).close()
        case "newer" | "older":
            with duckdb.connect(live) as connection:
                connection.execute("UPDATE store_info SET schema_version = ?", [99 if how == "newer" else 0])


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ("pointer", "store_pointer_broken"),
        ("snapshot", "store_broken"),
        ("no snapshot", "store_pointer_astray"),
        ("no tables", "store_broken"),
        ("newer", "store_newer"),
        ("older", "store_older"),
    ],
)
def test_a_broken_store_or_one_of_another_version_is_told_and_left_alone(tmp_path: Path, how: str, key: str) -> None:
    Store(tmp_path).add([ingested(report(1))])
    broken(tmp_path, how)
    for attempt in (Store(tmp_path).live, lambda: Store(tmp_path).add([ingested(report(2))])):
        with pytest.raises(BadStore) as caught:
            attempt()
        assert caught.value.key == key
        assert str(tmp_path) in caught.value.say("zh")
        assert str(tmp_path) in caught.value.say("en")


def test_a_folder_with_other_things_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "工作总结.docx").write_bytes(b"x")
    for attempt in (Store(tmp_path).live, lambda: Store(tmp_path).add([ingested(report(1))])):
        with pytest.raises(BadStore, match="is no store"):
            attempt()
    assert [path.name for path in tmp_path.iterdir()] == ["工作总结.docx"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"")
    with pytest.raises(BadStore, match="not a folder"):
        Store(tmp_path / "s").live()
    with pytest.raises(BadStore, match="no folder"):
        Store(tmp_path / "s" / "t").add([ingested(report(1))])


def test_a_folder_without_write_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    store(tmp_path, [report(1)])
    monkeypatch.setattr("data.store.writer.shutil.copyfile", refuse)
    with pytest.raises(BadStore, match="no permission"):
        Store(tmp_path).add([ingested(report(2))])
    assert whole(tmp_path) == 1


def test_a_lost_document_is_told(tmp_path: Path) -> None:
    made = report(1)
    store(tmp_path, [made])
    documents.path(tmp_path, made.sha256).unlink()
    with pytest.raises(BadStore, match="lost the document"):
        Store(tmp_path).document(made.sha256)


def test_the_pointer_is_replaced_even_while_others_look_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, refusals = os.replace, iter([True, True])

    def busy(source: Path, target: Path) -> None:
        if target.name == pointer.NAME and next(refusals, False):
            raise PermissionError(13, "used by another process")  # as Windows says while a reader has it open
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    (tmp_path / pointer.SNAPSHOTS).mkdir()
    pointer.path(tmp_path, "000001-00000000").touch()
    pointer.replace(tmp_path, "000001-00000000")
    assert next(refusals, None) is None
    assert pointer.read(tmp_path) == "000001-00000000"
