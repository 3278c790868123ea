"""The demo folder: documents, roster and key, written only where nothing else is lost."""

import hashlib
import json
from pathlib import Path

import pytest

from data.demo.folder import write
from data.errors import BadRequest
from data.roster import Roster


def digest(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def key(folder: Path) -> dict:
    return json.loads((folder / "答案.json").read_text(encoding="utf-8"))


def test_writes_every_report_with_roster_and_key(tmp_path):
    assert write(tmp_path / "d") == 108
    files = digest(tmp_path / "d")
    assert len(files) == 110 and {"单位名录.csv", "答案.json"} < set(files)
    assert {report["file"] for report in key(tmp_path / "d")["reports"]} == set(files) - {"单位名录.csv", "答案.json"}


def test_writing_again_gives_the_same_bytes(tmp_path):
    write(tmp_path / "a", 6)
    write(tmp_path / "b", 6)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_roster_tells_the_merger_and_the_renaming(tmp_path):
    write(tmp_path, plain=True)
    entries = {entry.name: entry for entry in Roster.read(tmp_path / "单位名录.csv").entries}
    ended = {name: entry for name, entry in entries.items() if entry.successors}
    assert sorted((entry.succession, entry.last) for entry in ended.values()) == [
        ("merged", 2020),
        ("merged", 2020),
        ("renamed", 2021),
    ]
    for entry in ended.values():
        assert entries[entry.successors[0]].first == entry.last + 1
    assert {entry.kind for entry in entries.values()} == {"镇", "乡", "街道"}
    assert len({entry.parents for entry in entries.values()}) == 1


def test_earlier_demo_data_are_replaced(tmp_path):
    write(tmp_path, 6, (2019, 2022), 1)
    write(tmp_path, 2, (2020, 2020), 2)
    assert len(digest(tmp_path)) == 2 + 2
    assert key(tmp_path)["seed"] == 2


@pytest.mark.parametrize("name", ["note.txt", "答案.json"])
def test_folder_with_other_things_is_left_alone(tmp_path, name):
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(BadRequest) as refused:
        write(tmp_path)
    assert str(tmp_path) in refused.value.say("zh")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_file_in_the_folders_place_is_told(tmp_path):
    (tmp_path / "d").write_text("mine", encoding="utf-8")
    with pytest.raises(BadRequest):
        write(tmp_path / "d")


@pytest.mark.parametrize(
    ("townships", "years"),
    [(0, (2019, 2024)), (-3, (2019, 2024)), (18, (2018, 2024)), (18, (2024, 2019)), (18, (2019, 20240))],
)
def test_impossible_numbers_are_told_before_anything_is_written(tmp_path, townships, years):
    with pytest.raises(BadRequest) as refused:
        write(tmp_path / "d", townships, years)
    assert "--" in refused.value.say("zh") and not (tmp_path / "d").exists()


def test_key_says_what_is_planted_where(tmp_path):
    write(tmp_path, plain=True)
    planted = {entry["defect"] for report in key(tmp_path)["reports"] for entry in report["planted"]}
    assert planted >= {
        "superseded_form",
        "mixed_forms",
        "table_absent",
        "blank_totals",
        "nil_signs",
        "money_without_unit",
    }
    assert len(key(tmp_path)["not_handed_in"]) == 2
