"""The stores whose sentences are checked: one for each kind of trouble that a sentence can get into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from data.model import Report, Status
from data.roster import Roster
from data.store import Snapshot
from tests import factory
from tests.analytics.test_trend_independent import damaged
from tests.claims.figures import Figures
from tests.claims.grammar import Reader

FIVE = ("云山镇", "双桥乡", "河西街道", "柳河镇", "白塔乡")
NINE = (*FIVE, "石桥镇", "清泉乡", "东关街道", "南坪镇")
COUNTY = ("清水县",)
NEW, CLOSED = "3.new", "3.closed"
Cells = Mapping[str, int]


@dataclass(frozen=True, eq=False)
class World:
    """A store with what is known of it by other ways, and the measures worth a look in it."""

    name: str
    snapshot: Snapshot
    roster: Roster | None
    measures: tuple[str, ...]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.snapshot, self.roster)

    @cached_property
    def readers(self) -> dict[str, Reader]:
        units = self.figures.bodies.values()
        names = {name for path in self.figures.bodies for name in (path, path.split("/")[-1])}
        sets = (frozenset(names), frozenset(u.area for u in units), frozenset(u.peers for u in units))
        return {lang: Reader(lang, *sets) for lang in ("zh", "en")}


def made(name: str, year: int, cells: Cells, parents: Sequence[str] = COUNTY, form: str = "") -> Report:
    """A report without applications and disputes, but for these cells; what they are summed up in follows."""
    forms = {"2": form, "3": form, "4": form} if form else None
    one = factory.report(3, name, year, parents=tuple(parents), busy=False, forms=forms)
    return factory.with_cells(one, {code: str(number) for code, number in cells.items()})


def applications(new: int, closed: int | None = None, granted: int = 0) -> Cells:
    """So many new ones, of which so many were closed and of these so many granted; the others are carried over."""
    done = new if closed is None else closed
    both = {f"{NEW}.": new, "3.granted.": granted, "3.not_held.": done - granted, f"{CLOSED}.": done}
    both["3.carried_out."] = new - done
    return {f"{row}{column}": number for row, number in both.items() for column in ("natural", "total")}


def guessed(one: Report, *codes: str) -> Report:
    """The report with the numbers of these cells in doubt, where its form has them."""
    for reading in [r for r in one.readings if r.indicator in codes and r.status is Status.REPORTED]:
        one = factory.with_cell(one, reading.indicator, str(reading.value), Status.DOUBTFUL, raw="?")
    return one


def disputes(upheld: int, corrected: int, pending: int = 0) -> Cells:
    """Reviews that ended so."""
    ended = {"upheld": upheld, "corrected": corrected, "pending": pending, "total": upheld + corrected + pending}
    return {f"4.reviews.{result}": number for result, number in ended.items()}


def roster(*lines: str) -> Roster:
    """名称,类别,上级,设立年份,撤销年份,接续单位,接续方式"""
    head = "名称,类别,上级,设立年份,撤销年份,接续单位,接续方式"
    return Roster.parse("名册.csv", "\n".join([head, *lines]).encode())


def kind(name: str) -> str:
    return next((one for one in ("街道", "镇", "乡", "局") if name.endswith(one)), "")


def listed(names: Sequence[str]) -> Roster:
    """A roster of the county that names these and no more."""
    return roster(*(f"{name},{kind(name)},清水县,,,," for name in names))


def zeros() -> tuple[list[Report], Roster | None]:
    """Most have none: one unit asks for all."""
    counts = {"东关街道": (3, 4, 2, 5, 8, 9), "云山镇": (0, 1, 0, 0, 0, 0)}
    found = [
        made(name, year, applications(counts.get(name, (0,) * 6)[year - 2019], granted=0))
        for name in NINE
        for year in range(2019, 2025)
        if (name, year) not in {("柳河镇", 2021), ("白塔乡", 2023)}
    ]
    return found, listed(NINE)


def ties() -> tuple[list[Report], Roster | None]:
    """Equal numbers, equal leaders, the same in both years."""
    counts = {2022: (7, 7, 3, 3, 3), 2023: (5, 5, 5, 5, 5), 2024: (24, 24, 20, 20, 6)}
    return [
        made(name, year, {**applications(count, count, min(count, 5)), **disputes(count, count)})
        for year, row in counts.items()
        for name, count in zip(FIVE, row, strict=True)
    ], None


def one_unit() -> tuple[list[Report], Roster | None]:
    counts = (3, 5, 9, 14, 22, 40)
    return [
        made(
            "云山镇",
            2019 + n,
            {**applications(c, c - 1, c // 2), **disputes(c, n % 2), "2.licences.decisions": 90 - 9 * n},
        )
        for n, c in enumerate(counts)
        if n != 2
    ], listed(("云山镇",))


def one_year() -> tuple[list[Report], Roster | None]:
    counts = (21, 4, 0, 33, 12)
    return [
        made(name, 2024, {**applications(count, count, count // 2), **disputes(1, 0)})
        for name, count in zip(FIVE, counts, strict=True)
    ], listed((*FIVE, "石桥镇"))


def nothing() -> tuple[list[Report], Roster | None]:
    """Reports whose tables are pictures; one unit has a table 3."""
    found = [factory.without_tables(made(name, year, {})) for name in FIVE[:3] for year in (2022, 2023, 2024)]
    return [*found, factory.without_tables(made("柳河镇", 2023, applications(4, 4, 2)), {"2", "4"})], None


def doubtful() -> tuple[list[Report], Roster | None]:
    """A number read with a guess here and there: among the largest, among zeros, of the only unit that has one."""
    found = []
    for n, name in enumerate(NINE[:7]):
        for year in range(2019, 2025):
            count = (0, 0, 0, 0, 6, 11, 25)[n] + (year - 2019) * (n > 3)
            one = made(name, year, {**applications(count, count, count // 2), **disputes(n, count // 4)})
            if (n, year) in {(6, 2024), (0, 2022), (5, 2019), (2, 2024)}:
                one = guessed(one, f"{NEW}.total", "3.granted.total", "4.reviews.total", "2.licences.decisions")
            if year == 2019:
                one = guessed(one, "2.licences.decisions")
            found.append(one)
    return found, listed(NINE[:7])


def merged() -> tuple[list[Report], Roster | None]:
    """双桥乡 and 白塔乡 went into 河西街道 in 2022; 柳河乡 became 柳河镇 in 2021."""
    old = {"云山镇": range(2019, 2025), "双桥乡": range(2019, 2022), "白塔乡": range(2019, 2022)}
    lives = {**old, "河西街道": range(2022, 2025), "柳河乡": range(2019, 2021), "柳河镇": range(2021, 2025)}
    found = [
        made(name, year, {**applications(n + year % 4, n + year % 4, n), **disputes(n, 1)})
        for n, (name, years) in enumerate(lives.items())
        for year in years
    ]
    return found, roster(
        "云山镇,镇,清水县,,,,",
        "双桥乡,乡,清水县,,2022,河西街道,合并",
        "白塔乡,乡,清水县,,2022,河西街道,合并",
        "河西街道,街道,清水县,2022,,,",
        "柳河乡,乡,清水县,,2021,柳河镇,更名",
        "柳河镇,镇,清水县,,,,",
    )


def late() -> tuple[list[Report], Roster | None]:
    """Two of seven stay on the old form after 2021."""
    found = []
    for n, name in enumerate(NINE[:7]):
        for year in range(2019, 2024):
            form = "2019" if year < 2021 or (n < 2 and year < 2023) else "2021"
            cells = dict(applications(n, n, n // 2)) | {"2.documents.made": n * 3 % 7}
            found.append(made(name, year, cells, form=form))
    return found, listed(NINE[:7])


def two_counties() -> tuple[list[Report], Roster | None]:
    """Two counties with a town of the same name, offices beside townships; one county is listed."""
    found = []
    for county, names, more in (("清水县", (*FIVE[:4], "教育局"), 0), ("长河县", ("云山镇", "马岭镇", "财政局"), 5)):
        for n, name in enumerate(names):
            for year in (2020, 2021, 2022, 2023):
                count = more + n * (year - 2018)
                found.append(made(name, year, {**applications(count, count, n), **disputes(n, more)}, (county,)))
    return found, listed((*FIVE[:4], "教育局"))


def above_one() -> tuple[list[Report], Roster | None]:
    """Rates whose part is typed larger than its whole, and sums that do not close."""
    found = []
    for n, name in enumerate(FIVE):
        for year in range(2020, 2025):
            cells = dict(applications(24 + n, 24 + n, 10 + n + year % 3)) | dict(disputes(20, 5 + n))
            if (n, year) in {(0, 2024), (2, 2022)}:
                cells["3.granted.total"] = 60
            if (n, year) == (1, 2024):
                cells[f"{NEW}.total"] = 3
            found.append(made(name, year, cells))
    return found, None


def shaken() -> tuple[list[Report], Roster | None]:
    """Whatever may be blank, doubtful or lost."""
    random = Random(20)
    return [
        damaged(random, factory.report(random.randrange(99), name, year, parents=COUNTY, busy=True))
        for name in (*FIVE, "教育局", "财政局")
        for year in range(2019, 2024)
        if random.random() < 0.9
    ], None


# Each kind with the measures that its trouble shows in.
KINDS: Mapping[Callable[[], tuple[list[Report], Roster | None]], tuple[str, ...]] = {
    zeros: ("applications_new", "disclosure_rate", "applications_carried_out"),
    ties: ("applications_new", "reviews", "review_correction_rate"),
    one_unit: ("applications_new", "licences", "disclosure_rate", "procurement_amount", "documents_made"),
    one_year: ("applications_new", "disclosure_rate", "licences"),
    nothing: ("applications_new", "disclosure_rate", "licences"),
    doubtful: ("applications_new", "disclosure_rate", "reviews", "licences"),
    merged: ("applications_new", "disclosure_rate", "procurement_mean"),
    late: ("documents_made", "procurement_amount", "procurement_mean"),
    two_counties: ("applications_new", "disclosure_rate", "reviews"),
    above_one: ("disclosure_rate", "review_correction_rate", "applications_new"),
    shaken: ("applications_other", "procurement_amount", "fees_amount"),
}
NAMES = {found.__name__: found for found in KINDS}


def world(name: str, folder: Path, measures: tuple[str, ...] = ()) -> World:
    """The store of that name."""
    make = NAMES[name]
    reports, known = make()
    return World(name, factory.store(folder, reports, known), known, measures or KINDS[make])
