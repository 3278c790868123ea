"""The programs that turn a document into text or another document, each with the options that people give it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

SECONDS = 60
# Name → the suffix that it takes, the program and its arguments; {file} is the document.
CONVERTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pdftotext": ("pdf", ("pdftotext", "{file}", "-")),
    "pdftotext_layout": ("pdf", ("pdftotext", "-layout", "{file}", "-")),
    "pdftotext_raw": ("pdf", ("pdftotext", "-raw", "{file}", "-")),
    "lynx": ("html", ("lynx", "-dump", "-nolist", "-display_charset=utf-8", "-assume_charset=utf-8", "{file}")),
    "lynx_wide": (
        "html",
        ("lynx", "-dump", "-nolist", "-width=200", "-display_charset=utf-8", "-assume_charset=utf-8", "{file}"),
    ),
    "w3m": ("html", ("w3m", "-dump", "-cols", "80", "-I", "utf-8", "-O", "utf-8", "-T", "text/html", "{file}")),
    "w3m_wide": ("html", ("w3m", "-dump", "-cols", "200", "-I", "utf-8", "-O", "utf-8", "-T", "text/html", "{file}")),
    "links": ("html", ("links", "-dump", "-codepage", "utf-8", "-html-assume-codepage", "utf-8", "{file}")),
    "pandoc_page_plain": ("html", ("pandoc", "-f", "html", "-t", "plain", "{file}")),
    "pandoc_page_markdown": ("html", ("pandoc", "-f", "html", "-t", "markdown", "{file}")),
    "pandoc_word_plain": ("docx", ("pandoc", "-f", "docx", "-t", "plain", "{file}")),
    "pandoc_word_markdown": ("docx", ("pandoc", "-f", "docx", "-t", "gfm", "{file}")),
    "pandoc_word_rst": ("docx", ("pandoc", "-f", "docx", "-t", "rst", "{file}")),
    "pandoc_word_org": ("docx", ("pandoc", "-f", "docx", "-t", "org", "{file}")),
}
# The same for documents: name → the suffix that it takes, the one that it gives, and the arguments.
_PANDOC = ("pandoc", "-s", "-o", "{made}", "{file}")
NATIVE: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    **{f"pandoc_page_{suffix}": ("html", suffix, _PANDOC) for suffix in ("docx", "odt", "rtf", "html")},
    **{f"pandoc_word_{suffix}": ("docx", suffix, _PANDOC) for suffix in ("docx", "odt", "rtf", "html")},
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The browser that prints pages, if there is one."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def missing() -> list[str]:
    """The programs that are not installed."""
    return sorted({arguments[0] for _, arguments in CONVERTERS.values() if not shutil.which(arguments[0])})


def print_page(page: bytes) -> bytes | None:
    """A page as the browser prints it; None without one."""
    if not (found := browser()):
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(page)
        arguments = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        subprocess.run(
            [found, *arguments, f"--print-to-pdf={target}", source.as_uri()], capture_output=True, timeout=SECONDS
        )
        return target.read_bytes() if target.exists() else None


def converted(documents: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(converter, text) for every document, by suffix, and every program that is there."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix, content in documents.items():
            (Path(folder) / f"report.{suffix}").write_bytes(content)
        for name, (suffix, arguments) in CONVERTERS.items():
            if suffix not in documents or not shutil.which(arguments[0]):
                continue
            command = [part.format(file=Path(folder) / f"report.{suffix}") for part in arguments]
            made = subprocess.run(command, capture_output=True, timeout=SECONDS)
            if made.returncode == 0 and made.stdout.strip():
                yield name, made.stdout


def natives(documents: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """(converter, suffix, document) for every document, by suffix, and every program that makes documents of it."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix, content in documents.items():
            (Path(folder) / f"report.{suffix}").write_bytes(content)
        for name, (suffix, target, arguments) in NATIVE.items():
            made = Path(folder) / f"{name}.{target}"
            if suffix not in documents or not shutil.which(arguments[0]):
                continue
            command = [part.format(file=Path(folder) / f"report.{suffix}", made=made) for part in arguments]
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            if made.exists():
                yield name, target, made.read_bytes()
