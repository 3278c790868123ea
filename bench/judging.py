"""`make judging`: how often the words on changes, trends and places are wrong where nothing changed, and how often they
are found where something did; made-up counties, into docs/method.md.

python -m bench.judging [--screens N] [--seed K] [--show]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.judgement import places, slope, verdict
from analytics.judgement.counts import Counts
from analytics.judgement.spread import SPREAD, Spread
from analytics.measures import MEASURES
from analytics.series import Series
from analytics.tendency import FALLING, RISING, Tendencies, of_folder
from bench.written import put, table

DOCUMENT = Path(__file__).parents[1] / "docs" / "method.md"
SCREENS, SEED = 600, 7
AT_ONCE = 4  # screens: what fits into the cache is quickest
# What was tried; the first is used, the others are tried on fewer screens.
CANDIDATES = {
    "采用：起伏由以前各年看出，另认2%的年份反常": SPREAD,
    "不认反常年份": Spread(stray=0.0),
    "认5%的年份反常": Spread(stray=0.05),
}
LESS = 10
SPREADS = (0.0, 0.1, 0.3)
UNITS = (18, 60)
ALIKE = (3.0, 10.0, 30.0)
LARGEST = (2.0, 3.0, 4.0, 30.0)  # of units that differ; all others have 0.15
ALL, MANY = (3, 4, 5, 6, 7), (5, 6, 7)
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Gate:
    """What is asked of a figure in per cent, and whether it is a most or a least."""

    name: str
    asked: float
    least: bool = False

    def line(self, reached: list[float]) -> tuple[str, ...]:
        """A row of the table: the gate, then what each candidate reaches, marked where it doesn't."""
        sign = "≥" if self.least else "≤"
        marks = ["" if (one >= self.asked if self.least else one <= self.asked) else "（未达）" for one in reached]
        return self.name, f"{sign} {self.asked:g}%", *(f"{x:.1f}%{m}" for x, m in zip(reached, marks, strict=True))


@dataclass(frozen=True)
class Rise:
    """A third of the units, or one, go to four times their mean in the judged year: so many per cent are to be found,
    in every number of `years` and size of county."""

    name: str
    years: tuple[int, ...]
    mean: float
    cv: float
    least: float
    third: bool = False
    units: tuple[int, ...] = UNITS

    def found(self, spread: Spread, screens: int, seed: int) -> float:
        """The least of them."""
        return min(self._found(spread, years, units, screens, seed) for years in self.years for units in self.units)

    def _found(self, spread: Spread, years: int, units: int, screens: int, seed: int) -> float:
        rng, some = np.random.default_rng(seed + years + units), units // 3 if self.third else 1
        means = np.full((screens, years, units), self.mean)
        means[:, -1, :some] *= 4
        return float(100 * named(counts(rng, means, self.cv), spread)[:, :some].mean())


RISES = (
    Rise("三分之一的单位由30到120（CV² 0）", ALL, 30.0, 0.0, 90, third=True),
    Rise("三分之一的单位由30到120（CV² 0.1）", ALL, 30.0, 0.1, 90, third=True),
    Rise("三分之一的单位由30到120（CV² 0.3）", ALL, 30.0, 0.3, 52, third=True),
    Rise("一个单位由10到40（CV² 0）", ALL, 10.0, 0.0, 95),
    Rise("一个单位由10到40（CV² 0.1）", ALL, 10.0, 0.1, 65),
    Rise("一个单位由3到12（CV² 0），三、四年", (3, 4), 3.0, 0.0, 45),
    Rise("一个单位由3到12（CV² 0），五至七年，18个单位", MANY, 3.0, 0.0, 58, units=(18,)),
    Rise("一个单位由3到12（CV² 0），五至七年，60个单位", MANY, 3.0, 0.0, 50, units=(60,)),
    Rise("两年，一个单位由30到120（CV² 0）", (2,), 30.0, 0.0, 95),
    Rise("两年，一个单位由30到120（CV² 0.1）", (2,), 30.0, 0.1, 65),
)
# Measures of a folder of briefs and their means, in which nothing rises or falls.
FOLDER = {
    **{"applications_new": 3.0, "applications_closed": 3.0, "reviews": 0.3, "lawsuits": 0.1},
    **{"licences": 30.0, "penalties": 10.0, "documents_made": 1.0},
}


