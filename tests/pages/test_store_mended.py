"""A store that can't be opened: the screen says what is there, and opens it at a click."""

from pathlib import Path

import duckdb
import pytest

from analytics.submissions import submissions
from data.demo.render import text
from data.ingest import ingest
from data.review import Wish
from data.store import Store, documents, pointer
from tests import factory
from tests.pages import screens


def test_a_store_that_lost_its_pointer_is_told_and_opened_at_a_click(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    factory.store(tmp_path / "store", [factory.report(1, "云山镇", 2024)])
    (tmp_path / "store" / pointer.NAME).unlink()
    at = screens.app(monkeypatch, tmp_path / "store").run()
    assert "指明当前数据的小文件 live 不见了" in at.error[0].value
    assert "还没有收录年报" not in screens.said(at)
    assert "1份年报" in at.button(key="restore").label
    at.button(key="restore").click().run()
    assert not at.error
    assert pointer.read(tmp_path / "store")


def test_a_store_that_is_gone_is_not_shown_as_an_empty_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factory.store(tmp_path / "store", [factory.report(1, "云山镇", 2024)])
    (tmp_path / "store").rename(tmp_path / "elsewhere")
    at = screens.app(monkeypatch, tmp_path / "store").run()
    assert "现在不见了" in at.error[0].value
    assert not at.code
    assert not (tmp_path / "store").exists()


def test_a_damaged_original_is_not_offered_and_comes_back_when_it_is_imported_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = factory.report(1, "云山镇", 2024)
    factory.store(tmp_path / "store", [made])
    documents.path(tmp_path / "store", made.sha256).write_bytes(b"x")
    at = screens.page(screens.app(monkeypatch, tmp_path / "store", unit="云山镇", year="2024"), "unit")
    assert not at.exception
    assert "原始文件已损坏或不在库中" in screens.said(at)
    factory.store(tmp_path / "store", [made])
    assert "原始文件已损坏或不在库中" not in screens.said(at.run())


def test_a_store_of_an_earlier_version_is_made_again_at_a_click_with_all_decisions(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    (tmp_path / "云山镇_2024.txt").write_text(text(factory.report(1, "云山镇", 2024)), encoding="utf-8")
    assert ingest([tmp_path / "云山镇_2024.txt"], folder).ok
    Store(folder).act([Wish("accept", "云山镇", 2024, "王敏")])
    with duckdb.connect(folder / pointer.SNAPSHOTS / f"{pointer.read(folder)}.duckdb") as connection:
        connection.execute("UPDATE store_info SET schema_version = 0")
    assert "rebuild" not in {one.key for one in screens.app(monkeypatch, folder).run().button}  # for looking only
    monkeypatch.setenv("GONGKAI_EDITOR", "1")
    at = screens.app(monkeypatch, folder).run()
    assert "较早版本" in at.error[0].value
    at.button(key="rebuild").click().run()
    assert not at.exception and not at.error and "已按本版重建：1份" in at.success[0].value
    live = Store(folder).live()
    assert live and [one.state for one in submissions(live, 2024)] == ["accepted"]
