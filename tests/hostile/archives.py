"""Archives: bombs, archives in archives, directories without end, names that lead away; and what Word must convert."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

Content = Callable[[Random], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    made = b"x"
    for level in range(depth):
        made = archive({f"{level}.zip": made})
    return made


def _quoted(count: int) -> bytes:
    """One packed content, which very many entries of the directory name as theirs."""
    whole = archive({"a.txt": bytes(10 * 2**20)})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry, tail = whole[start:end], bytearray(whole[end:])
    tail[8:12] = (min(count, 0xFFFF)).to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    return whole[:start] + entry * count + bytes(tail)


def _lying(content: bytes, size: int) -> bytes:
    """An archive whose member says that it is smaller than it is."""
    made = bytearray(archive({"a.txt": content}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = made.index(mark) + at
        made[place : place + 4] = size.to_bytes(4, "little")
    return bytes(made)


def _locked() -> bytes:
    made = bytearray(archive({"a.txt": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(mark) + at] |= 1
    return bytes(made)


FILES: dict[str, Content] = {
    "bomb.zip": lambda _: archive({"a.txt": bytes(45 * 2**20)}),
    "bombs.zip": lambda _: archive({f"{n}.txt": bytes(2**20) for n in range(500)}),
    "huge.zip": lambda _: archive({"a.txt": bytes(400 * 2**20)}),
    "nested.zip": lambda _: _nested(9),
    "quoted.zip": lambda _: _quoted(300),
    "quoted often.zip": lambda _: _quoted(500_000),
    "directory.zip": lambda _: archive({f"{n}.jpg": b"" for n in range(150_000)}),
    "lying.zip": lambda _: _lying(bytes(20 * 2**20), 10),
    "locked.zip": lambda _: _locked(),
    "away.zip": lambda _: archive({"../../../etc/a.txt": b"x", "C:" + "\\a.txt": b"x", "/a.txt": b"x"}),
    "commands.zip": lambda _: archive({"\x1b[2J\x07\u202e.txt": b"x"}),
    "long name.zip": lambda _: archive({"云" * 20_000 + ".txt": b"x"}),
    "cut.zip": lambda _: archive({f"{n}.txt": b"x" for n in range(900)})[:-300],
    "word.zip": lambda _: archive({"word/document.xml": b"<x/>"}),
    "locked.docx": lambda draw: OLE + draw.randbytes(200_000),
    "noise.doc": lambda draw: OLE + draw.randbytes(200_000),
    "deep.rtf": lambda _: b"{\\rtf1 " + b"{" * 500_000,
    "tables.rtf": lambda _: b"{\\rtf1 " + b"\\trowd" + b"\\cellx1" * 100_000 + b"\\intbl 1\\cell" * 100_000 + b"\\row}",
    "picture.rtf": lambda _: b"{\\rtf1 {\\pict\\picw99999999\\pich99999999 " + b"0" * 4_000_000 + b"}}",
    "binary.rtf": lambda _: b"{\\rtf1 \\bin2147483647 x}",
    "burst.odt": lambda _: archive({
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": bytes(300 * 2**20),
    }),
    "script.doc": lambda _: b"#!/bin/sh\nexit 1\n" * 1_000,
    "picture.pdf": lambda draw: b"\xff\xd8\xff" + draw.randbytes(100_000),
    "sheet.pdf": lambda _: archive({"xl/workbook.xml": b"<x/>"}),
}
CHEAP = {"nested.zip", "lying.zip", "locked.zip", "away.zip", "commands.zip", "cut.zip", "locked.docx", "picture.pdf"}