def counts(rng: np.random.Generator, means: Floats, spread: float) -> Floats:
    """Counts of these means (screen, year, unit), years of one unit apart by this CV² beyond chance."""
    mean = means * rng.gamma(1 / spread, spread, size=means.shape) if spread else means
    return rng.poisson(mean).astype(float)


def named(numbers: Floats, spread: Spread) -> Flags:
    """Which units (screen, unit) the rule names, the last of the years (screen, year, unit) judged."""
    past, judged = numbers[:, :-1].swapaxes(1, 2), numbers[:, -1]
    tables, base, q = Counts.of(numbers.swapaxes(1, 2), spread), past.shape[-1] - 1, verdict.bar(numbers.shape[1])
    screens = [slice(at, at + AT_ONCE) for at in range(0, len(numbers), AT_ONCE)]
    return np.concatenate([verdict.notable(tables, past[some], base, judged[some], q)[0] for some in screens])


def unchanged(spread: Spread, years: int, screens: int, seed: int) -> tuple[float, float]:
    """The greatest share of screens with a false name of all cells, and that of the largest of differing units."""
    rng, screens_with, largest = np.random.default_rng(seed + years), [], []
    for units in UNITS:
        differing = np.r_[np.full(units - len(LARGEST), 0.15), LARGEST]
        for cv in SPREADS:
            for means in (*(np.full(units, mean) for mean in ALIKE), differing):
                false = named(counts(rng, np.broadcast_to(means, (screens, years, units)), cv), spread)
                screens_with.append(float(100 * false.any(axis=1).mean()))
                if means is differing:
                    largest.append(float(100 * false[:, -1].mean()))
    return max(screens_with), max(largest)


def after_a_shift(spread: Spread, units: int, cv: float, screens: int, seed: int) -> float:
    """How many of a third are found of five years, where another third had four times their mean the year before."""
    rng, third = np.random.default_rng(seed + units), units // 3
    means = np.full((screens, 5, units), 30.0)
    means[:, -2, -third:] *= 4
    means[:, -1, :third] *= 4
    return float(100 * named(counts(rng, means, cv), spread)[:, :third].mean())


