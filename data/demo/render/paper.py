"""The least of PDF: sheets of A4 with text and rectangles. The font is one that every reader of PDF brings for Chinese,
so nothing is embedded.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.28, 841.89  # A4, in points
LATIN = 0.5  # of the size, how wide a letter or digit stands; Chinese signs are as wide as high
_HEAD = b"%PDF-1.4\n%\xe4\xbd\xa0\xe5\xa5\xbd\n"
_DESCRIPTOR = (
    f"<< /Type /FontDescriptor /FontName /{FONT} /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    " /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>"
)
_DESCENDANT = (
    f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{FONT} /FontDescriptor 3 0 R"
    f" /DW 1000 /W [1 95 {LATIN * 1000:.0f}] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>"
)
_FONT = f"<< /Type /Font /Subtype /Type0 /BaseFont /{FONT} /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"


def width(text: str, size: float) -> float:
    """How wide a line of text is."""
    return size * sum(LATIN if sign.isascii() else 1 for sign in text)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than `room`, broken after any sign, and wherever it breaks itself."""
    lines = []
    for line in text.split("\n"):
        start = 0
        for end in range(1, len(line) + 1):
            if end - start > 1 and width(line[start:end], size) > room:
                lines.append(line[start : end - 1])
                start = end - 1
        lines.append(line[start:])
    return lines


class Sheet:
    """One page: what is put on it, from its lower left corner."""

    def __init__(self) -> None:
        self._drawn: list[str] = ["0.5 w"]

    def text(self, x: float, y: float, line: str, size: float) -> None:
        """One line, its baseline beginning at x, y."""
        if line:
            signs = line.encode("utf-16-be", errors="replace").hex()
            self._drawn.append(f"BT /F1 {size:g} Tf {x:.2f} {y:.2f} Td <{signs}> Tj ET")

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """The outline of a rectangle."""
        self._drawn.append(f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re S")

    def grey(self, x: float, y: float, wide: float, high: float) -> None:
        """A filled rectangle."""
        self._drawn.append(f"q 0.83 g {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f Q")

    def content(self) -> bytes:
        """All of it as a page's stream."""
        return "\n".join(self._drawn).encode("ascii")


def written(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a PDF; the same for the same sheets."""
    pages = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{pages}] /Count {len(sheets)} >>".encode("ascii"),
        *(part.encode("ascii") for part in (_DESCRIPTOR, _DESCENDANT, _FONT)),
    ]
    for number, sheet in enumerate(sheets):
        stream = zlib.compress(sheet.content())
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>".encode("ascii")
        )
        head = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n"
        objects.append(head.encode("ascii") + stream + b"\nendstream")
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, numbered from 1, the first its catalogue."""
    out, places = bytearray(_HEAD), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
