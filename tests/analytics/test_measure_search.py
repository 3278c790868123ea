import pytest

from analytics.measures import MEASURES
from analytics.measures.search import everything, search
from data.forms import FORMS, INDICATORS, TABLE_SECTIONS, indicators


def test_every_cell_of_both_forms_is_a_measure_that_can_be_found() -> None:
    cells = {cell.code for form in FORMS for section in TABLE_SECTIONS for cell in indicators(form, section)}
    assert cells <= set(everything())
    for code in cells:
        labels = [word for pair in INDICATORS[code].labels.values() for word in pair]
        assert any(one.code == code for one in search(" ".join(labels[:2]).replace("/", " ")))


def test_every_measure_of_the_catalogue_is_found_by_its_name_in_either_language() -> None:
    for measure in MEASURES.values():
        for label in measure.label.values():
            assert measure in search(label)


@pytest.mark.parametrize(("text", "first"), [("复议 纠正", "reviews_corrected"), ("3.NEW.TOTAL", "3.new.total")])
def test_every_word_must_occur_and_the_catalogue_comes_first(text: str, first: str) -> None:
    assert search(text)[0].code == first


def test_no_text_finds_everything_and_nonsense_nothing() -> None:
    assert len(search(" 　")) == len(everything())
    assert search("没有这一项") == ()
