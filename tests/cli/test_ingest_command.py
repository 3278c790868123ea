"""gongkai ingest: a line for each file, an exit code for all."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli.ingest
from cli.main import app
from data.demo.render import text
from data.demo.render.docx import docx
from data.demo.render.parts import parts
from data.demo.render.pdf import pdf
from data.model import Report, Status
from data.rebuild import rebuild
from data.review import Wish
from data.store import Store
from tests.data.readers.test_office import bare as bare
from tests.data.readers.test_office import launcher
from tests.factory import report, with_cell


def put(path: Path, made: Report) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(made), encoding="utf-8")
    return path.as_posix()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["ingest", *map(str, arguments)])


def test_a_report_gets_one_line_with_what_was_read(tmp_path: Path) -> None:
    file = put(tmp_path / "a.txt", with_cell(report(busy=False), "4.reviews.total", "7"))
    result = run(file, "--store", tmp_path / "s")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("云山镇 2020年（2019年格式）：有数198，空0，存疑0，缺0；核对提示")
    assert lines[0].endswith("← a.txt")
    assert result.stderr == ""


def test_in_english_too(tmp_path: Path) -> None:
    file = put(tmp_path / "a.txt", report(1, year=2023, forms={"2": "2021", "3": "2019", "4": "2019"}))
    result = run(file, "--store", tmp_path / "s", "--lang", "en")
    assert result.stdout.startswith("云山镇 2023 (table 2 form 2021, table 3 form 2019): 186 numbers, 0 empty,")


def test_a_superseding_document_and_a_known_one_are_told(tmp_path: Path) -> None:
    first, second = put(tmp_path / "a.txt", report(1)), put(tmp_path / "b.txt", report(2))
    run(first, "--store", tmp_path / "s")
    assert run(second, "--store", tmp_path / "s").stdout.rstrip().endswith("← b.txt，替代此前的 a.txt")
    again = run(second, "--store", tmp_path / "s")
    assert (again.exit_code, again.stdout) == (0, "云山镇 2020年：与库中的 b.txt 内容相同，未重复导入 ← b.txt\n")
    assert "先撤下 b.txt（gongkai withdraw）再导入" in run(first, "--store", tmp_path / "s").stdout
    Store(tmp_path / "s").act([Wish("withdraw", "云山镇", 2020, "王敏")])
    assert "撤下后重新收录" in run(first, "--store", tmp_path / "s").stdout


def test_one_file_without_a_report_makes_the_exit_code_1_and_the_rest_goes_in(tmp_path: Path) -> None:
    put(tmp_path / "d" / "好.txt", report(1))
    (tmp_path / "d" / "空.txt").write_bytes(b"")
    (tmp_path / "d" / "图.jpg").write_bytes(b"x")
    result = run(tmp_path / "d", "--store", tmp_path / "s")
    assert result.exit_code == 1
    assert result.stderr == "空.txt：文件是空的，未导入。请重新导出或下载后再导入。\n"
    assert result.stdout.splitlines()[-1] == "新增1份，替代0份，重读0份，已有0份，未导入1个文件，略过其他类型1个。"


def test_a_roster_gets_a_line(tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text("名称,类别\n云山镇,镇\n", encoding="utf-8")
    result = run(tmp_path / "名册.csv", "--store", tmp_path / "s")
    assert (result.exit_code, result.stdout) == (0, "名册：1个单位 ← 名册.csv\n")


def test_a_folder_of_which_nothing_can_be_read_is_no_success(tmp_path: Path) -> None:
    folder = tmp_path / "图片"
    folder.mkdir()
    for file, said in ((None, "里面没有文件"), ("图.jpg", "里面没有能读的文件（其他类型1个）")):
        if file:
            (folder / file).write_bytes(b"x")
        result = run(folder, "--store", tmp_path / "s")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{folder.as_posix()}：{said}，未导入任何年报。请")
    put(tmp_path / "d" / "a.txt", report())
    assert run(folder, tmp_path / "d", "--store", tmp_path / "s").exit_code == 1  # each folder counts for itself
    assert [run(tmp_path / "d", "--store", tmp_path / "s").exit_code for _ in range(2)] == [0, 0]


def test_a_folder_that_is_no_store_ends_the_command_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "总结.docx").write_bytes(b"x")
    result = run(put(tmp_path / "d" / "a.txt", report()), "--store", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "请用 --store 指定" in result.stderr


def test_ctrl_c_says_that_the_store_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.ingest, "take_in", interrupted)
    result = run(put(tmp_path / "a.txt", report()), "--store", tmp_path / "s")
    assert result.exit_code == 130
    assert result.stderr == "已中断，本次未导入任何文件，库中数据未受影响。\n"


def test_the_store_is_the_one_that_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_STORE", str(tmp_path / "环境"))
    assert run(put(tmp_path / "a.txt", report())).exit_code == 0
    assert (tmp_path / "环境" / "live").exists()


def test_a_second_look_prints_each_word_document_and_is_taken_again_when_the_store_is_rebuilt(bare: Path) -> None:
    """Here a program stands for LibreOffice whose print has another number in one cell."""
    made, folder = report(2), bare / "s"
    file = bare / "a.docx"
    file.write_bytes(docx(list(parts(made))))
    (bare / "print.pdf").write_bytes(pdf(list(parts(with_cell(made, "2.documents.made", "7777")))))

    def doubtful() -> list[tuple[object, ...]]:
        asked = "SELECT indicator FROM observation WHERE status = ? AND indicator NOT LIKE 'prose.%'"
        return Store(folder).live().cursor().execute(asked, [str(Status.DOUBTFUL)]).fetchall()

    without = run(file, "--store", folder, "--second-look")
    assert (without.exit_code, len(without.stderr.splitlines())) == (0, 1)
    assert "LibreOffice" in without.stderr and doubtful() == []
    launcher(
        bare,
        "import shutil, sys\nout = sys.argv[sys.argv.index('--outdir') + 1]\n"
        f"shutil.copy({str(bare / 'print.pdf')!r}, out + '/report.pdf')",
    )
    assert "已有" not in run(file, "--store", folder).stdout and doubtful() == []
    again = run(file, "--store", folder, "--second-look")
    assert (again.exit_code, again.stderr) == (0, "") and "重读" in again.stdout
    assert doubtful() == [("2.documents.made",)]
    rebuild(folder)
    assert doubtful() == [("2.documents.made",)]
