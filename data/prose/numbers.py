"""Numbers as prose writes them: 5件, 二十三件, 5至8件, 三四十件, 近20件, 十余件, 1.5万元, 零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.numbers import EXACT

_UNITS = (
    "个工作日", "工作日", "个百分点", "百分点", "人次", "万元", "亿元", "小时", "分钟", "件次", "宗次", "条次",
    "篇次", "期次", "个月", "批次", "件", "条", "份", "宗", "起", "例", "项", "个", "次", "部", "篇", "期", "场", "人",
    "名", "家", "户", "元", "类", "批", "张", "处", "块", "封", "则", "幅", "台", "套", "种", "倍", "成", "%",
    "‰", "天", "步", "页", "字", "笔", "桩", "单(?![位项独价笔一])", "本", "册", "轮", "段", "辆", "间", "亩", "米",
    "村",
)  # fmt: skip
MONEY = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
# What a cell of the tables can be counted in.
COUNTED = frozenset({
    "", "件", "条", "份", "宗", "起", "例", "项", "个", "次", "部", "篇", "类", "人次", "件次", "宗次", "条次",
    "种", "则",
})  # fmt: skip
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALE = {"万": Decimal(10**4), "亿": Decimal(10**8), "千": Decimal(1000), "百": Decimal(100)}
_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HANZI = r"[〇零一二两三四五六七八九十百千万廿卅]+"
_SEED = re.compile(
    r"[\d〇零一二两三四五六七八九十百千廿卅几数翻]"
)  # where a number may begin; only there the others are tried
_MORE = frozenset({
    "超过", "不少于", "不低于", "不下于", "不下", "不止", "至少", "突破", "多于", "高于", "大于", "超出", "逾", "超",
    "破", "以上", "多达", "上", "之多", "开外",
})  # fmt: skip
_LESS = frozenset({
    "不足", "不到", "不满", "未满", "未超过", "不超过", "不超", "未超", "至多", "少于", "低于", "小于", "以下", "以内",
})  # fmt: skip
_EXACT = ("刚满", "恰好", "正好", "刚好", "整整", "恰为")
_HEDGES = sorted(
    {*_MORE, *_LESS, *_EXACT, "大约", "将近", "接近", "大概", "约", "近"} - {"以上", "以下", "以内"}, key=len
)
_BEFORE = re.compile(rf"(?:{'|'.join(reversed(_HEDGES))})$")
_UNIT = "|".join(f"{unit}(?!年)" if unit.endswith("次") else unit for unit in _UNITS)  # 2件次年办结
_QUANTITY = re.compile(
    rf"(?:(?P<from>{_ARABIC}|{_HANZI})(?:-|~|至|到|—)(?=[\d{_HANZI[1:-2]}]))?"
    rf"(?:[几数](?P<tens>[十百千])|(?P<number>{_ARABIC}|{_HANZI})(?P<few>几)?|(?P<several>[几数])(?=[件条份宗起例项]))"
    r"(?P<scale>[万亿千百](?!分))?(?P<more>余|多|来)?(?P<scale2>万(?=[元条件次人]))?"
    rf"(?P<unit>{_UNIT})?(?P<after>以上|以下|左右|上下|以内|之多|开外|余|多(?![种个]))?"
)
# 分别为5、2、1件: the last one's unit is that of all.
_UNIT_OF_LIST = re.compile(r"(?:[、和与及]\d{1,6}){0,6}[、和与及]\d{1,6}(?P<unit>[件份宗起例部])")
_UNIT_IN_BRACKET = re.compile(r"\((?:单位)?[:为]?(?P<unit>万元|亿元|元|件)\)[^,。;()\d]{0,6}$")
_FRACTION = re.compile(
    r"(?P<of>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])|一半(?!以上)|翻了?(?P<doubled>[一两二])番(?P<over>还多|多|以上)?"
)
_LONGEST = 48  # signs of a number; longer ones are no counts
# What stands before a number that counts nothing: 第20条, 0517-83605210, A3, 〔2021〕30号.
_NO_NUMBER_AFTER = frozenset("第-.〔[#/@_:") | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NO_NUMBER_BEFORE = re.compile(
    r"[年月日号时点分版:\-.a-zA-Z〕\]]|届|中全会|大精神|维码|号文|号令|热线|期限|政策|\+|件事|站式|网通|站通"
)
_ENDS = re.compile(r"$|[”\"’']|[,。;、):!?(]|以上|均|和|,|且|并")
# Without a unit a numeral in characters is a word: 统一, 一般, 十分.
_IDIOMS = re.compile(
    r"[一两]?(?:[个类批步次项种期段处场名家本人成张套台]|条龙)|千家|万户|百姓|千方|万元|一元|三[名类]|两[办会]"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: between `low` and `high` (None: no upper bound); `said` is the one that is written."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    said: Decimal | None = None


def quantities(plain: str) -> Iterator[Quantity]:
    """The quantities of a plain sentence in order, money in 元; dates, numbers of laws and telephones are none."""
    end = 0
    for seed in _SEED.finditer(plain):
        if seed.start() >= end and (half := _FRACTION.match(plain, seed.start())):
            end = half.end()
            yield _fraction(half)
            continue
        if seed.start() >= end and (found := _QUANTITY.match(plain, seed.start())):
            end = found.end()
            if one := _quantity(found, plain):
                yield one


def _fraction(found: re.Match[str]) -> Quantity:
    """一半 as 50 %, 三分之一 as 33.3 %, 翻一番 as 100 %."""
    if found["doubled"]:  # once more, or three times more
        share = Decimal(100) if found["doubled"] == "一" else Decimal(300)
    elif found["of"]:
        parts, whole = (value(found[name]) for name in ("part", "of"))
        share = Decimal(100) * parts[0] / whole[0] if parts and whole and whole[0] else Decimal(0)
    else:
        share = Decimal(50)
    return Quantity(*found.span(), share - 3, None if found["over"] else share + 3, "%", share)


def _quantity(found: re.Match[str], plain: str) -> Quantity | None:
    start, end = found.span()
    hedge = _BEFORE.search(plain, max(0, start - 3), start)
    before = hedge[0] if hedge else ""
    start -= len(before)
    written = found["number"] or ""
    if max(len(written), len(found["from"] or "")) > _LONGEST:
        return None
    if plain[start - 1 : start] in _NO_NUMBER_AFTER and start and not _after_colon(plain, start):
        return None
    unit = found["unit"] or _shared_unit(plain, start, end)
    if not unit and not _stands_alone(written, plain, start, end):
        return None
    if unit and not before and _is_idiom(found, plain):
        return None
    if not unit and _NO_NUMBER_BEFORE.match(plain, end):
        return None
    bounds = _bounds(found, before, unit)
    if bounds is None:
        return None
    if unit == "成":  # 三成
        tenth = Decimal(10)
        low, high, said = (None if one is None else EXACT.multiply(one, tenth) for one in bounds)
        return Quantity(start, end, (low or Decimal(0)) - 5, None if high is None else high + 5, "%", said)
    if unit == "倍" and plain.startswith("半", end):  # 一倍半
        half = Decimal("0.5")
        low, high, said = (None if one is None else EXACT.add(one, half) for one in bounds)
        return Quantity(start, end + 1, low or half, high, unit, said)
    factor = MONEY.get(found["unit"] or "", Decimal(1))
    low, high, said = (None if one is None else EXACT.multiply(one, factor) for one in bounds)
    return Quantity(start, end, low or Decimal(0), high, "元" if unit in MONEY else unit, said)


def _shared_unit(plain: str, start: int, end: int) -> str:
    """The unit of a bare number that a list or a bracket tells: 5、2、1件, 金额(万元):32."""
    if listed := _UNIT_OF_LIST.match(plain, end):
        return listed["unit"]
    bracket = _UNIT_IN_BRACKET.search(plain, max(0, start - 24), start)
    return bracket["unit"] if bracket and _ENDS.match(plain, end) else ""


def _after_colon(plain: str, start: int) -> bool:
    return plain[start - 1] == ":" and not plain[max(0, start - 2) : start - 1].isdigit()


def _stands_alone(written: str, plain: str, start: int, end: int) -> bool:
    """A bare number counts something only at the end of what it is said of; in characters only 零."""
    if not _ENDS.match(plain, end):
        return False
    if written in ("零", "〇"):
        return plain[:start].rstrip("“\"‘'")[-1:] in ("为", "是", "均", ":")
    if not (written[:1].isdigit() and written[:1].isascii()):
        return False
    return start > 0 and plain[start - 1] not in "、,(" and len(written) < 7


def _is_idiom(found: re.Match[str], plain: str) -> bool:
    if plain.startswith(("事一", "事"), found.end()) and found["unit"] == "件":
        return True
    return bool(found["number"]) and not found["number"][0].isdigit() and bool(_IDIOMS.fullmatch(found[0]))


def _bounds(found: re.Match[str], before: str, unit: str) -> tuple[Decimal, Decimal | None, Decimal | None] | None:
    """Between which numbers it lies, and the one that is written if it is one."""
    scale = _SCALE.get(found["scale"] or "", Decimal(1)) * _SCALE.get(found["scale2"] or "", Decimal(1))
    if not found["unit"]:  # told elsewhere: (单位:万元)
        scale *= MONEY.get(unit, Decimal(1))
    if found["tens"]:
        ten = Decimal(_TENS[found["tens"]])
        return 2 * ten, 10 * ten - 1, None
    if found["several"]:
        return Decimal(1), Decimal(9), None
    read = value(found["number"])
    if read is None:
        return None
    low, high = (EXACT.multiply(one, scale) for one in read)
    if found["few"]:
        high = low + 9
    if found["from"]:
        first = value(found["from"])
        if first is None or first[0] > read[1]:
            return None
        low = first[0] * (scale if first[0] * 10 < low or first[0] < read[0] else 1)
    more = found["more"] or (found["after"] if found["after"] in ("余", "多") else None)
    if more and found["unit"] in ("倍", "成"):  # 一倍多, 一成多
        return low, low + _step(low), None
    if more:
        return low, high + _step(low) - (1 if scale == 1 and unit not in MONEY else 0), low
    return _hedged(low, high, found, before, scale, unit)


def _hedged(
    low: Decimal, high: Decimal, found: re.Match[str], before: str, scale: Decimal, unit: str
) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """The bounds with the words before and after taken into account."""
    around = {before, found["after"]}
    if around & _MORE:
        return low, None, low
    if around & _LESS:
        return Decimal(0), high, high
    if around & {"近", "将近", "接近"}:
        return low - max(_half_step(low), low / 5, Decimal(1)), high, high
    if around & {"约", "大约", "大概", "左右", "上下"}:
        room = max(_half_step(low), low / 10, Decimal(1))
        return low - room, high + room, low
    if not low and high == low:
        return low, high, low
    if scale > 1000 or (unit in MONEY and unit != "元"):
        decimals = (found["number"] or "").partition(".")[2]
        room = Decimal(1).scaleb(-len(decimals)) * scale  # cut or rounded to the decimals given
        return low - room / 2, high + room - 1, low
    return low, high, low if low == high else None


def _step(number: Decimal) -> Decimal:
    """The unit of the last digit that is not 0: 120 → 10, 1500 → 100; what 余 and 多 may add."""
    if number != number.to_integral_value() or not number:
        return Decimal(1)
    digits = str(int(number))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** zeros


def _half_step(number: Decimal) -> Decimal:
    return min(_step(number), Decimal(10)) / 2


def value(written: str) -> tuple[Decimal, Decimal] | None:
    """The number that digits or characters write, as lowest and highest: 三四十 → 30, 40; None if they write none."""
    if written[0].isdigit() and written[0].isascii():
        number = Decimal(written.replace(",", ""))
        return number, number
    if not set(written) & set("十百千万廿卅"):
        return _digits(written)
    pair = re.fullmatch(r"([一二两三四五六七八九])([二三四五六七八九])([十百千])", written)
    if pair and _DIGITS[pair[2]] == _DIGITS[pair[1]] + 1:
        ten = _TENS[pair[3]]
        return Decimal(_DIGITS[pair[1]] * ten), Decimal(_DIGITS[pair[2]] * ten)
    tail = re.fullmatch(r"(十)([一二三四五六七八])([二三四五六七八九])", written)
    if tail:
        return Decimal(10 + _DIGITS[tail[2]]), Decimal(10 + _DIGITS[tail[3]])
    number = Decimal(_positional(written.replace("廿", "二十").replace("卅", "三十")))
    return number, number


def _digits(written: str) -> tuple[Decimal, Decimal] | None:
    """二 → 2; 一二〇 → 120; 两三 → 2 or 3."""
    if not set(written) <= set(_DIGITS):  # digits of another script, which no clerk writes
        return None
    digits = [_DIGITS[sign] for sign in written]
    if len(digits) == 2 and "〇" not in written and "零" not in written:
        return (Decimal(digits[0]), Decimal(digits[1])) if digits[1] > digits[0] else None
    number = Decimal("".join(map(str, digits)))
    return number, number


def _positional(written: str) -> int:
    """十二 → 12, 一百零五 → 105, 三千二百 → 3200."""
    total, section, digit = 0, 0, 0
    for sign in written:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in ("万", "亿"):
            total, section, digit = (total + section + digit) * _TENS[sign], 0, 0
        else:
            section += (digit or 1) * _TENS[sign]
            digit = 0
    if len(written) > 1 and digit and written[-2] in "百千万" and written[-2] != "零":
        digit *= {"百": 10, "千": 100, "万": 1000}[written[-2]]  # 一百二 is 120
    return total + section + digit
