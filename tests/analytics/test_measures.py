"""The catalogue of measures: complete, in both languages, and true to the forms."""

from __future__ import annotations

from pathlib import Path

import pytest

import analytics.measures
import words
from analytics.measures import CATEGORIES, MEASURES, Measure, find, near
from data.errors import BadRequest
from data.forms import FORMS, INDICATORS, PROSE

FOLDER = Path(analytics.measures.__file__).parent
FIXED = (
    *("procurement_projects", "procurement_amount", "procurement_mean"),
    *("applications_new", "applications_carried_in", "applications_closed", "applications_carried_out"),
    *("disclosure_rate", "reviews", "review_correction_rate", "lawsuits"),
    *("licences", "penalties", "fees_amount", "items_disclosed"),
)
every = pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))


def test_the_fixed_codes_are_there() -> None:
    assert set(FIXED) <= set(MEASURES)


def test_catalogue_and_files_are_the_same() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} - {"catalogue"} == set(MEASURES)
    assert [code for category in CATEGORIES.values() for code in category.measures] == list(MEASURES)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_measure_and_category_has_words(lang: str) -> None:
    for measure in MEASURES.values():
        assert all(text[lang].strip() for text in (measure.label, measure.short, measure.why)), measure.code
        assert measure.formula(lang)
    assert all(category.label[lang] for category in CATEGORIES.values())


def test_no_two_measures_are_called_the_same() -> None:
    for lang in words.LANGUAGES:
        labels = [measure.label[lang] for measure in MEASURES.values()]
        assert sorted(set(labels)) == sorted(labels)


@every
def test_short_names_have_at_most_six_hanzi(measure: Measure) -> None:
    assert len(measure.short["zh"]) <= 6


@every
def test_cells_are_declared_and_stand_in_one_table(measure: Measure) -> None:
    cells = [(INDICATORS | PROSE)[code] for code in measure.cells]
    assert len({cell.section for cell in cells}) == 1
    assert len(set(measure.cells)) == len(measure.cells)
    for form, side in (*measure.above.items(), *measure.below.items()):
        assert all(code in PROSE or form in INDICATORS[code].labels for code in side.codes)


@every
def test_cells_of_one_side_are_of_one_unit(measure: Measure) -> None:
    units = [{(INDICATORS | PROSE)[code].unit for code in side.codes} for side in measure.above.values()]
    assert all(len(found) == 1 for found in units)


@every
def test_polarity_is_only_where_law_or_form_gives_one(measure: Measure) -> None:
    assert measure.polarity == ("low" if "correct" in measure.code else None)


@pytest.mark.parametrize(
    ("code", "kind", "unit", "forms", "comparable", "stock"),
    [
        ("procurement_amount", "amount", "元", ("2019",), True, False),
        ("procurement_mean", "mean", "元/项", ("2019",), True, False),
        ("applications_new", "count", "件", FORMS, True, False),
        ("applications_carried_out", "count", "件", FORMS, True, True),
        ("disclosure_rate", "rate", "比率", FORMS, True, False),
        ("applications_other", "count", "件", FORMS, True, False),
        ("documents_made", "count", "件", FORMS, False, False),
        ("documents_in_force", "count", "件", ("2021",), False, True),
        ("fees_amount", "amount", "元", ("2021",), True, False),
        ("items_disclosed", "count", "条", (), True, False),
    ],
)
def test_what_follows_from_the_cells(
    code: str, kind: str, unit: str, forms: tuple[str, ...], comparable: bool, stock: bool
) -> None:
    measure = MEASURES[code]
    found = (measure.kind, measure.unit, measure.forms, measure.comparable, measure.stock)
    assert found == (kind, unit, forms, comparable, stock)


def test_formula_is_in_the_words_of_the_forms() -> None:
    assert MEASURES["disclosure_rate"].formula("zh") == "（（一）予以公开 + （二）部分公开） ÷ （七）总计"
    assert (
        MEASURES["review_correction_rate"].formula("zh") == "行政复议·结果纠正 ÷ （行政复议·总计 − 行政复议·尚未审结）"
    )
    assert MEASURES["licences"].formula("en").startswith("form of 2019: ")


def test_denominator_gives_signs() -> None:
    assert MEASURES["review_correction_rate"].denominator == (("4.reviews.total", 1), ("4.reviews.pending", -1))
    assert MEASURES["reviews"].denominator == ()


@pytest.mark.parametrize(
    ("code", "group", "parts"),
    [
        ("applications_refused", "（三）不予公开/", 8),
        ("applications_unable", "（四）无法提供/", 3),
        ("applications_not_processed", "（五）不予处理/", 5),
    ],
)
def test_groups_of_outcomes_are_all_the_rows_of_their_group(code: str, group: str, parts: int) -> None:
    own = {c for c, cell in INDICATORS.items() if cell.column == "total" and group in cell.labels.get("2021", ("",))[0]}
    assert set(MEASURES[code].numerator) == own and len(own) == parts


def test_outcomes_and_applicants_are_complete() -> None:
    """What a composition shows adds up to the printed total."""
    groups = ("granted", "partly", "refused", "unable", "not_processed", "other")
    covered = {code for group in groups for code in MEASURES[f"applications_{group}"].numerator}
    rows = [c for c, cell in INDICATORS.items() if cell.column == "total" and cell.section == "3"]
    rest = {f"3.{row}.total" for row in ("new", "carried_in", "closed", "carried_out")}
    assert covered == set(rows) - rest
    kinds = ("natural", "business", "research", "welfare", "legal", "other")
    assert [MEASURES[f"applicants_{kind}"].numerator for kind in kinds] == [(f"3.new.{kind}",) for kind in kinds]


def test_every_cell_of_the_forms_is_found_under_its_code() -> None:
    cells = [code for code, cell in INDICATORS.items() if cell.row != "extra"]
    assert len(cells) > 200
    for code in cells:
        measure = find(code)
        assert measure.cells == (code,) and measure.category in CATEGORIES and measure.formula("zh")


@pytest.mark.parametrize("code", ["", "2.extra.made", "prose", "nonsense", "Applications_new"])
def test_anything_else_is_refused(code: str) -> None:
    with pytest.raises(BadRequest):
        find(code)


def test_what_comes_near_is_found_by_code_and_by_name() -> None:
    assert near("procurment_amount")[0] == "procurement_amount"
    assert "reviews" in near("行政复议数")
    assert len(near("x")) == 3
