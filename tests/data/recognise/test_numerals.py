"""One cell's text as a number, nil, blank, or no number at all."""

from decimal import Decimal

import pytest

from data.model import Status
from data.recognise.numerals import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        (" 12 ", "12"),
        ("１２", "12"),
        ("1,125", "1125"),
        ("1，125", "1125"),
        ("190.457379", "190.457379"),
        ("+19", "19"),
        ("-3", "-3"),
        ("－3", "-3"),
        ("减3", "-3"),
        ("減少2", "-2"),
        ("增5", "5"),
        ("22（其中修订16件）", "22"),
        ("6\n（其中修订 2 件）", "6"),
        ("19（含自然失效4件）", "19"),
        ("14（含转办1件）", "14"),
        ("12件", "12"),
        ("12*", "12"),
    ],
)
def test_numbers_as_they_are_written(text, value):
    numeral = parse(text)
    assert numeral is not None and numeral.value == Decimal(value) and numeral.doubt is None


@pytest.mark.parametrize("text", ["12²", "12①", "12⁽¹⁾"])
def test_footnote_mark_is_no_digit(text):
    assert parse(text) is None or parse(text).value == 12


@pytest.mark.parametrize("text", ["⑭", "①", "❶", "9\b12"])
def test_circled_digit_alone_or_struck_by_a_backspace_is_no_blank_and_no_number(text):
    assert parse(text) is None


@pytest.mark.parametrize("text", ["99（应为14）", "99（更正为14）", "99（有误）"])
def test_number_that_a_note_takes_back_is_doubtful(text):
    assert parse(text).value == 99 and parse(text).doubt == "number_unclear"


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "－", "——", "无", "（无）"])
def test_signs_for_nil(text):
    assert parse(text).status is Status.NIL and parse(text).value is None


@pytest.mark.parametrize("text", ["----------", "—" * 8, "-----"])
def test_a_drawn_line_is_no_sign_for_nil(text):
    assert parse(text) is None


@pytest.mark.parametrize("text", ["", " ", "\xa0", "\u3000"])
def test_blank_is_neither_zero_nor_nil(text):
    assert parse(text).status is Status.BLANK and parse(text).value is None


@pytest.mark.parametrize("text", ["见附件", "1.属于国家秘密", "3.其他", "2021年1月15日", "一", "12/3", "减3增5"])
def test_text_is_no_number(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("152790元", "元"), ("68.7856万元", "万元"), ("240 万元", "万元"), ("3亿元", "亿元"), ("12", None)],
)
def test_unit_of_money_stands_apart(text, unit):
    assert parse(text).unit == unit


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("O", "look_alike_digit"),
        ("约12", "number_approximate"),
        ("5500余条", "number_approximate"),
        ("22（16）", "number_unclear"),
        ("007", "number_unclear"),
        ("398\n5758", "digits_apart"),
        ("1.2万件", "number_unclear"),
    ],
)
def test_guesses_name_their_doubt(text, rule):
    assert parse(text).doubt == rule


@pytest.mark.parametrize("text", ["1" * 29, "-" + "9" * 40, "１" * 30, "1" * 200_000, f"{'1' * 17}.{'2' * 20}"])
def test_a_number_too_long_to_reckon_with_is_doubtful_without_value(text):
    numeral = parse(text)
    assert (numeral.value, numeral.doubt, numeral.status) == (None, "number_too_long", Status.DOUBTFUL)


@pytest.mark.parametrize("text", ["12." + "0" * 30 + "1", "-3." + "1" * 40])
def test_decimals_beyond_all_arithmetic_are_never_rounded(text):
    numeral = parse(text)
    assert (numeral.value, numeral.doubt, numeral.status) == (None, "too_many_decimals", Status.DOUBTFUL)


@pytest.mark.parametrize(("text", "value"), [("0" * 40 + "7", "7"), ("12." + "0" * 40, "12")])
def test_zeros_at_either_end_make_no_number_long(text, value):
    assert parse(text).value == Decimal(value)


@pytest.mark.parametrize("text", ["10,07", "１０,０７", "1,234,5", "43,84"])
def test_a_number_whose_last_group_lacks_digits_holds_a_cell_and_has_no_value(text):
    numeral = parse(text)
    assert numeral is not None and numeral.value is None and numeral.status is Status.DOUBTFUL
