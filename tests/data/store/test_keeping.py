"""What is kept beside the data: manifests, decisions, backups; and what is told when any of it is damaged."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from data.errors import BadStore
from data.store import Store, copying, documents, journal, manifest, pointer, restore, sealed
from data.store.verify import verify
from tests.factory import document, ingested, report, store


def keys(problems: tuple[BadStore, ...]) -> list[str]:
    return [problem.key for problem in problems]


def test_each_original_has_a_manifest_that_says_as_what_it_came(tmp_path: Path) -> None:
    first, second = report(1, parents=("清水县",)), report(2, parents=("清水县",))
    one = store(tmp_path, [first])
    other = store(tmp_path, [second])
    known = manifest.read(manifest.path(tmp_path, first.sha256))
    assert known is not None
    [taken] = known.imports
    assert (taken.name, taken.parents, taken.year) == (first.source_file, ("清水县",), 2020)
    assert (taken.jurisdiction, taken.snapshot, taken.base, taken.slot) == ("云山镇", one.id, "", 0)
    assert known.size == len(document(first))
    assert known.superseded_by == {"云山镇 2020": second.sha256}
    assert manifest.read(manifest.path(tmp_path, second.sha256)).imports[0].base == other.id.replace(other.id, one.id)


def test_a_document_that_comes_again_unchanged_leaves_its_manifest_as_it_was(tmp_path: Path) -> None:
    store(tmp_path, [report(1)])
    before = manifest.path(tmp_path, report(1).sha256).read_bytes()
    Store(tmp_path).add([ingested(report(1))])
    assert manifest.path(tmp_path, report(1).sha256).read_bytes() == before


def test_a_damaged_manifest_is_told_and_never_overwritten_without_a_copy(tmp_path: Path) -> None:
    first = report(1)
    store(tmp_path, [first])
    file = manifest.path(tmp_path, first.sha256)
    file.write_text(file.read_text(encoding="utf-8").replace("2020", "2021"), encoding="utf-8")
    assert keys(verify(tmp_path).problems) == ["store_manifest_lost"]
    store(tmp_path, [report(2)])  # supersedes it, which its manifest is told
    assert file.with_name(f"{file.name}.damaged").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1}', '{"a": 1, "check": "0"}', "[" * 100_000])
def test_a_record_that_is_not_as_it_was_written_is_none(text: str) -> None:
    assert sealed.opened(text) is None


def test_a_record_comes_back_as_it_was_written() -> None:
    record = {"name": "云山镇\ud800", "year": 2020, "parts": [1, {"a": None}]}
    assert sealed.opened(sealed.closed(record)) == record


def decision(subject: str) -> journal.Entry:
    return journal.entry(datetime(2026, 1, 2, 3, 4, 5), "roster", subject, new="x", reason="原因\n第二行")


def test_the_journal_gives_back_what_was_decided_and_survives_half_a_line(tmp_path: Path) -> None:
    journal.append(tmp_path, [decision("甲"), decision("乙")])
    file = tmp_path / journal.NAME / journal.FILE
    with file.open("ab") as half:
        half.write(b'{"at": "2026')
    journal.append(tmp_path, [decision("丙")])
    assert [entry.subject for entry in journal.entries(tmp_path)] == ["甲", "乙", "丙"]
    assert [isinstance(line, str) for line in journal.lines(tmp_path)] == [False, False, True, False]
    assert asdict(journal.entries(tmp_path)[0])["reason"] == "原因\n第二行"


@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_an_original_that_is_not_what_was_imported_is_never_handed_out_and_heals(tmp_path: Path, how: str) -> None:
    made = report(1)
    store(tmp_path, [made])
    file = documents.path(tmp_path, made.sha256)
    content = file.read_bytes()
    match how:
        case "flipped":
            file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        case "cut":
            file.write_bytes(content[:-1])
        case "gone":
            file.unlink()
    with pytest.raises(BadStore) as caught:
        Store(tmp_path).document(made.sha256)
    assert made.source_file in caught.value.say("zh")
    assert len(verify(tmp_path).problems) == 1
    Store(tmp_path).add([ingested(made)])
    assert Store(tmp_path).document(made.sha256) == content
    assert verify(tmp_path).problems == ()


def test_a_backup_taken_while_imports_go_on_opens_whole(tmp_path: Path) -> None:
    folder, done, faults = tmp_path / "store", Event(), []
    store(folder, [report(0)])

    def importing() -> None:
        for number in range(1, 9):
            store(folder, [report(number, f"第{number}镇")])
        done.set()

    def backing_up() -> None:
        number = 0
        while not done.is_set() or number < 3:
            target = tmp_path / f"backup-{number}"
            try:
                copied = copying.backup(folder, target)
                assert copied.problems == ()
                assert keys(verify(target).problems) == []
                rows = Store(target).live().cursor().execute("SELECT sha256 FROM report").fetchall()
                assert all(Store(target).document(sha256) for (sha256,) in rows)
            except BaseException as fault:
                faults.append(fault)
            number += 1

    threads = [Thread(target=importing), Thread(target=backing_up)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_backup_is_brought_up_to_date_and_restores_a_store_that_is_gone(tmp_path: Path) -> None:
    folder, target = tmp_path / "store", tmp_path / "backup"
    store(folder, [report(0)])
    copying.backup(folder, target)
    last = store(folder, [report(1, "河西镇")])
    assert copying.backup(folder, target).snapshot == last.id
    shutil.rmtree(folder)
    done = restore.from_backup(folder, target)
    assert (done.before, done.now.id, done.now.reports) == ("", last.id, 2)
    assert verify(folder).problems == ()
    assert [entry.kind for entry in journal.entries(folder)][-1:] == ["restore"]


def test_restoring_a_backup_keeps_what_came_since(tmp_path: Path) -> None:
    folder, target = tmp_path / "store", tmp_path / "backup"
    first = store(folder, [report(0)])
    copying.backup(folder, target)
    last = store(folder, [report(1, "河西镇")])
    assert restore.from_backup(folder, target).now.id == first.id
    assert Store(folder).document(report(1, "河西镇").sha256)
    assert restore.to_snapshot(folder, last.id).now.reports == 2


def test_a_backup_heals_a_damaged_original(tmp_path: Path) -> None:
    folder, target, made = tmp_path / "store", tmp_path / "backup", report(0)
    store(folder, [made])
    copying.backup(folder, target)
    documents.path(folder, made.sha256).write_bytes(b"x")
    assert keys(copying.backup(folder, target).problems) == []  # the backup's copy is whole, and stays
    assert documents.is_whole(documents.path(target, made.sha256), made.sha256)
    restore.from_backup(folder, target)
    assert verify(folder).problems == ()


@pytest.mark.parametrize("target", [".", "within"])
def test_a_backup_into_the_store_itself_is_refused(tmp_path: Path, target: str) -> None:
    store(tmp_path, [report(0)])
    with pytest.raises(BadStore, match="within the store"):
        copying.backup(tmp_path, tmp_path / target)


def test_a_backup_into_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    store(tmp_path / "store", [report(0)])
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "工作总结.docx").write_bytes(b"x")
    with pytest.raises(BadStore, match="is no store"):
        copying.backup(tmp_path / "store", tmp_path / "backup")
    assert [file.name for file in (tmp_path / "backup").iterdir()] == ["工作总结.docx"]


def test_a_backup_of_no_store_or_from_no_backup_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadStore, match="holds no report"):
        copying.backup(tmp_path / "empty", tmp_path / "backup")
    with pytest.raises(BadStore, match="holds no backup"):
        restore.from_backup(tmp_path / "store", tmp_path / "empty")


def test_only_a_snapshot_that_reads_whole_can_be_chosen(tmp_path: Path) -> None:
    ids = [store(tmp_path / "made", [report(n, f"第{n}镇")]).id for n in range(3)]
    folder = Path(shutil.copytree(tmp_path / "made", tmp_path / "store"))
    damaged = pointer.path(folder, ids[2])
    content = damaged.read_bytes()
    damaged.write_bytes(content[: len(content) // 2])
    assert [choice.error is None for choice in restore.choices(folder)] == [False, True, True]
    with pytest.raises(BadStore):
        restore.to_snapshot(folder, ids[2])
    assert restore.live(folder) == ids[2]
    assert restore.to_snapshot(folder).now.id == ids[1]
    for id in ids[:2]:
        pointer.path(folder, id).write_bytes(b"")
    with pytest.raises(BadStore, match="None of the data files"):
        restore.to_snapshot(folder)
    with pytest.raises(BadStore, match="no snapshot 000009-00000000"):
        restore.to_snapshot(folder, "000009-00000000")


def test_the_store_verified_names_every_kind_of_damage(tmp_path: Path) -> None:
    made = [report(0), report(1, "河西镇"), report(2, "河东镇")]
    store(tmp_path / "made", made)
    folder = Path(shutil.copytree(tmp_path / "made", tmp_path / "store"))
    assert verify(folder).problems == ()
    documents.path(folder, made[0].sha256).unlink()
    documents.path(folder, made[1].sha256).write_bytes(b"")
    manifest.path(folder, made[2].sha256).unlink()
    journal.append(folder, [decision("甲")])
    (folder / journal.NAME / journal.FILE).write_text("{}\n", encoding="utf-8")
    (folder / pointer.NAME).write_bytes(b"?")
    assert sorted(keys(verify(folder).problems)) == [
        "store_document_changed",
        "store_journal_damaged",
        "store_manifest_lost",
        "store_pointer_broken",
    ]
    restore.to_snapshot(folder)
    assert "store_document_lost" in keys(verify(folder).problems)
