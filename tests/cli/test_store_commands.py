"""verify, backup, restore and rebuild as a user of the terminal meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from data.demo.render import text
from data.store import documents, pointer
from tests.factory import report


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.output


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    file = tmp_path / "云山镇_2020.txt"
    file.write_text(text(report(1)), encoding="utf-8")
    assert run("ingest", file, "--store", tmp_path / "store")[0] == 0
    return tmp_path / "store"


def test_a_whole_store_is_verified_and_listed(filled: Path) -> None:
    code, said = run("verify", "--store", filled)
    assert code == 0
    assert "年报1份" in said
    assert "问题0处" in said


def test_damage_is_told_in_words_and_by_the_exit_code(filled: Path) -> None:
    [original] = (file for file in (filled / "documents").iterdir() if len(file.name) == 64)
    original.write_bytes(b"x")
    code, said = run("verify", "--store", filled)
    assert code == 1
    assert "云山镇_2020.txt" in said
    assert "问题1处" in said
    assert documents.path(filled, original.name) == original


def test_a_store_that_lost_its_pointer_is_refused_until_it_is_restored(filled: Path, tmp_path: Path) -> None:
    (filled / pointer.NAME).unlink()
    code, said = run("ingest", tmp_path / "云山镇_2020.txt", "--store", filled)
    assert code == 1
    assert "gongkai restore" in said
    code, said = run("restore", "--store", filled)
    assert code == 0
    assert "年报1份" in said
    assert "能完整读出，不需要恢复" in run("restore", "--store", filled)[1]
    assert run("export", "cells", "--store", filled)[0] == 0


def test_a_backup_brings_back_a_store_that_is_gone(filled: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "备份", "--store", filled)[0] == 0
    shutil.rmtree(filled)
    code, said = run("export", "cells", "--store", filled)
    assert code == 1
    assert "没有在原处新建空库" in said
    assert not filled.exists()
    assert run("restore", tmp_path / "备份", "--store", filled)[0] == 0
    assert run("verify", "--store", filled)[0] == 0


def test_a_new_store_in_the_place_of_one_that_is_gone_must_be_asked_for(filled: Path, tmp_path: Path) -> None:
    shutil.rmtree(filled)
    assert run("ingest", tmp_path / "云山镇_2020.txt", "--store", filled)[0] == 1
    assert run("ingest", tmp_path / "云山镇_2020.txt", "--store", filled, "--new")[0] == 0


def test_a_store_is_made_again_from_its_documents(filled: Path) -> None:
    shutil.rmtree(filled / "snapshots")
    code, said = run("rebuild", "--store", filled, "--lang", "en")
    assert code == 0
    assert "1 reports" in said


def test_what_is_unforeseen_ends_in_one_line(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("cli.verify.verified", broken)
    code, said = run("verify", "--store", filled)
    assert code == 1
    assert len(said.strip().splitlines()) == 1
    assert "ZeroDivisionError" in said
