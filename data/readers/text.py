"""Plain text: one paragraph a line, blank lines kept since they can stand for empty cells."""

from __future__ import annotations

from data.model import Document, Finding, Paragraph, Place, Severity
from data.readers.encoding import decode, mend


def read(name: str, content: bytes, sha256: str) -> Document:
    """A flattened report. Raises BadDocument for an unknown encoding."""
    text = decode(name, content).replace("\r\n", "\n").replace("\r", "\n")
    findings: list[Finding] = []
    if (mended := mend(text)) is not None:
        text = mended
        findings.append(Finding("text_mended", Severity.WARNING))
    lines = (Paragraph(line, Place(line=number)) for number, line in enumerate(text.split("\n"), 1))
    return Document(name, sha256, tuple(lines), tuple(findings))
