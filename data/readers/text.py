"""Plain text: one paragraph a line, blank lines kept since they can stand for empty cells."""

from __future__ import annotations

from data.errors import BadDocument
from data.model import Document, Finding, Paragraph, Place
from data.readers.encoding import decode, mend
from data.readers.looks import GLUED, TURNED
from data.readers.size import MOST_TEXT

FEWEST = 5  # lines of a text that is taken for a quoted one
STRUCK = frozenset("\u0335\u0336\u0337\u0338")  # signs that strike out the letter before them


def read(name: str, content: bytes, sha256: str) -> Document:
    """A flattened report. Raises BadDocument for an unknown encoding."""
    text = decode(name, content).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_TEXT:
        raise BadDocument("file_too_complex", file=name, size=len(text), most=MOST_TEXT)
    text = _unquoted(text)
    findings: list[Finding] = []
    if (mended := mend(text)) is not None:
        text = mended
        findings.append(Finding("text_mended"))
    blocks = (Paragraph(line, Place(line=number), _doubt(line)) for number, line in enumerate(text.split("\n"), 1))
    return Document(name, sha256, tuple(blocks), tuple(findings))


def _unquoted(text: str) -> str:
    """A text without the signs that a mail program puts before each line of what it answers."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if len(filled) < FEWEST or not all(line.lstrip().startswith(">") for line in filled):
        return text
    return _unquoted("\n".join(line.lstrip().removeprefix(">").removeprefix(" ") for line in lines))


def _doubt(line: str) -> str:
    """The doubt of a line that a screen shows in another order than it is written, or with letters struck out."""
    return "" if line.isascii() or (TURNED.isdisjoint(line) and STRUCK.isdisjoint(line)) else GLUED
