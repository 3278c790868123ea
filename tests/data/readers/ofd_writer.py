"""OFD documents for tests, made as office programs print them: runs of text with their steps, and stroked paths."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
Mark = tuple[float, float, str]  # left, base line, text; in mm from the upper left corner
Box = tuple[float, float, float, float]  # left, top, width, height


def page(marks: Sequence[Mark] = (), boxes: Sequence[Box] = (), size: float = 3.5) -> str:
    """The content of one page; long runs give their steps as “g n step”."""
    objects = []
    for number, (x, y, text) in enumerate(marks, 10):
        steps = [size if ord(char) > 255 else size / 2 for char in text]
        same = len(set(steps[:-1])) == 1
        delta = f"g {len(text) - 1} {steps[0]}" if same and len(text) > 2 else " ".join(map(str, steps[:-1]))
        objects.append(
            f'<ofd:TextObject ID="{number}" Boundary="{x} {y - size} {sum(steps)} {size * 1.2}" Font="1" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}" DeltaX="{delta}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
    for x, y, width, height in boxes:
        objects.append(
            f'<ofd:PathObject ID="9" Boundary="{x} {y} {width} {height}" LineWidth="0.3"><ofd:AbbreviatedData>'
            f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>"
        )
    layer = f'<ofd:Layer ID="2">{"".join(objects)}</ofd:Layer>'
    return f"<ofd:Page {NAMESPACE}><ofd:Content>{layer}</ofd:Content></ofd:Page>"


def ofd(*pages: str) -> bytes:
    """The package of these pages."""
    links = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}>{root}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:Pages>{links}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{n}/Content.xml": text for n, text in enumerate(pages)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path, text in parts.items():
            package.writestr(path, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()