def verdicts(screens: int, seed: int) -> Iterator[tuple[str, ...]]:
    """The gates of one year against another, each candidate against each."""
    tried = [(spread, screens if spread is SPREAD else max(1, screens // LESS)) for spread in CANDIDATES.values()]
    for name, years in {"两年": (2,), "三、四年": (3, 4), "五至七年": MANY}.items():
        reached = [[unchanged(spread, n, size, seed) for n in years] for spread, size in tried]
        false, largest = ([max(pair[i] for pair in of) for of in reached] for i in (0, 1))
        yield Gate(f"{name}：毫无变化，画面上误报至少一个", 12).line(false)
        yield Gate(f"{name}：毫无变化，最大的一个被误报", 8 if years == (2,) else 6).line(largest)
    for rise in RISES:
        found = [rise.found(spread, max(1, size // 2), seed) for spread, size in tried]
        yield Gate(f"找到：{rise.name}", rise.least, least=True).line(found)
    for cv in SPREADS[:2]:
        after = [min(after_a_shift(s, units, cv, max(1, size // 2), seed) for units in UNITS) for s, size in tried]
        yield f"找到：五年，另三分之一的单位上一年也曾到120（CV² {cv:g}）", "—", *(f"{one:.1f}%" for one in after)


def trends_of_shares(tests: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Shares that vary by the year and don't rise or fall: how many of the judged units get a word."""
    mixed = np.r_[np.full(14, 3.0), np.full(4, 40.0)]
    for kind, wholes in (("分母都是40", np.full(18, 40.0)), ("14个分母为3、4个为40", mixed)):
        worst = max(_false_trends(wholes, rho, n, tests, seed) for rho in (0, 0.1, 0.2) for n in (5, 7))
        yield Gate(f"比率毫无趋势，{kind}", 6.5).line([worst])


def _false_trends(wholes: Floats, rho: float, years: int, tests: int, seed: int) -> float:
    rng, said = np.random.default_rng(seed), list[bool]()
    while len(said) < tests:
        share = np.repeat(rng.beta(4, 4, size=(len(wholes), 1)), years, axis=1)
        if rho:
            share = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1))
        whole = np.repeat(wholes[:, None], years, axis=1)
        parts = rng.binomial(whole.astype(int), share).astype(float)
        for one in slope.slopes(np.arange(years, dtype=float), parts, whole):
            if one and one.least_p <= verdict.ALPHA:
                said.append(bool(one.p <= verdict.ALPHA))
    return float(100 * np.mean(said))


def ranks(counties: int, seed: int) -> Iterator[tuple[str, ...]]:
    """How often the limits of a rank hold the rank of the unit's true mean."""
    for years in (3, 6):
        cells = [(units, cv, mean) for units in UNITS for cv in SPREADS for mean in ALIKE]
        held = min(_held(years, *cell, counties, seed) for cell in cells)
        yield Gate(f"名次范围包含真名次，{years}年", 90, least=True).line([held])


def _held(years: int, units: int, cv: float, mean: float, counties: int, seed: int) -> float:
    rng, inside = np.random.default_rng(seed), []
    for _ in range(counties):
        means = rng.gamma(1.0, mean, size=units)
        low, high = places.of_counts(counts(rng, np.broadcast_to(means, (years, units)), cv).T)
        true = 1 + np.argsort(np.argsort(-means))
        inside.append(((low <= true) & (true <= high)).mean())
    return float(100 * np.mean(inside))


def folders(number: int, seed: int) -> Iterator[tuple[str, ...]]:
    """False words on trends in folders of 60 pages over seven years in which nothing rises or falls."""
    rng = np.random.default_rng(seed)
    words = [sum(_words(one) for one in of_folder(_folder(rng)).values()) for _ in range(number)]
    said = f"60个单位8项指标的简报，每两套里误报的上升、下降（{number}套共{sum(words)}次）"
    yield said, "≤ 1次", f"{2 * sum(words) / number:.1f}次"


def _folder(rng: np.random.Generator) -> list[Series]:
    means = {code: np.broadcast_to(mean * rng.gamma(1, 1, 60), (7, 60)) for code, mean in FOLDER.items()}
    made = [_series(code, counts(rng, mean, SPREADS[1])) for code, mean in means.items()]
    wholes = rng.integers(1, 40, size=(7, 60))
    parts = rng.binomial(wholes, rng.beta(4, 4, size=(7, 60)) * 0.3 + 0.35)
    return [*made, _series("disclosure_rate", parts / wholes, numerator=parts, denominator=wholes)]


def _series(code: str, numbers: Floats, **sides: NDArray[np.int64]) -> Series:
    years, units = numbers.shape
    rows: dict[str, object] = {
        "jurisdiction": np.tile([f"{unit:02}" for unit in range(units)], years),
        "year": np.repeat(np.arange(2019, 2019 + years), units),
        "number": numbers.ravel(),
        "state": "value",
        "series": "one",
    }
    return Series(MEASURES[code], pd.DataFrame(rows | {name: side.ravel() for name, side in sides.items()}))


def _words(tendencies: Tendencies) -> int:
    return int(tendencies.table["tendency"].isin([RISING, FALLING]).sum())


def told(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The rows, each printed once it is known."""
    for row in rows:
        print(*row, sep=" | ", flush=True)
        yield row


def section(screens: int, seed: int) -> str:
    """What is written into the document."""
    began, few = time.process_time(), max(2, screens // 50)
    compared = table(("一年对另一年", "要求", *CANDIDATES), told(verdicts(screens, seed)))
    others = [*told(trends_of_shares(2 * screens, seed)), *told(ranks(few, seed)), *told(folders(few, seed))]
    minutes = (time.process_time() - began) / 60
    said = (
        f"{date.today():%Y-%m-%d}，种子 {seed}，一个处理器{minutes:.0f}分钟。误报每格{screens}个画面，列各格里最差的；"
        f"“找到”每格{screens // 2}个，列最低的；未采用的做法只试十分之一。"
    )
    return "\n\n".join((said, compared, table(("其他", "要求", "达到"), others)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.judging", description=__doc__)
    parser.add_argument("--screens", type=int, default=SCREENS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true", help="print it, and leave the document as it is")
    asked = parser.parse_args()
    text = section(asked.screens, asked.seed)
    if asked.show:
        print(text)
    else:
        put("judging", text, DOCUMENT)


if __name__ == "__main__":
    main()
