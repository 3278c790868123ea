"""DOC and WPS: LibreOffice if it is there, else WPS or Word by COM, else a clear word."""

import io
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from openpyxl import Workbook

from data import workers
from data.errors import BadDocument
from data.readers import office, read
from data.recognise import recognise
from tests.data.test_workers import alive

ROOT = Path(__file__).parents[3]

TITLE = "云山镇2022年政府信息公开工作年度报告"
OLD_WORD = b"\xd0\xcf\x11\xe0" + b"x" * 100
ROWS = [
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "3", "1", "12"),
]


@pytest.fixture
def word():
    document = Document()
    document.add_paragraph(TITLE)
    table = document.add_table(3, 4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("无其他需要报告的事项。")  # a table at the very end is lost when DOC is written
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine on whose path there is nothing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for key in ("ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setattr(office, "_MAC", "nowhere")
    monkeypatch.setitem(sys.modules, "win32com.client", None)
    return tmp_path


def launcher(folder, script):
    """A program soffice that runs a script of Python."""
    (folder / "fake.py").write_text(script, encoding="utf-8")
    if os.name == "nt":
        (folder / "soffice.bat").write_text(f'@"{sys.executable}" "{folder / "fake.py"}" %*', encoding="utf-8")
    else:
        (folder / "soffice").write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "{folder / "fake.py"}" "$@"\n', encoding="utf-8"
        )
        (folder / "soffice").chmod(0o755)


def in_force(document):
    return next(r.value for r in recognise(document).readings if r.indicator == "2.documents.in_force")


def fake_windows(monkeypatch, installed, word, seen):
    """The COM bridge of a Windows with these programs."""

    def opened(path, *settings):
        seen.append((path, settings))
        return SimpleNamespace(
            SaveAs=lambda target, kind: open(target, "wb").write(word) if kind == 12 else None,
            Close=lambda changes: seen.append("closed"),
        )

    def started(program):
        if program not in installed:
            raise OSError(program)
        seen.append(program)
        return SimpleNamespace(Documents=SimpleNamespace(Open=opened), Quit=lambda: seen.append("quit"))

    monkeypatch.setitem(sys.modules, "win32com", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "win32com.client", SimpleNamespace(DispatchEx=started))
    monkeypatch.setitem(sys.modules, "pythoncom", SimpleNamespace(CoInitialize=lambda: None))


def test_libreoffice_on_the_path_converts(bare, word):
    (bare / "converted.docx").write_bytes(word)
    launcher(
        bare,
        "import shutil, sys\nout = sys.argv[sys.argv.index('--outdir') + 1]\n"
        "assert sys.argv[-1].endswith('.doc') and sys.argv[1].startswith('-env:UserInstallation=file:')\n"
        f"shutil.copy({str(bare / 'converted.docx')!r}, out + '/report.docx')",
    )
    assert in_force(read("x.doc", OLD_WORD)) == 12


def test_file_of_wps_goes_to_libreoffice_as_one_of_word(bare, word):
    (bare / "converted.docx").write_bytes(word)
    launcher(
        bare,
        "import shutil, sys\nassert sys.argv[-1].endswith('.doc')\n"
        f"shutil.copy({str(bare / 'converted.docx')!r}, sys.argv[sys.argv.index('--outdir') + 1] + '/report.docx')",
    )
    assert in_force(read("x.wps", OLD_WORD + "WordDocument".encode("utf-16-le"))) == 12


@pytest.mark.parametrize("script", ["raise SystemExit(1)", "pass"])
def test_file_that_libreoffice_can_not_convert_is_told(bare, script):
    launcher(bare, script)
    with pytest.raises(BadDocument) as refused:
        read("x.doc", OLD_WORD)
    assert refused.value.key == "file_damaged"


@pytest.mark.parametrize("program", ["KWPS.Application", "Word.Application"])
def test_wps_or_word_converts_where_there_is_no_libreoffice(bare, word, monkeypatch, program):
    seen = []
    fake_windows(monkeypatch, {program}, word, seen)
    assert in_force(read("x.wps", OLD_WORD)) == 12
    assert seen[0] == program and seen[1][1] == (False, True, False, "-") and seen[2:] == ["closed", "quit"]


def test_program_that_fails_is_closed_and_the_file_told(bare, monkeypatch):
    seen = []
    fake_windows(monkeypatch, {"Word.Application"}, None, seen)
    with pytest.raises(BadDocument) as refused:
        read("x.doc", OLD_WORD)
    assert refused.value.key == "file_damaged" and seen[2:] == ["closed", "quit"]


def test_machine_with_nothing_says_what_to_install(bare):
    with pytest.raises(BadDocument) as refused:
        read("x.wps", OLD_WORD)
    assert refused.value.key == "no_converter"
    assert all(word in refused.value.say("zh") for word in ("WPS", "LibreOffice", "DOCX"))


def test_windows_without_wps_or_word_says_the_same(bare, monkeypatch):
    fake_windows(monkeypatch, set(), None, [])
    with pytest.raises(BadDocument) as refused:
        read("x.doc", OLD_WORD)
    assert refused.value.key == "no_converter"


def test_true_old_word_document_is_read_or_what_is_wanting_told(word, tmp_path):
    program = office._libreoffice()
    if program is None:
        with pytest.raises(BadDocument) as refused:
            read("x.doc", OLD_WORD)
        assert refused.value.key == "no_converter"
        return
    (tmp_path / "x.docx").write_bytes(word)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "x.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=office.SECONDS)
    content = (tmp_path / "x.doc").read_bytes()
    assert content.startswith(b"\xd0\xcf\x11\xe0")
    assert in_force(read("x.doc", content)) == in_force(read("x.wps", content)) == 12


SHEET = b"PK\x03\x04" + b"x" * 34 + b"application/vnd.oasis.opendocument.spreadsheet" + b"x" * 100


def workbook_of(rows):
    book = Workbook()
    for row in ([TITLE], *rows, ["无其他需要报告的事项。"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["x.ods", "x.odt"])
def test_open_workbook_is_turned_into_a_workbook_whatever_its_name(bare, name):
    (bare / "converted.xlsx").write_bytes(workbook_of(ROWS))
    launcher(
        bare,
        "import shutil, sys\nassert sys.argv[-1].endswith('.ods') and 'xlsx' in sys.argv\n"
        f"shutil.copy({str(bare / 'converted.xlsx')!r}, sys.argv[sys.argv.index('--outdir') + 1] + '/report.xlsx')",
    )
    assert in_force(read(name, SHEET)) == 12


def test_open_workbook_without_libreoffice_is_to_be_saved_as_xlsx(bare, monkeypatch):
    fake_windows(monkeypatch, {"Word.Application"}, None, [])  # which opens no workbooks
    with pytest.raises(BadDocument) as refused:
        read("x.ods", SHEET)
    assert all(word in refused.value.say("zh") for word in ("ODS", "LibreOffice", "XLSX"))


HANGING = """
import os, pathlib, subprocess, sys, time
if "inner" not in sys.argv:
    subprocess.Popen([sys.executable, __file__, "inner"])
with open(pathlib.Path(__file__).with_name("running"), "a") as told:
    print(os.getpid(), file=told, flush=True)
time.sleep(600)
"""


def running(folder):
    """The processes of a program that hangs: itself and one that it started."""
    told = folder / "running"
    until = time.monotonic() + 30
    while not told.exists() or len(told.read_text(encoding="utf-8").split()) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    return [int(process) for process in told.read_text(encoding="utf-8").split()]


def gone(processes):
    until = time.monotonic() + 10
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(alive, processes))


def test_a_program_that_hangs_is_ended_with_all_that_it_started(bare, monkeypatch):
    launcher(bare, HANGING)
    monkeypatch.setattr(office, "SECONDS", 2)
    with pytest.raises(BadDocument) as refused:
        read("x.doc", OLD_WORD)
    assert refused.value.values["detail"] == "TimeoutExpired"
    assert gone(running(bare))


def test_a_program_ends_with_the_process_that_started_it_though_that_was_killed(bare, tmp_path):
    launcher(bare, HANGING)
    script = f"from data.readers import read; read('x.doc', {OLD_WORD!r})"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    reader = subprocess.Popen([sys.executable, "-c", script], env=environment)
    processes = running(bare)
    reader.kill()
    reader.wait()
    assert gone(processes)


def test_a_program_has_less_time_than_the_process_that_started_it():
    assert office.SECONDS + 15 <= workers.SECONDS


@pytest.mark.parametrize("start", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"])
def test_picture_is_told_to_have_no_text_layer(start):
    with pytest.raises(BadDocument) as refused:
        read("云山镇_2022.jpg", start + b"x" * 50)
    assert refused.value.key == "format_picture" and "不当作0" in refused.value.say("zh")
