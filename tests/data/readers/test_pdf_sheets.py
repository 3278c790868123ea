"""Pages laid otherwise than they were made: several on a sheet, on their side, printed small."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable

import pypdfium2 as pdfium
import pypdfium2.raw as c
import pytest

from data.model import Status
from data.readers import read
from data.readers.pdf import pages, turned
from data.recognise import recognise
from tests.data.readers.test_pdf import ROWS, TITLE, pdf, table


def saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def on_one_sheet(content: bytes, across: int, down: int) -> bytes:
    """The pages of a PDF some to a sheet, as a printer's driver lays them."""
    source = pdfium.PdfDocument(content)
    width, height = (ctypes.c_float(side) for side in source[0].get_size())
    return saved(pdfium.PdfDocument(c.FPDF_ImportNPagesToOne(source.raw, width, height, across, down)))


def on_its_side(content: bytes, degrees: int) -> bytes:
    source = pdfium.PdfDocument(content)
    for page in source:
        page.set_rotation(degrees)
    return saved(source)


def two_pages() -> bytes:
    def first(canvas):
        canvas.drawString(50, 750, TITLE)
        canvas.drawString(50, 735, "一、总体情况")
        table(canvas, ROWS)

    return pdf(first, lambda canvas: canvas.drawString(50, 750, "六、其他需要报告的事项"))


@pytest.mark.parametrize(
    "laid",
    [
        lambda content: on_one_sheet(content, 2, 1),
        lambda content: on_one_sheet(content, 1, 2),
        lambda content: on_its_side(content, 90),
        lambda content: on_its_side(content, 180),
        lambda content: on_its_side(content, 270),
    ],
    ids=["two beside", "two below", "90", "180", "270"],
)
def test_however_the_page_lies_the_same_is_read(laid: Callable[[bytes], bytes]) -> None:
    plain, other = (recognise(read("x.pdf", content)) for content in (two_pages(), laid(two_pages())))
    assert (other.jurisdiction, other.year) == (plain.jurisdiction, plain.year)
    assert [(one.indicator, one.raw, one.status) for one in other.readings] == [
        (one.indicator, one.raw, one.status) for one in plain.readings
    ]
    assert sum(one.status is Status.REPORTED for one in other.readings) >= 5


def with_a_radical() -> bytes:
    """A page with 测一 at (100, 200), of a font that tells it as a Kangxi radical, and says aside what it is meant
    to be, as browsers' prints do."""
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <00> <FF> "
        "endcodespacerange 2 beginbfchar <41> <2F00> <42> <6D4B> endbfchar endcmap end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream(
            "BT /F 10 Tf 100 200 Td (B) Tj ET "
            "/Span << /ActualText <FEFF4E00> >> BDC BT /F 10 Tf 110 200 Td (A) Tj ET EMC"
        ),
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 "
        "/LastChar 66 /Widths [1000 1000] /Encoding << /Type /Encoding /Differences [65 /a 66 /a] >> "
        "/CharProcs << /a 6 0 R >> "
        "/ToUnicode 7 0 R >>",
        stream("1000 0 0 0 1000 1000 d1 0 300 1000 200 re f"),
        stream(cmap),
    ]
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n".encode("ascii")


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def test_a_letter_that_says_aside_what_it_is_stays_where_it_is_printed() -> None:
    [_, plain] = [char for page in pages(with_a_radical()) for char in page.chars]
    [_, small] = [char for page in pages(on_one_sheet(with_a_radical(), 1, 2)) for char in page.chars]
    assert (plain["x0"], plain["text"], plain["size"]) == (110, "一", 10)
    # Half as large, on the upper half of the sheet and in its middle.
    assert (small["x0"], small["size"]) == (205, 5)
    assert small["top"] == pytest.approx(plain["top"] / 2, abs=1)


def test_only_a_page_whose_letters_agree_is_turned() -> None:
    assert turned([90.0] * 40) == 1 and turned([-90.0] * 40) == 3 and turned([180.0] * 40) == 2
    assert turned([0.0] * 40) == turned([90.0] * 29) == turned([]) == 0
    assert turned([90.0] * 30 + [0.0] * 10) == 0
