"""DOC, WPS, RTF and the like: turned into DOCX by LibreOffice, if this machine has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from data.errors import BadDocument
from data.model import Document
from data.readers import docx

SECONDS = 120
_WINDOWS = (r"LibreOffice\program\soffice.exe", r"LibreOffice 7\program\soffice.exe")


def read(name: str, content: bytes, sha256: str) -> Document:
    """The document after conversion. Raises BadDocument when nothing here can convert it."""
    suffix = Path(name).suffix.lower() or ".doc"
    program = converter()
    if program is None:
        raise BadDocument("no_converter", file=name, suffix=suffix.lstrip(".").upper())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"report{suffix}"
        source.write_bytes(content)
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
            converted = source.with_suffix(".docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as problem:
            raise BadDocument("file_damaged", file=name, detail=type(problem).__name__) from problem
    return docx.read(name, converted, sha256)


def converter() -> str | None:
    """Where LibreOffice is, or None."""
    for program in ("soffice", "libreoffice"):
        if found := shutil.which(program):
            return found
    folders = [Path(os.environ[key]) for key in ("ProgramFiles", "ProgramFiles(x86)") if key in os.environ]
    return next((str(folder / path) for folder in folders for path in _WINDOWS if (folder / path).is_file()), None)
