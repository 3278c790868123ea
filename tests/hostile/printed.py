"""PDF and OFD: streams that unpack to hundreds of megabytes, pages without end, forms that draw themselves."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from random import Random

from tests.hostile.tagged import packed

Content = Callable[[Random], bytes]
OFD = "http://www.ofdspec.org/2016"


def pdf(objects: Sequence[bytes], more: bytes = b"") -> bytes:
    """A PDF with these objects, of which the first is the catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, inner)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return b"%b%btrailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (made, table, size, more, len(made))


def stream(content: bytes, times: int = 1, entries: bytes = b"") -> bytes:
    """A stream packed so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    return b"<</Length %d/Filter[%b]%b>>stream\n%b\nendstream" % (len(content), filters, entries, content)


def one_page(content: bytes, entries: bytes = b"", more: Sequence[bytes] = (), times: int = 1) -> bytes:
    """A PDF of one page that draws this; `more` are objects from number 6 on."""
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % entries,
        stream(content, times),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ])


def _pages(count: int, content: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"] * count,
    ])


def _text(count: int) -> bytes:
    return b"BT /F 9 Tf " + b"1 0 0 1 20 20 Tm (1 2 3 4 5 6 7) Tj " * count + b"ET"


def _grid(across: int, down: int) -> bytes:
    return b"".join(b"%d 0 m %d 800 l S " % (x * 600 // across, x * 600 // across) for x in range(across)) + b"".join(
        b"0 %d m 600 %d l S " % (y * 800 // down, y * 800 // down) for y in range(down)
    )


def _scattered(draw: Random) -> bytes:
    lines = (
        b"%.2f %.2f m %.2f %.2f l S " % (x := draw.uniform(0, 600), y := draw.uniform(0, 800), x + 90, y)
        for _ in range(30_000)
    )
    return one_page(b"".join(lines))


def _loop() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def _forms(depth: int) -> bytes:
    """Each form draws the next ten times."""
    forms = [
        stream(
            b"/X Do " * 10, 1, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + n)
        )
        for n in range(depth)
    ]
    return one_page(b"/X Do", b"/XObject<</X 6 0 R>>", [*forms, stream(_text(1), 1, b"/Type/XObject/Subtype/Form")])


def _own_form() -> bytes:
    form = stream(b"/X Do " * 3, 1, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    return one_page(b"/X Do", b"/XObject<</X 6 0 R>>", [form])


def ofd(page: str, document: str = "", pages: int = 1) -> bytes:
    """An OFD of so many times the same page."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/0.xml"/>' for n in range(pages))
    return packed({
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "D.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:Pages>{listed}</ofd:Pages>{document}</ofd:Document>',
        "Pages/0.xml": f'<ofd:Page xmlns:ofd="{OFD}">{page}</ofd:Page>',
    })


def _written(text: str, deltas: str = "") -> str:
    code = f'<ofd:TextCode X="1" Y="1" DeltaX="{deltas}">{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="0 0 90 9" Size="3">{code}</ofd:TextObject>'


_STROKES = '<ofd:PathObject Boundary="0 0 200 200"><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>'

FILES: dict[str, Content] = {
    "burst.pdf": lambda _: one_page(b" " * (300 * 2**20)),
    "burst of zeros.pdf": lambda _: one_page(bytes(300 * 2**20)),
    "burst of text.pdf": lambda _: one_page(_text(2_000_000)),
    "burst of numbers.pdf": lambda _: one_page(b"1 " * (60 * 2**20)),
    "burst of brackets.pdf": lambda _: one_page(b"[" * (60 * 2**20)),
    "burst of strings.pdf": lambda _: one_page(b"(" * (60 * 2**20)),
    "burst of burst.pdf": lambda _: one_page(bytes(2**30), times=3),
    "letters.pdf": lambda _: one_page(_text(60_000)),
    "grid.pdf": lambda _: one_page(_grid(600, 800)),
    "scattered.pdf": _scattered,
    "rectangles.pdf": lambda _: one_page(b"1 1 9 9 re f " * 200_000),
    "curves.pdf": lambda _: one_page(b"0 0 m " + b"1 1 2 2 3 3 c " * 500_000 + b"S"),
    "pages.pdf": lambda _: _pages(100_000, _text(1)),
    "full pages.pdf": lambda _: _pages(290, _text(1_500)),
    "ruled pages.pdf": lambda _: _pages(290, _grid(40, 60)),
    "objects.pdf": lambda _: pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        *[b"[1]"] * 100_000,
    ]),
    "loop.pdf": lambda _: _loop(),
    "forms.pdf": lambda _: _forms(9),
    "own form.pdf": lambda _: _own_form(),
    "states.pdf": lambda _: one_page(b"q " * 5_000_000),
    "depth.pdf": lambda _: pdf([b"<</Type/Catalog/Pages " + b"[" * 200_000 + b">>"]),
    "locked.pdf": lambda _: pdf([b"<</Type/Catalog>>", b"<</Filter/Standard/V 4/R 4/P -1>>"], b"/Encrypt 2 0 R"),
    "cut.pdf": lambda _: one_page(_text(100))[:900],
    "no table.pdf": lambda _: b"%PDF-1.4\n" + b"1 0 obj\n" * 500_000,
    "previous.pdf": lambda _: one_page(b"").replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9"),
    "letters.ofd": lambda _: ofd(_written("公" * 300_000)),
    "deltas.ofd": lambda _: ofd(_written("公" * 1_000, "g 99999999999 1 " * 30_000)),
    "strokes.ofd": lambda _: ofd(_STROKES.format("M 0 0 L 9 0 " * 500_000)),
    "digits.ofd": lambda _: ofd(_STROKES.format("M " + "9" * 3_000_000)),
    "grid.ofd": lambda _: ofd(
        _STROKES.format("".join(f"M {n / 2} 0 L {n / 2} 200 M 0 {n / 2} L 200 {n / 2} " for n in range(400)))
    ),
    "pages.ofd": lambda _: ofd(_written("公" * 300), pages=100_000),
    "itself.ofd": lambda _: ofd("", f"<ofd:DocRoot>{'../' * 900}OFD.xml</ofd:DocRoot>"),
    "burst.ofd": lambda _: packed({"OFD.xml": bytes(300 * 2**20)}),
}
CHEAP = {"loop.pdf", "locked.pdf", "cut.pdf", "own form.pdf", "digits.ofd", "itself.ofd", "previous.pdf"}
