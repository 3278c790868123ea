"""One sentence of one view, and what is asked of any sentence whatever it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt

import words
from analytics.measures import MEASURES
from tests.claims.figures import Figures, Row
from tests.claims.grammar import Node
from tests.claims.stores import World

PLAIN_FRACTION, RANKED_FROM = 5, 20  # smaller wholes: the fraction alone; with its limits
SIZES = {"万元": 10**4, "亿元": 10**8}
BROKEN = re.compile(
    r"[{}]|None|\bnan\b|NaN|NaT|Decimal|(?<![\d–])-0(?![\d.])|，，|、、|；；|。。|：：|::|  |\(\)|（）"
    r"|\b1 (?:units|(?<!of 1 )reports|notes|points|errors|remarks|places|cells|tables|blank cells)\b"
    r"|\b(\w+) \1\b|\.\.|,,"
    r"|^[，；、,;:：]|[，、：:,;]$"
)
VERB = re.compile(  # a verb of the English templates; a sentence without one is a heading
    r"\b(?:are|is|was|has|have|had|fits|fit|give|gives|gave|tie|ties|shows?|rose|fell|stayed|went|reported|"
    r"exist|existed|were|holds?|does|received|closed|agree|changed|lack|add|can't|fails?|differ)\b"
)


@dataclass(frozen=True, eq=False)
class View:
    """A panel on a screen: the units, years and measure it was asked for, and its title in a language."""

    world: World
    panel: str
    code: str
    say: Callable[[str], str]
    places: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None
    boundaries: str = "reported"
    focus: tuple[str, ...] = ()
    base: int | None = None
    year: int | None = None

    def __str__(self) -> str:
        asked = f"{self.places or ''} {self.years or ''} {self.focus or ''} {self.base or ''} {self.year or ''}"
        return f"{self.world.name} {self.panel} {self.code} {self.boundaries} {asked}"


@dataclass
class Claim:
    """A sentence being checked: what is left out beside it, and the rows that it turned out to rest on."""

    view: View
    lang: str
    apart: list[Node] = field(default_factory=list)
    rests: list[Row] = field(default_factory=list)
    spoken_of: set[str] = field(default_factory=set)

    @property
    def figures(self) -> Figures:
        return self.view.world.figures

    def rows(self, code: str = "") -> list[Row]:
        """The measure of the view, or another, for its units and years."""
        view = self.view
        return self.figures.rows(code or view.code, view.places, view.years, view.boundaries)

    def of_year(self, year: int, code: str = "") -> list[Row]:
        view = self.view
        return self.figures.rows(code or view.code, view.places, (year,), view.boundaries)

    def rest_on(self, rows: Iterable[Row]) -> None:
        """Told of what the numbers of the sentence are made of."""
        self.rests += rows

    def told_apart(self, key: str) -> int:
        """How many units are said to be left out for this reason."""
        return sum(counted(self, one.get("units")) for one in self.apart if one.key == key)

    def told_forms(self) -> dict[str, int]:
        """How many units of each other form are said to be left out."""
        return {str(one.get("form")): counted(self, one.get("units")) for one in self.apart if one.key == "apart_form"}


def number(text: object, lang: str) -> Fraction:
    """A number as printed."""
    assert isinstance(text, str), text
    return Fraction(text.replace(",", "") if lang == "en" else text)


def counted(claim: Claim, phrase: object) -> int:
    """How many a phrase says, in the right grammatical number."""
    phrase = bare(phrase)
    assert isinstance(phrase, Node), phrase
    found = int(number(phrase.facts.get("n", "1"), claim.lang))
    if claim.lang == "en" and f"{phrase.key.removesuffix('_one')}_one" in words.family("titles"):
        assert phrase.key.endswith("_one") == (found == 1), f"grammatical number of {found}"
    return found


def bare(phrase: object) -> object:
    """A number of units without the class it names."""
    return phrase.get("units") if isinstance(phrase, Node) and phrase.key == "units_of" else phrase


def years_in(texts: object) -> list[int]:
    """2019 and 2021–2024, one by one."""
    assert isinstance(texts, list), texts
    found: list[int] = []
    for text in texts:
        first, _, last = text.partition("–")
        found += range(int(first), int(last or first) + 1)
    assert found == sorted(set(found)), "years in order, each once"
    return found


def near(printed: str, exact: Fraction, size: int = 1) -> bool:
    """Whether a printed decimal is the exact number, rounded at its last digit."""
    decimals = len(printed.partition(".")[2])
    return abs(Fraction(printed) * size - exact) <= Fraction(size, 2 * 10**decimals)


def quantity(claim: Claim, text: object, exact: Fraction, code: str = "") -> None:
    """That the text is the exact number in the unit of the measure."""
    assert isinstance(text, str), f"{text} is no quantity"
    measure = MEASURES[code or claim.view.code]
    plain = text.replace(",", "") if claim.lang == "en" else text
    match = re.fullmatch(r"(-?[\d.]+)(.*)", plain)
    assert match, text
    printed, unit = match[1], match[2].strip()
    size = next((n for name, n in SIZES.items() if claim.lang == "zh" and unit.startswith(name)), 1)
    expected = words.family("titles").get(f"unit_{measure.unit}", {}).get(claim.lang, "")
    bare = unit if size == 1 else f"元{unit[2:]}"
    assert bare == expected or (measure.kind == "rate" and not unit and exact == 0), f"{text}: unit {measure.unit}"
    if size == 1 and "." not in printed and exact.denominator == 1:
        assert Fraction(printed) == exact, f"{text} should be {exact}"
    assert near(printed, exact, size), f"{text} should be {float(exact)}"


def percent(text: object, part: Fraction, whole: Fraction) -> None:
    """That the text is the share in per cent, neither 100 % of less nor 0 % of something."""
    assert isinstance(text, str) and whole, text
    printed, share = text.removesuffix("%"), 100 * part / whole
    assert near(printed, share), f"{text} should be {float(share)}%"
    assert Fraction(printed) not in (0, 100) or Fraction(printed) == share, f"{text} of {part}/{whole}"


def share(claim: Claim, said: object, part: Fraction, whole: Fraction) -> None:
    """A part of a whole: alone, with its limits or as per cent, by how large the whole is."""
    fraction = said.get("fraction") if isinstance(said, Node) else said
    assert isinstance(fraction, str) and "/" in fraction, f"{said} is no share"
    printed = [number(one, claim.lang) for one in fraction.split("/")]
    assert printed == [part, whole], f"{fraction} should be {part}/{whole}"
    sound = 0 <= part <= whole and part.denominator == whole.denominator == 1
    if whole < PLAIN_FRACTION or not sound:
        assert isinstance(said, str), f"{part}/{whole} stands alone"
        return
    assert isinstance(said, Node), f"{part}/{whole} in per cent too"
    percent(said.get("percent"), part, whole)
    assert said.key == ("share_small" if whole < RANKED_FROM else "share"), said
    if said.key == "share_small":
        for text, limit in zip((said.get("low"), said.get("high")), wilson(part, whole), strict=True):
            assert abs(float(str(text).removesuffix("%")) - 100 * limit) < 0.51, f"{text} should be {limit}"


def wilson(part: Fraction, whole: Fraction) -> tuple[float, float]:
    """The 95 % limits of a share."""
    z, n, p = 1.959964, float(whole), float(part / whole)
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def value(claim: Claim, said: object, row: Row, code: str = "") -> None:
    """What a row says, marked if it is doubtful."""
    if isinstance(said, Node) and said.key == "doubtful":
        assert row.doubtful, f"{row.unit.path} {row.year} is not doubtful"
        said = said.get("value")
    assert row.speaks and row.value is not None, f"{row.unit.path} {row.year} has no number but {row.state}"
    if MEASURES[code or claim.view.code].kind == "rate":
        assert row.above is not None and row.below is not None
        share(claim, said, row.above, row.below)
    else:
        quantity(claim, said, row.value, code)
    claim.rest_on([row])


def same_value(claim: Claim, said: object, rows: Sequence[Row]) -> None:
    """That all of the rows say this."""
    for row in rows:
        value(claim, said, row)


def total(rows: Iterable[Row], side: str = "value") -> Fraction:
    return sum((getattr(row, side) for row in rows), Fraction())


def speaking(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.speaks]


def paths(rows: Iterable[Row]) -> set[str]:
    return {row.unit.path for row in rows}


def state_word(row: Row, lang: str) -> str:
    return words.family("states")[row.state][lang]
