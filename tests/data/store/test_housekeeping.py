"""What the store's own housekeeping must never do: lose what it holds because its pointer is gone or wrong."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import duckdb
import pytest

from data.errors import BadStore, as_told
from data.store import Store, pointer, restore, whereabouts, writer
from tests.factory import ingested, report, store


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """A store of five snapshots, the last with five reports."""
    folder = tmp_path / "store"
    for number in range(5):
        store(folder, [report(number, f"第{'一二三四五'[number]}镇")])
    return folder


def held(folder: Path) -> set[str]:
    return {file.name for file in (folder / pointer.SNAPSHOTS).iterdir()}


def refused(folder: Path) -> str:
    """The error that reading and writing both end on."""
    keys = set()
    for attempt in (Store(folder).live, lambda: Store(folder).add([ingested(report(9, "新镇"))])):
        with pytest.raises(BadStore) as caught:
            attempt()
        assert str(folder) in caught.value.say("zh")
        assert "gongkai restore" in caught.value.say("en")
        keys.add(caught.value.key)
    [key] = keys
    return key


def test_a_lost_pointer_costs_no_snapshot_and_is_told(five: Path) -> None:
    before = held(five)
    (five / pointer.NAME).unlink()
    assert refused(five) == "store_pointer_lost"
    assert held(five) == before
    chosen = restore.to_snapshot(five)
    assert (chosen.before, chosen.now.reports) == ("", 5)
    Store(five).add([ingested(report(9, "新镇"))])
    assert len(Store(five).live().cursor().execute("SELECT id FROM report").fetchall()) == 6


def test_no_single_flipped_bit_of_the_pointer_costs_a_snapshot_or_goes_unnoticed(five: Path) -> None:
    true, before = (five / pointer.NAME).read_bytes(), held(five)
    live, told = true.decode().strip(), 0
    for bit in range(len(true) * 8):
        flipped = bytearray(true)
        flipped[bit // 8] ^= 1 << bit % 8
        (five / pointer.NAME).write_bytes(flipped)
        try:
            assert Store(five).live().id == live  # white space at its end means nothing
        except BadStore as error:
            assert error.key in {"store_pointer_broken", "store_pointer_astray"}
            with pytest.raises(BadStore):
                Store(five).add([ingested(report(9, "新镇"))])
            told += 1
        assert held(five) == before
    assert told >= 8 * (len(true) - 1)


def test_nothing_newer_than_the_live_snapshot_is_cleared_away(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_BYTES", 0)
    ids = pointer.snapshots(five)
    restore.to_snapshot(five, ids[-1])
    made = store(five, [report(9, "新镇")])
    assert pointer.number(made.id) == 6
    assert {f"{id}.duckdb" for id in ids[:4]} | {f"{made.id}.duckdb"} == held(five)
    assert len(made.cursor().execute("SELECT id FROM report").fetchall()) == 2


def test_an_import_that_fails_clears_nothing_away(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(five)

    def full(*given: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pointer, "replace", full)
    with pytest.raises(BadStore, match="the disk is full") as caught:
        Store(five).add([ingested(report(9, "新镇"))])
    assert "磁盘空间不足" in caught.value.say("zh")
    assert held(five) == before


def test_a_last_sync_that_fails_does_not_make_a_failure_of_a_success(
    five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(folder: Path) -> None:
        if folder == five:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(pointer, "sync_folder", failing)
    written = Store(five).add([ingested(report(9, "新镇"))])
    assert not written.sure
    assert len(Store(five).live().cursor().execute("SELECT id FROM report").fetchall()) == 6


def test_a_first_import_that_was_cut_off_is_no_store_that_lost_its_pointer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*given: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pointer, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            Store(tmp_path / "new").add([ingested(report(1))])
    assert Store(tmp_path / "new").live() is None
    assert store(tmp_path / "new", [report(1)])
    assert not (tmp_path / "new" / pointer.UNFINISHED).exists()


def test_a_store_that_was_open_before_and_is_gone_is_told_and_not_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "store"
    folder.parent.mkdir()
    store(folder, [report(1)])
    shutil.move(folder, tmp_path / "elsewhere")
    for attempt in (Store(folder).live, lambda: Store(folder).add([ingested(report(2))])):
        with pytest.raises(BadStore) as caught:
            attempt()
        assert caught.value.key == "store_gone"
    folder.mkdir()  # the mount point of a drive that is not there
    with pytest.raises(BadStore, match="No empty store was made"):
        Store(folder).live()
    assert list(folder.iterdir()) == []
    whereabouts.forget(folder)
    assert Store(folder).live() is None


def test_a_store_whose_parent_folder_is_not_there_is_told_and_no_folder_made(tmp_path: Path) -> None:
    folder = tmp_path / "drive" / "store"
    for attempt in (Store(folder).live, lambda: Store(folder).add([ingested(report(2))])):
        with pytest.raises(BadStore) as caught:
            attempt()
        assert caught.value.key == "store_no_parent"
    assert list(tmp_path.iterdir()) == []


def test_the_usual_place_needs_no_folder_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = tmp_path / "share" / "gongkai" / "store"
    monkeypatch.setattr(whereabouts, "usual_folder", lambda: usual)
    assert Store(usual).live() is None
    assert store(usual, [report(1)])


def test_a_store_of_demo_data_is_not_remembered(tmp_path: Path) -> None:
    store(tmp_path / "demo", [report(1)], kind="demo")
    shutil.rmtree(tmp_path / "demo")
    assert Store(tmp_path / "demo").live() is None


def test_a_snapshot_with_other_tables_than_declared_is_told(five: Path) -> None:
    other = Path(shutil.copytree(five, five.parent / "other"))  # a file that is open here can't be written
    with duckdb.connect(pointer.path(other, pointer.read(other) or "")) as connection:
        connection.execute("ALTER TABLE report ADD COLUMN extra INTEGER")
    with pytest.raises(BadStore) as caught:
        Store(other).live()
    assert caught.value.key == "store_shape"


def test_a_snapshot_under_another_name_is_not_taken_for_its_own(five: Path) -> None:
    other = Path(shutil.copytree(five, five.parent / "other"))
    newest, before, *_ = pointer.snapshots(other)
    shutil.copyfile(pointer.path(other, before), pointer.path(other, newest))
    with pytest.raises(BadStore) as caught:
        Store(other).live()
    assert caught.value.key == "store_broken"
    assert restore.to_snapshot(other).now.id == before


def test_a_hundred_flipped_bits_in_snapshots_change_nothing_unnoticed(five: Path) -> None:
    file = pointer.path(five, pointer.read(five) or "")
    true = file.read_bytes()
    chance, told = random.Random(19), 0
    clean = _numbers(five)
    for _ in range(100):
        bit = chance.randrange(len(true) * 8)
        flipped = bytearray(true)
        flipped[bit // 8] ^= 1 << bit % 8
        other = five.parent / f"flipped-{bit}"
        (other / pointer.SNAPSHOTS).mkdir(parents=True)
        pointer.path(other, file.stem).write_bytes(flipped)
        (other / pointer.NAME).write_text(f"{file.stem}\n", encoding="utf-8")
        try:
            assert _numbers(other) == clean
        except BadStore as error:
            told += 1
            assert error.say("zh")
        shutil.rmtree(other)
    assert told


def _numbers(folder: Path) -> list[tuple[object, ...]]:
    """All that a store says, or a BadStore, as a command would end on it."""
    try:
        cursor = Store(folder).live().cursor()
        return cursor.execute("SELECT * FROM observation ORDER BY ALL").fetchall()
    except Exception as error:
        raise as_told(error) from error


def test_small_snapshots_stay_beyond_the_usual_number(five: Path) -> None:
    ids = pointer.snapshots(five)
    made = store(five, [report(9, "新镇")])
    assert held(five) == {f"{id}.duckdb" for id in (made.id, *ids)}


def test_a_full_keep_of_snapshots_loses_only_the_oldest(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_BYTES", 0)
    ids = pointer.snapshots(five)
    made = store(five, [report(9, "新镇")])
    assert held(five) == {f"{id}.duckdb" for id in (made.id, *ids[: writer.KEPT_SNAPSHOTS - 1])}
