"""gongkai check: a verdict on a draft, in words and as JSON, without a store."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import words
from cli.main import app
from data.across import RULES
from data.demo.render import text
from data.model import Report
from tests.factory import report, with_cell

WRONG = with_cell(report(1, year=2022, busy=False), "4.reviews.total", "7")


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All places where a store or a cache could be made lie in an empty folder."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "GONGKAI_STORE", "GONGKAI_CACHE", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere" / name))
    monkeypatch.setenv("COLUMNS", "200")


def put(path: Path, made: Report) -> Path:
    path.write_text(text(made), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_a_clean_draft_is_said_to_be_so(tmp_path: Path) -> None:
    done = run(put(tmp_path / "草稿.txt", report(1, year=2022, busy=False)))
    assert done.exit_code == 0
    assert "云山镇 2022年（2021年格式）" in done.stdout and "有数200" in done.stdout
    assert "结论：未发现问题" in done.stdout
    assert "比对了正文中" in done.stdout and "处数字与表格" in done.stdout


def test_a_contradiction_is_told_with_its_place_and_remedy(tmp_path: Path) -> None:
    done = run(put(tmp_path / "a.txt", WRONG))
    assert done.exit_code == 1
    assert "总计7，四类结果相加为0" in done.stdout
    assert "改法有2种，请对照原件：总计·总计" not in done.stdout  # table 4 has its rows for names
    assert "行" in done.stdout and words.say("remedies.identity_disputes", "zh") in done.stdout
    assert "结论：有1处不符" in done.stdout
    assert words.say("cli.check_alone", "zh") in done.stdout


def test_what_is_to_be_looked_at_comes_after_contradictions_and_counts(tmp_path: Path) -> None:
    done = run(put(tmp_path / "a.txt", with_cell(WRONG, "2.rules.made", "2")), "--lang", "en")
    assert done.exit_code == 1
    assert done.stdout.index("the sum fails by") < done.stdout.index("can't make 规章")
    only = run(put(tmp_path / "b.txt", with_cell(report(1, year=2022, busy=False), "2.rules.made", "2")))
    assert only.exit_code == 1 and "结论：没有不符；有1处请核实" in only.stdout


def test_an_unreadable_file_is_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("通知", encoding="utf-8")
    done = run(put(tmp_path / "a.txt", WRONG), tmp_path / "b.txt", tmp_path / "c.docx")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 2 and "结论：有1处不符" in done.stdout


def test_json_holds_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("通知", encoding="utf-8")
    done = run("--json", put(tmp_path / "a.txt", WRONG), tmp_path / "b.txt")
    whole = json.loads(done.stdout)
    assert done.exit_code == 2 and whole["not_checked"]
    first, second = whole["documents"]
    assert (first["verdict"], second["verdict"]) == ("error", "unreadable") and second["error"]
    assert first["cells"] == {"reported": 200, "nil": 0, "blank": 0, "doubtful": 0, "missing": 0}
    [finding] = [found for found in first["findings"] if found["severity"] == "error"]
    assert finding["rule"] == "identity_disputes" and finding["remedy"] and finding["where"]
    assert finding["cells"][0]["cell"] == "4.reviews.total" and finding["cells"][0]["place"]["line"]


def test_a_folder_s_roster_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "名录.csv").write_text("名称,类别\n云山镇,镇\n", encoding="utf-8")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    put(tmp_path / "a.txt", report(1, year=2022, busy=False))
    assert run(tmp_path).exit_code == 0
    (tmp_path / "a.txt").unlink()
    done = run(tmp_path)
    assert done.exit_code == 2 and words.say("cli.check_nothing", "zh") in done.stdout


def test_a_folder_or_archive_of_which_nothing_can_be_read_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "图片").mkdir()
    done = run(tmp_path / "图片")
    assert done.exit_code == 2 and "里面没有文件" in done.stderr
    with zipfile.ZipFile(tmp_path / "图片.zip", "w") as archive:
        archive.writestr("图.jpg", b"x")
    done = run(tmp_path / "图片.zip")
    assert done.exit_code == 2 and "里面没有能读的文件（其他类型1个）" in done.stderr


def test_no_file_appears_and_none_is_changed(tmp_path: Path) -> None:
    file = put(tmp_path / "a.txt", WRONG)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}
    for arguments in ((file,), ("--json", file), (tmp_path,)):
        assert run(*arguments).exit_code == 1
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()
    } == before
    assert [path for path in tmp_path.rglob("*")] == [file]


def test_every_finding_of_a_document_has_its_remedy() -> None:
    assert set(words.family("remedies")) == set(words.rules.rules()) - set(RULES)
    for said in words.family("remedies").values():
        assert said["zh"].endswith("。") and said["en"].endswith(".")
