"""LibreOffice, many files a start: what it makes of a document, and what the reader asks of it for its own formats."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from data.readers import office

SECONDS = 600  # for one start
_WRITER, _CALC = "--infilter=HTML (StarWriter)", "--infilter=HTML (StarCalc)"
# Name → the suffix that it takes, the one that it gives, and how a page is to be opened.
CONVERSIONS: Mapping[str, tuple[str, str, str | None]] = {
    **{f"office_word_{suffix}": ("docx", suffix, None) for suffix in ("docx", "doc", "odt", "rtf", "html", "pdf")},
    **{f"office_page_{suffix}": ("html", suffix, _WRITER) for suffix in ("docx", "odt", "pdf")},
    **{f"office_page_{suffix}": ("html", suffix, _CALC) for suffix in ("xlsx", "xls", "ods")},
}


def program() -> str | None:
    """LibreOffice, if it is there."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def made(documents: Mapping[int, Mapping[str, bytes]]) -> Iterator[tuple[int, str, str, bytes]]:
    """(number, conversion, suffix, document) for every document, given by number and suffix."""
    for name, (suffix, target, filter_) in CONVERSIONS.items():
        sources = {number: files[suffix] for number, files in documents.items()}
        for number, content in _batch(sources, suffix, target, filter_).items():
            yield number, name, target, content


def _batch(sources: Mapping[int, bytes], suffix: str, target: str, filter_: str | None = None) -> dict[int, bytes]:
    """The sources after conversion; those that it could not convert are not among them."""
    found = program()
    if not sources or not found:
        return {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, out = Path(name), Path(name) / "out"
        files = [folder / f"{number}.{suffix}" for number in sources]
        for file, content in zip(files, sources.values(), strict=True):
            file.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = [profile, "--headless", *([filter_] if filter_ else []), "--convert-to", target]
        subprocess.run([found, *options, "--outdir", out, *files], capture_output=True, timeout=SECONDS, check=False)
        targets = {number: out / f"{number}.{target}" for number in sources}
        return {number: file.read_bytes() for number, file in targets.items() if file.exists()}


@contextmanager
def prepared(documents: Mapping[str, list[bytes]]) -> Iterator[None]:
    """Within it the reader finds what LibreOffice makes of these documents, by suffix, without a start for each."""
    ready: dict[str, bytes] = {}
    for suffix, contents in documents.items():
        found = _batch(dict(enumerate(contents)), suffix, office.target_of(f".{suffix}"))
        ready |= {sha256(contents[number]).hexdigest(): content for number, content in found.items()}

    def convert(source: Path, target: Path) -> None:
        target.write_bytes(ready[sha256(source.read_bytes()).hexdigest()])

    with patch.object(office, "converter", lambda workbook=False: convert):
        yield
