"""A finding as a sentence: which one it is and the facts in it, put into words only when a language is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import words
from analytics import statistics
from data.numbers import plain

TEN_THOUSAND, HUNDRED_MILLION = Decimal(10) ** 4, Decimal(10) ** 8
MONEY_DIGITS, MONEY_DECIMALS = 6, 4  # in 万元 a sentence gives so many; the table has every 元


@dataclass(frozen=True)
class Sentence:
    """An entry of words/titles.yaml and its facts; facts may be sentences, quantities, shares, labels or lists."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """The sentence in words."""
        return words.say(f"titles.{self.key}", lang, **{name: spoken(fact, lang) for name, fact in self.facts.items()})


@dataclass(frozen=True)
class Quantity:
    """An exact number and its unit; money from 1万元 on is said in 万元 or 亿元."""

    value: Decimal
    unit: str

    def say(self, lang: str) -> str:
        """61件, 68.7856万元; in English 61 and 687,856 yuan."""
        unit, value = self.unit, self.value
        if lang == "zh" and unit.startswith("元"):
            for size, name in ((HUNDRED_MILLION, "亿元"), (TEN_THOUSAND, "万元")):
                if abs(value) >= size:
                    return f"{_rounded(value / size)}{name}{unit[1:]}"
        if value != value.to_integral_value():
            value = round(value, 2)
        return words.say("titles.quantity", lang, n=_number(value, lang), unit=_unit(unit, value, lang)).strip()


@dataclass(frozen=True)
class Share:
    """A part of a whole, both counted. Small wholes keep the fraction in front, the smallest alone.

    So does what is no share: a part above its whole, or not a whole number.
    """

    part: Decimal
    whole: Decimal

    @property
    def counted(self) -> bool:
        """Whether it is a share at all."""
        return 0 <= self.part <= self.whole and not self.part % 1 and not self.whole % 1

    def say(self, lang: str) -> str:
        """3/4; 7/9（78%，45%–94%）with the limits of the share; 92.3%（60/65）."""
        fraction = f"{_number(self.part, lang)}/{_number(self.whole, lang)}"
        if self.whole < statistics.PLAIN_FRACTION or not self.counted:
            return fraction
        part, whole = int(self.part), int(self.whole)
        if whole < statistics.RANKED_FROM:
            low, high = (f"{100 * limit:.0f}%" for limit in statistics.wilson_limits(part, whole))
            return words.say(
                "titles.share_small",
                lang,
                fraction=fraction,
                percent=percent(self.part, self.whole, 0),
                low=low,
                high=high,
            )
        return words.say("titles.share", lang, fraction=fraction, percent=percent(self.part, self.whole, 1))


def _rounded(value: Decimal) -> str:
    whole_digits = len(str(abs(int(value))))
    return plain(round(value, min(MONEY_DECIMALS, max(0, MONEY_DIGITS - whole_digits))))


def percent(part: Decimal, whole: Decimal, places: int) -> str:
    """A share in per cent; what isn't all of it never rounds up to 100%, nor what isn't nothing down to 0%."""
    share = 100 * part / whole
    for more in range(places, places + 3):
        text = f"{share:.{more}f}"
        if Decimal(text) not in (0, 100) or Decimal(text) == share:
            return f"{text}%"
    return f"{text}%"


def _number(value: Decimal | int, lang: str) -> str:
    text = plain(Decimal(value))
    return text if lang == "zh" else f"{Decimal(text):,f}"


def _unit(unit: str, value: Decimal, lang: str) -> str:
    known = words.family("titles")
    return words.say(f"titles.unit_{unit}", lang) if f"unit_{unit}" in known else ("" if lang == "en" else unit)


def counted(thing: str, number: int) -> Sentence:
    """A number of things as a phrase: 18个单位, 18 units, 1 unit."""
    return Sentence(f"{thing}_one" if number == 1 else thing, {"n": number})


def spoken(fact: object, lang: str) -> str:
    """One fact in words."""
    match fact:
        case Sentence() | Quantity() | Share():
            return fact.say(lang)
        case Mapping():  # a label in both languages
            return str(fact[lang])
        case Decimal():
            return _number(fact, lang)
        case int():  # years come as text, so that no separator enters them
            return _number(fact, lang)
        case str():
            return fact
        case Sequence():
            return words.say("titles.and", lang).join(spoken(item, lang) for item in fact)
    raise TypeError(f"no words for {fact!r}")
