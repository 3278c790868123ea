"""DOC, WPS, RTF and ODT: turned into DOCX by what this machine has, LibreOffice, or on Windows WPS or Word.

ODS is turned into XLSX, by LibreOffice alone.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from data.errors import BadDocument
from data.model import Document
from data.readers import docx, xlsx
from data.readers.kind import MIME_TYPE, WORKBOOK_TYPE
from data.readers.package import OLE

SECONDS = 55  # less than a worker gives a whole document
_WINDOWS = (r"LibreOffice\program\soffice.exe", r"LibreOffice 7\program\soffice.exe")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_PROGRAMS = ("KWPS.Application", "WPS.Application", "Word.Application")  # as Windows registers WPS and Word
_NO_MACROS, _NO_ALERTS, _NO_CHANGES, _AS_DOCX = (
    3,
    0,
    0,
    12,
)  # msoAutomationSecurity…, wdAlerts…, wdDoNotSave…, wdFormat…
_WRITER_STREAM = "WordDocument".encode("utf-16-le")
# A program, and beside it somebody who waits for the end of what this process holds open, which is its own end too:
# then all that was started ends. Also when this process was killed and could do nothing more.
_WATCHED = 'exec 3<&0; "$@" & program=$!; { read -r _ <&3; kill -9 0; } & wait "$program"'
Convert = Callable[[Path, Path], None]


def read(name: str, content: bytes, sha256: str) -> Document:
    """The document after conversion. Raises BadDocument when nothing here can convert it, or it can't be converted."""
    workbook = WORKBOOK_TYPE in content[:MIME_TYPE]
    suffix = ".ods" if workbook else _suffix(name, content)
    convert = converter(workbook)
    if convert is None:
        missing = "no_converter_of_workbooks" if workbook else "no_converter"
        raise BadDocument(missing, file=name, suffix=suffix.lstrip(".").upper())
    converted = _converted(name, content, suffix, f".{target_of(suffix)}", convert)
    return xlsx.read(name, converted, sha256) if workbook else docx.read(name, converted, sha256)


def as_pdf(name: str, content: bytes) -> bytes:
    """A text document as LibreOffice prints it. Raises BadDocument where it is not there, or can't print it."""
    program = _libreoffice()
    if program is None:
        raise BadDocument("no_converter", file=name, suffix=Path(name).suffix.lstrip(".").upper())
    return _converted(name, content, _suffix(name, content), ".pdf", partial(_by_libreoffice, program))


def prints() -> bool:
    """Whether this machine can print a text document to PDF."""
    return _libreoffice() is not None


def _suffix(name: str, content: bytes) -> str:
    """What a document should be called: WPS writes the format of Word, which LibreOffice would take for Works."""
    if content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):  # Word's own XML
        return ".xml"
    if content.startswith(OLE) and _WRITER_STREAM in content:
        return ".doc"
    return ".rtf" if content.startswith(b"{\\rtf") else Path(name).suffix.lower() or ".doc"


def _converted(name: str, content: bytes, suffix: str, target_suffix: str, convert: Convert) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / f"report{suffix}", Path(folder) / f"report{target_suffix}"
        source.write_bytes(content)
        try:
            convert(source, target)
            return target.read_bytes()
        except Exception as problem:  # programs of others fail in ways of their own
            raise BadDocument("file_damaged", file=name, detail=type(problem).__name__) from problem


def target_of(suffix: str) -> str:
    """What a file with this suffix is turned into."""
    return "xlsx" if suffix == ".ods" else "docx"


def converter(workbook: bool = False) -> Convert | None:
    """What turns a file into DOCX on this machine, or a workbook into XLSX; None without it."""
    if program := _libreoffice():
        return lambda source, target: _by_libreoffice(program, source, target)
    if not workbook and (application := _com()):
        return lambda source, target: _by_com(application, source, target)
    return None


def _libreoffice() -> str | None:
    for program in ("soffice", "libreoffice", _MAC):
        if found := shutil.which(program):
            return found
    folders = [Path(os.environ[key]) for key in ("ProgramFiles", "ProgramFiles(x86)") if key in os.environ]
    return next((str(folder / path) for folder in folders for path in _WINDOWS if (folder / path).is_file()), None)


def _by_libreoffice(program: str, source: Path, target: Path) -> None:
    """With a profile of its own: one that is open on the screen would answer in its place."""
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target.suffix[1:], "--outdir", str(target.parent)]
    _run([*command, str(source)])


def _run(command: list[str]) -> None:
    """Run a program that starts others, for at most `SECONDS`; none of them outlives the call, or this process.

    Raises CalledProcessError, TimeoutExpired.
    """
    windows = os.name == "nt"  # there the job that a worker is in ends with it
    watched = command if windows else ["/bin/sh", "-c", _WATCHED, "sh", *command]
    with subprocess.Popen(
        watched,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=not windows,
    ) as program:
        try:
            code = program.wait(SECONDS)
        except BaseException:
            if windows:
                tree = ["taskkill", "/T", "/F", "/PID", str(program.pid)]
                subprocess.run(tree, check=False, capture_output=True)
            raise
    if code:
        raise subprocess.CalledProcessError(code, command)


def _com() -> Any | None:
    """The bridge to Windows programs, if it is there (`pip install gongkai[office]`), and one of them is."""
    try:
        client = importlib.import_module("win32com.client")
        importlib.import_module("pythoncom").CoInitialize()
    except ImportError:
        return None
    for program in _PROGRAMS:
        with suppress(Exception):  # not installed: com_error, a class of the bridge
            return client.DispatchEx(program)
    return None


def _by_com(application: Any, source: Path, target: Path) -> None:
    try:
        for setting, value in (("Visible", False), ("DisplayAlerts", _NO_ALERTS), ("AutomationSecurity", _NO_MACROS)):
            with suppress(Exception):  # WPS does not know all of them
                setattr(application, setting, value)
        # No questions asked, read only, not in the list of recent files; a locked file fails instead of asking.
        document = application.Documents.Open(str(source), False, True, False, "-")
        try:
            document.SaveAs(str(target), _AS_DOCX)
        finally:
            document.Close(_NO_CHANGES)
    finally:
        application.Quit()
