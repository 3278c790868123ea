from dataclasses import dataclass
from decimal import Decimal

import pytest

from analytics.export import form_table
from data import forms
from data.model import Place, Status
from tests.ui.paper import Paper

NOWHERE = Place()


@dataclass(frozen=True)
class Read:
    raw: str
    value: Decimal | None = None
    status: Status = Status.REPORTED
    place: Place = NOWHERE
    findings: tuple[int, ...] = ()
    decided: None = None


def number(value: int, **more: object) -> Read:
    return Read(str(value), Decimal(value), **more)


def cells(form: str, section: str, **other: Read) -> dict[str, Read]:
    """Every cell of the table numbered in reading order."""
    return {ind.code: number(n, place=Place(line=n + 100)) for n, ind in enumerate(forms.indicators(form, section))}


EVERY_TABLE = [(section, form) for section in forms.TABLE_SECTIONS for form in forms.FORMS]


@pytest.mark.parametrize(("section", "form"), EVERY_TABLE)
def test_table_is_a_whole_rectangle_without_overlaps(section, form):
    laid = Paper(form_table.table(section, form, cells(form, section), "zh")).laid()
    assert len({len(row) for row in laid}) == 1


@pytest.mark.parametrize(("section", "form"), EVERY_TABLE)
def test_each_cell_stands_under_its_own_labels(section, form):
    laid = Paper(form_table.table(section, form, cells(form, section), "zh")).laid()
    for y, row in enumerate(laid):
        for x, box in enumerate(row):
            if not box.code:
                continue
            labels = [b.text for b in row if b.tag == "th"] + [laid[above][x].text for above in range(y)]
            exported_row, column = forms.INDICATORS[box.code].labels[form]
            assert column in labels
            assert set(exported_row.split("/")) <= set(labels)


@pytest.mark.parametrize(("section", "form"), EVERY_TABLE)
def test_every_cell_of_the_form_is_shown_once_in_reading_order(section, form):
    paper = Paper(form_table.table(section, form, cells(form, section), "zh"))
    shown = [box.code for row in paper.rows for box in row if box.code]
    assert shown == [ind.code for ind in forms.indicators(form, section)]
    assert [paper.boxes()[code].text for code in shown] == [str(n) for n in range(len(shown))]


def test_single_other_row_of_2019_spans_its_group_and_three_rows_stand_in_2021():
    groups = {
        form: [
            b for row in Paper(form_table.table("3", form, {}, "zh")).rows for b in row if b.text == "（六）其他处理"
        ]
        for form in forms.FORMS
    }
    assert groups["2019"][0].attributes["scope"] == "row"
    assert groups["2019"][0].attributes["colspan"] == "2"
    assert groups["2021"][0].attributes["rowspan"] == "3"


def test_dispute_results_lie_level_though_groups_are_nested_differently():
    rows = Paper(form_table.table("4", "2021", {}, "zh")).rows
    assert [box.text for box in rows[0]] == ["行政复议", "行政诉讼"]
    assert [box.text for box in rows[1]] == ["未经复议直接起诉", "复议后起诉"]
    assert len(rows[2]) == len(rows[3]) == 15


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (number(0), "0"),
        (Read(" 12 ", Decimal(12)), "12"),
        (Read("68.7856万元", Decimal(687856)), "68.7856万元"),
        (Read("22（其中修订16件，废止3件）", Decimal(22)), "22"),
        (Read("约12", Decimal(12), Status.DOUBTFUL), "约12?"),
        (Read("", Decimal(60), Status.DOUBTFUL), "60?"),
        (Read("见附件", None, Status.DOUBTFUL), "见附件?"),
        (Read("", None, Status.BLANK), "—"),
        (Read("无", None, Status.NIL), "/"),
        (Read("", None, Status.MISSING), "∅"),
    ],
)
def test_a_cell_shows_what_stands_there_and_kinds_of_empty_differ(read, text):
    assert form_table.shown_text(read) == text


