"""What happens in one unit in one year, as the true figures of every cell that either form has.

Sizes follow what published reports show: about four of five townships receive no application in a
year, a few receive some, a county seat's street dozens; most decide no licence and no penalty; a
township discloses 80 to 300 items. Whatever is carried over is carried by the unit's `State`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from data.demo.draws import Draws
from data.demo.units import NEW, OLD
from data.forms import INDICATORS, identities

Figures = dict[str, Decimal]

# Relative frequencies; the outcomes follow a county's report of 2025 (granted 41 %, partly 14 %, not held 15 %, …).
APPLICANTS = {"natural": 84, "business": 8, "research": 0.5, "welfare": 0.5, "legal": 5, "other": 2}
OUTCOMES = {
    "granted": 41, "partly": 14, "prohibited": 1, "third_party": 2, "internal": 2, "process": 3, "case_files": 1,
    "queries": 2, "not_held": 15, "not_ready": 4, "unclear": 2, "petition": 5, "repeated": 3, "confirmation": 1,
    "other_uncorrected": 2, "other_rest": 2,
}  # fmt: skip
REVIEW_RESULTS = {"upheld": 60, "corrected": 15, "other": 20, "pending": 5}
SUIT_RESULTS = {"upheld": 70, "corrected": 8, "other": 12, "pending": 10}
CARRIED_OUT = 0.06  # of the applications of a year, those still open at its end

# The first year of the pandemic saw fewer purchases, licences and penalties.
ACTIVITY = {2020: 0.7, 2022: 0.9}
GROWTH = {"applications": 1.18, "licences": 1.06, "items": 1.05}
FIRST_YEAR = 2019
POWERS_DELEGATED = 2021  # before that year few townships had the power to fine


@dataclass(frozen=True)
class Profile:
    """How much of everything a unit usually has in a year; rates are means in the first year."""

    applications: float
    licences: float
    penalties: float
    documents: float
    procurement: float
    items: float
    fees: int = 0
    shock: int | None = None  # the year of a land acquisition, with a flood of applications

    def __add__(self, other: Profile) -> Profile:
        """What two units have together, once they are one."""
        sums = {name: value + getattr(other, name) for name, value in vars(self).items() if name != "shock"}
        return Profile(**sums, shock=self.shock or other.shock)


@dataclass
class State:
    """What a unit hands on to the next year, or to the unit that follows it.

    `items` counts the items on each list of powers by the code of its row, `pending` the open
    applications by applicant.
    """

    disclosed: int = 0
    in_force: int = 0
    items: Counter[str] = field(default_factory=Counter)
    pending: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: State) -> State:
        return State(**{name: value + getattr(other, name) for name, value in vars(self).items()})


def profile(draws: Draws, level: str) -> Profile:
    """A unit's usual year. `level` says how many applications it gets: busy, middling, some or none."""
    applications = {
        "busy": 16 + 6 * draws.share(),
        "middling": 1.6 + 1.6 * draws.share(),
        "some": 0.15 + 0.45 * draws.share(),
        "none": 0.02,
    }[level]
    busy = level == "busy"
    return Profile(
        applications=applications,
        licences=90 if busy else (8 + 60 * draws.share() ** 2) if draws.chance(0.4) else 0,
        penalties=30 if busy else (2 + 25 * draws.share() ** 2) if draws.chance(0.35) else 0,
        documents=(5 if busy else 2.5) * draws.share() ** 2,
        procurement=30 if busy else 14 * draws.share() if draws.chance(0.8) else 0,
        items=650 if busy else 60 + 260 * draws.share() ** 1.5,
        fees=draws.between(3, 40) if draws.chance(0.12) else 0,
    )


def opening(draws: Draws, usual: Profile) -> State:
    """The state at the start of the first year."""
    return State(
        disclosed=draws.poisson(usual.documents * 4),
        in_force=draws.poisson(usual.documents * 5),
        items=Counter(
            licences=draws.between(8, 45) if usual.licences else 0,
            other_services=draws.between(5, 40) if draws.chance(0.3) else 0,
            penalties=draws.between(4, 30) if usual.penalties else 0,
            coercion=draws.between(1, 5) if usual.penalties and draws.chance(0.3) else 0,
            fees=draws.between(1, 3) if usual.fees else 0,
        ),
    )


def _documents(draws: Draws, usual: Profile, state: State) -> dict[str, int]:
    made = draws.poisson(usual.documents)
    repealed = min(state.in_force, draws.poisson(usual.documents * 0.5))
    disclosed = made - draws.chance(0.2) if made else 0  # now and then one is only disclosed the year after
    state.disclosed += disclosed
    state.in_force += made - repealed
    return {
        "made": made,
        "repealed": repealed,
        "in_force": state.in_force,
        "disclosed": disclosed,
        "disclosed_total": state.disclosed,
    }


