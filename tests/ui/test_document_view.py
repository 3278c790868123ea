from data.model import Cell, Document, Grid, Paragraph, Place
from data.readers.cutting import Leaf
from tests.ui.paper import Paper
from ui import document_view

LINES = Document("a.txt", "0" * 64, tuple(Paragraph(f"行{n}", Place(line=n)) for n in range(1, 21)))


def cell(text: str, row: int, column: int) -> Cell:
    return Cell(text, Place(page=2, table=1, row=row, column=column))


WIDE = cell("<b>申请人</b>", 1, 1)
TABLE = Grid(((WIDE, WIDE), (cell("0", 2, 1), cell("7", 2, 2))), Place(page=2, table=1))
PAGES = Document("b.pdf", "1" * 64, (Paragraph("页眉", Place(page=2)), TABLE))


def test_excerpt_shows_the_line_among_its_neighbours():
    html = document_view.excerpt(LINES, Place(line=10))
    assert [f"行{n}" in html for n in (6, 7, 13, 14)] == [False, True, True, False]
    assert html.count("aria-current") == 1
    assert html.index("aria-current") < html.index("行10") < html.index("行11")


def test_excerpt_at_the_first_line_begins_there():
    assert "行1<" in document_view.excerpt(LINES, Place(line=1))


def test_a_place_that_the_document_lacks_gives_no_excerpt():
    assert document_view.excerpt(LINES, Place(line=99)) == ""
    assert document_view.excerpt(LINES, Place()) == ""


def test_whole_document_is_numbered_and_marks_nothing_unasked():
    html = document_view.whole(LINES)
    assert html.count("gk-line") == 20
    assert "aria-current" not in html


def test_a_cell_of_a_grid_is_marked_and_spanning_cells_stand_once():
    paper = Paper(document_view.excerpt(PAGES, Place(page=2, table=1, row=2, column=2)))
    marked = [box.text for row in paper.rows for box in row if "aria-current" in box.attributes]
    assert marked == ["7"]
    assert [box.text for box in paper.rows[0] if box.tag == "td"] == ["<b>申请人</b>"]


def test_a_document_is_shown_never_rendered():
    hostile = Document("x.html", "2" * 64, (Paragraph("<img src=x onerror=alert(1)>", Place(line=1)),))
    assert "<img" not in document_view.whole(hostile)


def test_cells_of_the_form_are_links_and_are_marked_by_whoever_chose_them():
    place = Place(page=2, table=1, row=2, column=2)
    links = {place: ("3.new.total", "总计 7")}
    html = document_view.whole(PAGES, place, links)
    assert '<a data-cell="3.new.total" title="总计 7">7</a>' in html and "aria-current" not in html
    assert document_view.whole(PAGES, Place(page=2, table=1, row=2, column=1), links).count("aria-current") == 1
    line = document_view.whole(LINES, Place(line=9), {Place(line=10): ("3.new.total", "总计")})
    assert line.count("data-cell") == 1 and line.index("aria-current") < line.index("data-cell")


def test_a_page_as_printed_has_a_link_where_each_cell_of_the_form_stands():
    place = Place(page=1, table=1, row=2, column=2)
    leaf = Leaf(b"PNG", {place: (0.1, 0.25, 0.5, 0.3), Place(page=1, table=1, row=1, column=1): (0, 0, 1, 1)})
    html = document_view.printed(leaf, {place: ("3.new.total", "总计 7")}, "第1页")
    assert html.count("<a ") == 1 and 'aria-label="总计 7"' in html
    assert "left:10.000%;top:25.000%;width:40.000%;height:5.000%" in html
