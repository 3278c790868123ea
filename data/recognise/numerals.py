"""One cell's text as a number, a sign for nil, a blank, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from data.model import Status
from data.numbers import DIGITS
from data.recognise.glyphs import clean, has_marks, plain_dashes, simplify

MONEY = {"亿元": Decimal(10**8), "万元": Decimal(10**4), "万": Decimal(10**4), "元": Decimal(1)}
_NIL = re.compile(r"[(\[]?(?:无|/+|\\+|-{1,4})[)\]]?")  # more dashes are a drawn line
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = r"[+-]|增加|减少|新增|增长|上升|下降|增|减|↑|↓"
_COUNTED = r"(?:人次|件|项|个|条|宗|次|起|份|部|例|家|篇)"
_NOTE = r"(?:[(\[【〔].*[)\]】〕]?|(?:其中|含|注[:：]|包括|均为).*|[*#※]+)"
_SHAPE = re.compile(
    rf"[*※]?(?P<about>约|近|超过|逾)?(?:共计|共|合计)?(?P<sign>{_SIGN})?[:]?(?P<number>{_NUMBER})(?P<more>余|多)?"
    rf"(?P<unit>亿元|万元|元|万{_COUNTED}|万|{_COUNTED})?(?:人民币|整)?[.。;]?(?P<note>{_NOTE})?",
    re.DOTALL,
)
_ONLY_NUMBER_IN_BRACKETS = re.compile(r"[(\[]\s*[\d.,]+\s*[)\]]")
_DOWN = {"-", "减少", "下降", "减", "↓"}
_NUMBERING = re.compile(r"[1-9]\d?[.、．)）]")  # 3. alone: the label stands elsewhere
_ZEROS = {"零", "〇"}
_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "〇": "0", "零": "0", "l": "1", "I": "1"})
_SIGNIFICANT = 28  # digits to which arithmetic is exact
# A note that takes back the number before it: 99（应为14）.
_TAKEN_BACK = re.compile(r"更正|订正|修正为|改为|改成|应为|实为|有误|误填|错误|作废")
_CUT = re.compile(r"\d{1,3}(?:,\d{3})*,\d{1,2}")  # 10,07: its last digits stand on the next line
_DIGITS_APART = re.compile(r"(?<=\d)\s+(?=\d)")


_WORDS = re.compile(
    r"\(?(?:详?见|另附|附件|附表|未统计|未填|不详|不涉及|无法统计|略|同上|暂无|没有|无数据|不适用|待定)"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A cell read: `value` without its `unit` applied; `doubt` names a finding's rule when it is a guess.

    A number of more digits than can be reckoned with has no value, its status is doubtful.
    """

    value: Decimal | None
    unit: str | None = None
    doubt: str | None = None
    status: Status = Status.REPORTED


BLANK = Numeral(None, status=Status.BLANK)
NIL = Numeral(None, status=Status.NIL)


@lru_cache(maxsize=16384)
def parse(text: str) -> Numeral | None:
    """The number in a cell; BLANK, NIL, or None where the text is no number.

    A note beside or under the number is left aside (22（其中修订16件） is 22), a sign may be a word (减3).
    """
    raw, text = text, plain_dashes(clean(text)).strip()
    if not text:
        return None if has_marks(raw) else BLANK  # ⑭ alone is no footnote of anything
    if _NIL.fullmatch(text):
        return NIL
    if text in _ZEROS:
        return Numeral(Decimal(0))
    if not any(c.isdigit() for c in text) and len(text) > 1:
        return None
    joined = _DIGITS_APART.sub("", text)
    return _shaped(simplify(joined), "digits_apart" if joined != text else None)


def _shaped(text: str, doubt: str | None) -> Numeral | None:
    found = _SHAPE.fullmatch(text)
    if not found and _CUT.fullmatch(text):
        return Numeral(None, doubt="number_unclear", status=Status.DOUBTFUL)
    if not found and len(text) <= 6:
        found = _SHAPE.fullmatch(text.translate(_LOOK_ALIKES))
        doubt = "look_alike_digit"
    if not found:
        return None
    if unheld := _unheld(found["number"].replace(",", "")):
        return Numeral(None, doubt=unheld, status=Status.DOUBTFUL)
    value = Decimal(found["number"].replace(",", ""))
    if found["sign"] in _DOWN:
        value = -value
    if found["about"] or found["more"]:
        doubt = "number_approximate"
    if found["note"] and _TAKEN_BACK.search(found["note"]):
        doubt = "number_unclear"
    if found["note"] and _ONLY_NUMBER_IN_BRACKETS.fullmatch(found["note"]):
        doubt = "number_unclear"
    if len(found["number"]) > 1 and found["number"][0] == "0" and found["number"][1] != ".":
        doubt = "number_unclear"
    unit = found["unit"]
    if unit and unit.startswith("万") and unit not in MONEY:  # 1.2万件
        value, unit, doubt = value * 10000, None, "number_unclear"
    return Numeral(value, unit if unit in MONEY else None, doubt)


def _unheld(number: str) -> str | None:
    """The rule of a number of so many digits that reckoning with it would round it; None for any other."""
    whole, _, rest = number.partition(".")
    before, after = len(whole.lstrip("0")), len(rest.rstrip("0"))
    if before + after <= _SIGNIFICANT:
        return None
    return "number_too_long" if before > DIGITS else "too_many_decimals"


@lru_cache(maxsize=16384)
def is_words(text: str) -> bool:
    """Whether a text is what people write in place of a number: 见附件, 未统计, 略."""
    return bool(_WORDS.match(simplify(text))) and len(text) <= 20


def is_numbering(text: str) -> bool:
    """Whether a text is a numbering whose label stands elsewhere: 3. alone in its line."""
    return bool(_NUMBERING.fullmatch(text.strip()))


@lru_cache(maxsize=16384)
def is_value(text: str) -> bool:
    """Whether a cell's text is a number or a sign for nil (a blank is not, nor is a numbering that lost its label)."""
    return bool(text.strip()) and not is_numbering(text) and parse(text) is not None
