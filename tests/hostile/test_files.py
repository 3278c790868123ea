"""Some of the hostile files of `python -m tests.hostile.run`: refused or read, soon; reports among them are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.demo.render import text
from data.errors import BadDocument
from data.ingest import ingest
from data.sources import Source
from data.workers import prepared
from tests.factory import report
from tests.hostile.files import every
from tests.hostile.printed import one_page

LEAST = 130
MEGABYTES = 150


def test_there_are_enough_and_each_has_a_name_of_its_own() -> None:
    files = every()
    assert len({one.name for one in files}) == len(files) >= LEAST


def test_the_cheap_ones_are_told_and_reports_among_them_are_taken(tmp_path: Path) -> None:
    paths = [one.put(tmp_path) for one in every() if one.cheap]
    good = tmp_path / "清河镇_2023.txt"  # what of the others can be read is of another town
    good.write_text(text(report(1, "清河镇", 2023)), encoding="utf-8")
    done = ingest([*paths, good], tmp_path / "store")
    told = {Path(line.file).name: line.error.key if line.error else "taken" for line in done.lines}
    assert told["清河镇_2023.txt"] == "taken"
    assert len([one for one in told.values() if one != "taken"]) > len(paths) / 2
    assert not {"file_crashed", "file_unexpected", "no_process"} & set(told.values())
    for line in done.lines:
        assert line.error is None or (line.error.say("zh").isprintable() and line.error.say("en").isprintable())


def test_a_stream_that_unpacks_to_far_too_much_is_given_up_for_its_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(one_page(b" " * (150 * 2**20)))
    assert path.stat().st_size < 2**20
    [result] = prepared([Source("a.pdf", (), True, path)], "data.reading:prepare", 1, memory=MEGABYTES << 20)
    assert isinstance(result, BadDocument)
    assert result.key == "file_too_heavy"
    for lang in ("zh", "en"):
        assert "a.pdf" in result.say(lang)
        assert f"{MEGABYTES} MB" in result.say(lang)


@pytest.mark.parametrize("name", ["pipe.zip", "device.zip", "pipe.txt", "device.txt"])
def test_what_has_no_end_is_not_waited_for(name: str, tmp_path: Path) -> None:
    [path] = [one.put(tmp_path) for one in every() if one.name == name]
    [line] = ingest([path], tmp_path / "store").lines
    assert line.error is not None
    assert line.error.key == "file_unreadable"