def _decisions(draws: Draws, usual: Profile, state: State, year: int) -> Figures:
    activity = ACTIVITY.get(year, 1) * GROWTH["licences"] ** (year - FIRST_YEAR)
    delegated = 1 if year >= POWERS_DELEGATED else 0.4
    decided = {
        "licences": draws.around(usual.licences * activity, 0.25),
        "other_services": draws.around(state.items["other_services"] * 6 * activity, 0.5),
        "penalties": draws.around(usual.penalties * activity * delegated, 0.4),
        "coercion": draws.poisson(0.8) if state.items["coercion"] else 0,
    }
    figures: Figures = {}
    for row, decisions in decided.items():
        before = state.items[row]
        # Lists of powers are redrawn every few years.
        change = max(-before, draws.between(-4, 9)) if before and draws.chance(0.3) else 0
        state.items[row] = before + change
        if change and decisions == before + change:  # looks like a slip that many make, so it is never left to chance
            decisions += 1
        cells = {"items": before, "change": change, "decisions": decisions}
        figures |= {f"2.{row}.{column}": Decimal(value) for column, value in cells.items()}
    return figures


def _money(draws: Draws, usual: Profile, state: State, year: int) -> Figures:
    """Purchases and fees, in 元."""
    projects = draws.around(usual.procurement * ACTIVITY.get(year, 1), 0.4)
    mean = 15_000 + 160_000 * draws.share() ** 3
    fees = int(usual.fees * 100 * (0.8 + 0.4 * draws.share())) * 100
    return {
        "2.procurement.projects": Decimal(projects),
        "2.procurement.amount": Decimal(int(projects * mean)),
        "2.fees.items": Decimal(state.items["fees"]),
        "2.fees.amount": Decimal(fees),
    }


def _applications(draws: Draws, usual: Profile, state: State, year: int) -> Counter[str]:
    """Cells of section 3 that have something in them, without the sums."""
    mean = usual.applications * GROWTH["applications"] ** (year - FIRST_YEAR)
    if usual.shock is not None:
        mean += {0: 34, 1: 7}.get(year - usual.shock, 0)
    cells: Counter[str] = Counter()
    carried_out: Counter[str] = Counter()
    arrived = [draws.weighted(APPLICANTS) for _ in range(draws.around(mean, 0.3))]
    for applicant in state.pending.elements():
        cells[f"3.carried_in.{applicant}"] += 1
        cells[f"3.{draws.weighted(OUTCOMES)}.{applicant}"] += 1
    for applicant in arrived:
        cells[f"3.new.{applicant}"] += 1
        if draws.chance(CARRIED_OUT):
            carried_out[applicant] += 1
        else:
            cells[f"3.{draws.weighted(OUTCOMES)}.{applicant}"] += 1
    state.pending = carried_out
    return cells + Counter({f"3.carried_out.{applicant}": count for applicant, count in carried_out.items()})


def _disputes(draws: Draws, decided: int) -> Counter[str]:
    cells: Counter[str] = Counter()
    for _ in range(draws.poisson(decided * 0.06)):
        cells[f"4.reviews.{draws.weighted(REVIEW_RESULTS)}"] += 1
        if draws.chance(0.3):
            cells[f"4.suits_after_review.{draws.weighted(SUIT_RESULTS)}"] += 1
    for _ in range(draws.poisson(decided * 0.01)):
        cells[f"4.suits_direct.{draws.weighted(SUIT_RESULTS)}"] += 1
    return cells


def _sums(figures: Figures) -> None:
    """Fill in every 总计 by the form's own sums, columns before rows, and 其他处理 where it is a single row."""
    for column in ("natural", "business", "research", "welfare", "legal", "other"):
        three = ("other_uncorrected", "other_unpaid", "other_rest")
        figures[f"3.other.{column}"] = sum((figures[f"3.{row}.{column}"] for row in three), Decimal(0))
    for form in (OLD, NEW):
        for code in ("outcomes", "applicants", "disputes"):
            for identity in identities(form):
                if identity.code == code and (code != "outcomes" or not identity.left[0].endswith(".total")):
                    figures[identity.left[0]] = sum((figures[part] for part in identity.right), Decimal(0))


def year_of(draws: Draws, usual: Profile, state: State, year: int) -> Figures:
    """The true figures of one year, for every indicator of either form; `state` moves on to the next year."""
    figures: Figures = {code: Decimal(0) for code, indicator in INDICATORS.items() if indicator.row != "extra"}
    figures |= {f"2.documents.{column}": Decimal(value) for column, value in _documents(draws, usual, state).items()}
    figures |= _decisions(draws, usual, state, year)
    figures |= _money(draws, usual, state, year)
    applied = _applications(draws, usual, state, year)
    decided = sum(count for code, count in applied.items() if code.split(".")[1] in OUTCOMES)
    figures |= {code: Decimal(count) for code, count in (applied + _disputes(draws, decided)).items()}
    _sums(figures)
    return figures