def test_a_cell_the_report_does_not_hold_is_missing_never_zero():
    paper = Paper(form_table.table("3", "2021", {"3.new.natural": number(0)}, "zh"))
    assert list(paper.boxes()) == ["3.new.natural"]
    others = [box.text for row in paper.rows for box in row if box.tag == "td" and not box.code]
    assert set(others) == {"∅"}


def test_zeros_are_muted_and_other_numbers_are_not():
    boxes = Paper(
        form_table.table("4", "2021", {"4.reviews.upheld": number(0), "4.reviews.total": number(3)}, "zh")
    ).boxes()
    assert "gk-zero" in boxes["4.reviews.upheld"].attributes["class"]
    assert "gk-zero" not in boxes["4.reviews.total"].attributes["class"]


def test_a_finding_frames_its_cell_and_prints_its_number():
    box = Paper(form_table.table("3", "2021", {"3.new.total": number(60, findings=(1, 21))}, "zh")).boxes()[
        "3.new.total"
    ]
    assert "gk-found" in box.attributes["class"]
    assert box.text == "60①(21)"


def test_numbers_beyond_twenty_do_not_rely_on_rare_glyphs():
    assert [form_table.circled(n) for n in (1, 20, 21, 100)] == ["①", "⑳", "(21)", "(100)"]


def test_tooltip_gives_raw_text_state_and_place():
    read = Read("约12", Decimal(12), Status.DOUBTFUL, Place(line=87))
    assert form_table.cell_words(read, "zh") == "原文“约12” · 存疑 · 第87行"


def test_places_are_told_in_words():
    assert form_table.place_words(Place(page=2, table=3, row=5, column=4), "zh") == "第2页表3第5行第4列"
    assert form_table.place_words(Place(page=4, line=9), "zh") == "第4页第9行"
    assert form_table.place_words(Place(), "zh") == ""


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def test_hostile_raw_text_and_row_names_are_only_text():
    code = f"2.extra.made@{HOSTILE}"
    html = form_table.table("2", "2019", {code: Read(HOSTILE, None, Status.DOUBTFUL)}, "zh")
    paper = Paper(html)
    assert not {"script", "img"} & set(paper.tags)
    assert paper.boxes()[code].inside[0][1]["data-cell"] == code
    assert HOSTILE in [box.text for row in paper.rows for box in row]


def test_a_row_the_document_adds_stands_once_under_the_columns_of_its_block():
    added = {
        f"2.extra.{column}@其他主动公开文件": number(n) for n, column in enumerate(("items", "change", "decisions"))
    }
    laid = Paper(form_table.table("2", "2019", added, "zh")).laid()
    rows = [row for row in laid if row[0].text == "其他主动公开文件"]
    assert len(rows) == 1
    assert list(dict.fromkeys(box.text for box in rows[0][1:])) == ["0", "1", "2"]


def test_the_scroll_box_is_reachable_and_named():
    html = form_table.table("3", "2021", {}, "zh")
    assert html.startswith(
        '<div class="gk-box" tabindex="0" role="region" aria-label="三、收到和处理政府信息公开申请情况">'
    )


def test_a_zero_among_the_parts_of_a_wrong_sum_is_tinted_and_only_what_counts_is_framed():
    cells = {
        "4.reviews.total": number(0, findings=(1,)),
        "4.reviews.upheld": number(2, findings=(1,)),
        "4.reviews.other": number(0, findings=(1,)),
    }
    boxes = Paper(form_table.table("4", "2021", cells, "zh", leads={"4.reviews.total"})).boxes()
    marks = {code: {"gk-found", "gk-part"} & set(box.attributes["class"].split()) for code, box in boxes.items()}
    assert marks == {
        "4.reviews.total": {"gk-found"},
        "4.reviews.upheld": {"gk-found"},
        "4.reviews.other": {"gk-part"},
    }
    assert boxes["4.reviews.other"].text == "0"
