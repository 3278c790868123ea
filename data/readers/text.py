"""Plain text: one paragraph a line, blank lines kept since they can stand for empty cells."""

from __future__ import annotations

from data.errors import BadDocument
from data.model import Document, Finding, Paragraph, Place
from data.readers.encoding import decode, mend
from data.readers.looks import GLUED, TURNED
from data.readers.size import MOST_TEXT


def read(name: str, content: bytes, sha256: str) -> Document:
    """A flattened report. Raises BadDocument for an unknown encoding."""
    text = decode(name, content).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_TEXT:
        raise BadDocument("file_too_complex", file=name, size=len(text), most=MOST_TEXT)
    findings: list[Finding] = []
    if (mended := mend(text)) is not None:
        text = mended
        findings.append(Finding("text_mended"))
    blocks = (Paragraph(line, Place(line=number), _doubt(line)) for number, line in enumerate(text.split("\n"), 1))
    return Document(name, sha256, tuple(blocks), tuple(findings))


def _doubt(line: str) -> str:
    """The doubt of a line that a screen shows in another order than it is written."""
    return "" if line.isascii() or TURNED.isdisjoint(line) else GLUED
