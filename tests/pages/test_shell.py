from pathlib import Path

import pytest

from data.model import Status
from data.store import Snapshot
from tests import factory
from tests.pages import county, screens
from ui import shell


@pytest.mark.parametrize("page", ["overview", "compare", "unit"])
def test_an_empty_store_says_how_to_fill_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str) -> None:
    at = screens.page(screens.app(monkeypatch, tmp_path / "nothing"), page)
    assert not at.exception
    assert at.title[0].value == "还没有收录年报"
    assert at.code[0].value == f'gongkai ingest 年报文件夹 --store "{tmp_path / "nothing"}"'
    assert [button.label for button in at.button] == ["演示县（虚构）", "一份真实年报"]


def test_the_usual_store_needs_no_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ui.shell.usual_folder", lambda: tmp_path)
    assert screens.app(monkeypatch, tmp_path).run().code[0].value == "gongkai ingest 年报文件夹"


def test_bad_values_of_an_address_are_told_and_the_rest_is_followed(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, m="nonsense", t=["云山镇", "亡羊镇"], y=["2020", "1999"], store="cellar")
    at = screens.page(at, "compare")
    assert not at.exception
    [warning] = at.warning
    for bad in ("nonsense", "亡羊镇", "1999", "cellar"):
        assert bad in warning.value
    assert at.multiselect(key="t").value == ["云山镇"]
    assert at.segmented_control(key="y").value == [2020]
    assert at.selectbox(key="m").value == "applications_new"


def test_the_notice_goes_with_the_next_change(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, t="亡羊镇").run()
    assert len(at.warning) == 1
    at.multiselect(key="t").set_value(["云山镇"]).run()
    assert not at.warning


def test_a_measure_of_another_category_wins_over_the_category(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, c="disputes", m="licences").run()
    assert at.selectbox(key="c").value == "disclosure"
    assert at.selectbox(key="m").value == "licences"
    assert len(at.warning) == 1


def test_a_focus_outside_the_scope_is_dropped(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    at = screens.app(monkeypatch, folder, t=["云山镇", "白塔乡"]).run()
    at.multiselect(key="s").set_value(["class:镇"]).run()
    assert at.multiselect(key="t").value == ["云山镇"]


@pytest.mark.parametrize("page", ["overview", "compare", "unit"])
def test_made_up_data_says_so_on_every_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str) -> None:
    factory.store(tmp_path, [factory.report(1, "云山镇", year, made_up=True) for year in (2023, 2024)])
    at = screens.page(screens.app(monkeypatch, tmp_path), page)
    assert not at.exception
    assert "演示数据：地名与数字均为虚构" in screens.said(at)


def test_true_data_has_no_banner(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    assert "演示" not in screens.said(screens.app(monkeypatch, folder).run())


def test_true_and_made_up_places_never_stand_in_one_view(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factory.store(tmp_path, [factory.report(1, "云山镇", 2024), factory.report(1, "幻梦镇", 2024, made_up=True)])
    for made, shown, hidden in (("", "云山镇", "幻梦镇"), ("1", "幻梦镇", "云山镇")):
        at = screens.app(monkeypatch, tmp_path, **({"made": made} if made else {})).run()
        assert shown in screens.said(at)
        assert hidden not in screens.said(at)
        assert ("演示数据" in screens.said(at)) == bool(made)


def test_a_new_import_shows_at_the_next_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factory.store(tmp_path, [factory.report(1, "云山镇", 2024)])
    at = screens.app(monkeypatch, tmp_path).run()
    assert at.metric[0].value == "1"
    factory.store(tmp_path, [factory.report(1, "石桥镇", 2024)])
    assert at.run().metric[0].value == "2"


def test_a_broken_store_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    factory.store(tmp_path, [factory.report(1, "云山镇", 2024)])
    (tmp_path / "live").write_text("nonsense", encoding="utf-8")
    at = screens.app(monkeypatch, tmp_path).run()
    assert not at.exception
    assert shell.escape_markdown(str(tmp_path)) in at.error[0].value


@pytest.mark.parametrize("townships", [1, 60])
def test_one_unit_and_sixty_have_their_screens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, townships: int) -> None:
    names = [f"第{n}镇" for n in range(townships)]
    factory.store(tmp_path, [factory.report(n, name, year) for n, name in enumerate(names) for year in (2023, 2024)])
    at = screens.app(monkeypatch, tmp_path, m="licences").run()
    assert not at.exception
    assert at.metric[0].value == str(townships)
    at = screens.page(at, "compare")
    assert not at.exception
    assert len(screens.shown(at, "years")) == townships
    assert screens.figure(at, "rank")["layout"]["height"] < 700


def test_filters_outlive_a_change_of_page(monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot) -> None:
    at = screens.app(monkeypatch, folder, m="licences", t=[county.BUSY]).run()
    at = screens.page(at, "compare")
    assert at.title[0].value.endswith("行政许可处理决定数")
    assert at.multiselect(key="t").value == [county.BUSY]


def test_a_panel_that_fails_is_told_in_words_and_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("analytics.exhibits.ranking.bars", broken)
    at = screens.page(screens.app(monkeypatch, folder), "compare")
    assert not at.exception
    assert "这一部分没能显示（RuntimeError）" in at.error[0].value
    assert screens.numbers(screens.trace(at, "years", county.BUSY)["y"]) == list(county.APPLICATIONS.values())


def test_a_page_that_fails_does_not_promise_the_rest_of_it(
    monkeypatch: pytest.MonkeyPatch, folder: Path, snapshot: Snapshot
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("analytics.titles.ranking_title", broken)
    monkeypatch.setattr("analytics.exhibits.ranking.ranking_title", broken)
    at = screens.page(screens.app(monkeypatch, folder), "compare")
    assert "这一页没能显示完整（RuntimeError）" in at.error[0].value and "其余部分不受影响" not in at.error[0].value


def test_a_doubtful_cell_without_a_number_has_its_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = [factory.report(1, "云山镇", year, busy=False) for year in (2022, 2023, 2024)]
    made[2] = factory.with_cell(made[2], "3.new.total", None, Status.DOUBTFUL, raw="见附件")
    factory.store(tmp_path, made)
    at = screens.page(screens.app(monkeypatch, tmp_path), "compare")
    assert not at.exception
    assert screens.shown(at, "years").set_index("单位").loc["云山镇", "2024"] == "?"
    assert "?" in screens.trace(at, "years", "empty")["text"][0]


@pytest.mark.parametrize("asked", [{}, {"lang": "zh"}, {"lang": "en"}])
def test_a_link_opens_what_it_names_on_a_server_whose_language_is_english(
    monkeypatch: pytest.MonkeyPatch, folder: Path, asked: dict[str, str]
) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")
    at = screens.app(monkeypatch, folder, c="disclosure", m="licences", **asked).run()
    assert at.selectbox(key="m").value == "licences"
    assert at.segmented_control(key="lang").value == asked.get("lang", "en")
    assert not at.warning
