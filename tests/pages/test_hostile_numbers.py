"""Figures that no arithmetic expects end no screen, brief or export, and no empty page stands under a promise."""

from __future__ import annotations

import warnings
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.change import change
from analytics.measures import MEASURES
from analytics.ranking import ranking
from analytics.series import trends
from analytics.titles import change_title, ranking_title, trend_title
from cli.main import app
from tests.pages import hostile, screens

ASKED = ("applications_new", "disclosure_rate", "review_correction_rate", "procurement_amount", "licences")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "s"
    hostile.store(folder)
    return folder


@pytest.fixture(scope="module")
def snapshot(folder):
    return hostile.store(folder)


def run(*arguments: object) -> str:
    told = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert told.exit_code == 0, told.output
    return told.stdout


def test_every_measure_has_its_titles(snapshot):
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        for series in trends(snapshot, tuple(MEASURES)):
            last = series.years[-1]
            said = [trend_title(series), ranking_title(ranking(series, last)), change_title(change(series, 2023, last))]
            assert all(one.say(lang) for one in said for lang in ("zh", "en")), series.measure.code


def test_a_part_above_its_whole_is_given_and_marked_and_has_no_rank(snapshot):
    [rates] = trends(snapshot, ("disclosure_rate",))
    rows = rates.table.set_index(["jurisdiction", "year"])
    own, large = rows.loc["云山镇", 2025], rows.loc["石桥镇", 2025]
    assert (own["state"], own["value"], own["note"]) == ("doubtful", "11", "分子大于分母，原表自相矛盾")
    assert (large["state"], large["numerator"], large["denominator"]) == ("doubtful", "90", "20")
    assert ranking(rates, 2025).row("石桥镇") is None


def test_sums_of_the_longest_numbers_are_exact(snapshot):
    [series] = trends(snapshot, ("licences",))
    found = change(series, 2024, 2025)
    later = series.table[series.table["year"] == 2025].set_index("jurisdiction")["value"]
    values = [Decimal(later[unit]) for unit in found.table["jurisdiction"]]
    assert found.totals().later == sum(values) > 2 * int(hostile.LONGEST)


def test_the_county_s_brief_has_a_page_for_each_unit(folder, tmp_path):
    run("brief", "--store", folder, "--out", tmp_path / "b")
    assert {path.stem for path in (tmp_path / "b" / "单位").iterdir()} == set(hostile.TOWNSHIPS)
    assert "11/1" in (tmp_path / "b" / "单位" / "云山镇.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
def test_every_export_holds_them(folder, tmp_path, form):
    for what in ("cells", "findings", "reports"):
        run("export", what, "--format", form, "-o", tmp_path / f"{what}.{form}", "--store", folder)
    if form == "csv":
        cells = (tmp_path / "cells.csv").read_text(encoding="utf-8-sig")
        assert f",{hostile.LONGEST},{hostile.LONGEST},件,reported" in cells and f",{'1' * 17},,件,doubtful" in cells


@pytest.mark.parametrize("measure", ASKED)
@pytest.mark.parametrize("form", ["table", "csv", "json", "xlsx"])
def test_trend_in_every_form(folder, tmp_path, measure, form):
    out = ["-o", tmp_path / f"t.{form}"] if form == "xlsx" else []
    run("trend", measure, "--store", folder, "--format", form, *out)


@pytest.mark.parametrize("measure", ASKED)
@pytest.mark.parametrize("focus", [[], ["云山镇", "白塔乡", "沙河镇"]])
def test_compare_shows_its_panels(monkeypatch, folder, measure, focus):
    at = screens.page(screens.app(monkeypatch, folder, m=measure, t=focus), "compare")
    assert not at.exception and "其余部分不受影响" not in screens.said(at)
    assert {"years", "rank", "change"} <= {table.proto.id.rpartition("-table-")[2] for table in at.dataframe}


@pytest.mark.parametrize("name", ["overview", "applications", "disclosure", "disputes", "procurement"])
def test_other_pages_show_theirs(monkeypatch, folder, name):
    at = screens.page(screens.app(monkeypatch, folder), name)
    assert not at.exception and "其余部分不受影响" not in screens.said(at)


@pytest.mark.parametrize("unit", hostile.TOWNSHIPS)
def test_every_unit_has_its_page(monkeypatch, folder, unit):
    at = screens.page(screens.app(monkeypatch, folder, t=unit), "unit")
    assert not at.exception and "其余部分不受影响" not in screens.said(at)
