"""Every exhibit there is, by name: what it reads, what is made of it, and the choice it offers.

Screens, briefs, the terminal and the tests walk this one list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import words
from analytics.charts.share import Shares
from analytics.charts.years import spoken
from analytics.composition import composition
from analytics.coverage import coverage
from analytics.exhibits import change, composed, corrected, each, flow, profile, ranking, share, slope, trend
from analytics.exhibits import coverage as reported
from analytics.exhibits import remarked as findings
from analytics.exhibits.exhibit import Context, Control, Exhibit
from analytics.flow import Flow
from analytics.ranking import ranking as ranked
from analytics.remarked import remarked
from analytics.series import Series, trends
from analytics.series import trend as series_of
from data.errors import BadRequest

CORRECTED = ("review_correction_rate", "lawsuit_correction_rate")
PROCURED = ("procurement_projects", "procurement_amount", "procurement_mean")


@dataclass(frozen=True)
class Entry:
    """`read` gets the data that a view asks for, `make` the exhibit of them and an option of `choice`.

    `category` is the page it stands on, "" where it is of all reports, or, `measured`, of the measure in view.
    """

    category: str
    read: Callable[[Context], Any]
    make: Callable[[Any, Context, str], Exhibit]
    choice: Callable[[Any, Context], Control] | None = None
    measured: bool = False

    def placed(self, now: Context) -> Context:
        """The context with the category that the exhibit is of."""
        return replace(now, view=replace(now.view, category=self.category)) if self.category else now

    def show(self, now: Context, option: str = "") -> Exhibit:
        """The exhibit of a view. Raises BadRequest for an option that it doesn't offer, and as `trend` does."""
        now = self.placed(now)
        found = self.read(now)
        options = list(self.choice(found, now).options) if self.choice else []
        if option and option not in options:
            raise BadRequest("unknown_option", option=option, known=" ".join(filter(None, options)) or "–")
        return self.make(found, now, option or next(iter(options), ""))


def named(name: str, lang: str) -> str:
    """What an exhibit is called."""
    own = words.family("exhibits").get(name)
    said = own[lang] if own else words.say(f"composition.name_{name}", lang)
    return said[:1].upper() + said[1:]


def of_category(category: str) -> tuple[str, ...]:
    """Names of the exhibits that a category's page has beside those of its measures."""
    return tuple(name for name, entry in EXHIBITS.items() if entry.category == category)


def _series(now: Context) -> Series:
    return now.view.series(now.snapshot, now.lang)


def _several(codes: tuple[str, ...], now: Context) -> tuple[Series, ...]:
    return trends(now.snapshot, codes, **now.asked, lang=now.lang)


def _parts(code: str, now: Context) -> Any:
    return composition(now.snapshot, code, **now.asked, lang=now.lang)


def _composition(code: str, category: str) -> Entry:
    return Entry(category, partial(_parts, code), composed.composed, partial(composed.control, key=code))


def _shares(found: tuple[Series, ...], now: Context, option: str) -> Exhibit:
    projects, amount, mean = found
    return share.shared(Shares(projects, amount, mean, int(option)), now)


EXHIBITS: dict[str, Entry] = {
    "trend": Entry(
        "", _series, lambda found, now, _: trend.over_years(found, now, focus=now.view.focus), measured=True
    ),
    "ranking": Entry(
        "",
        _series,
        lambda found, now, _: ranking.ranked(ranked(found, spoken(found)[-1]), found, now, focus=now.view.focus),
        measured=True,
    ),
    "change": Entry("", _series, change.since, change.choice, measured=True),
    "slope": Entry("", _series, slope.since, slope.choice, measured=True),
    "each": Entry("", _series, lambda found, now, _: each.each_unit(found, now), measured=True),
    "coverage": Entry(
        "", lambda now: coverage(now.snapshot, **now.asked), lambda found, now, _: reported.reported(found, now)
    ),
    "remarked": Entry(
        "", lambda now: remarked(now.snapshot, **now.asked), lambda found, now, _: findings.remarked(found, now)
    ),
    "profile": Entry("", profile.held, profile.of_year, profile.choice),
    "share": Entry("procurement", partial(_several, PROCURED), _shares, lambda found, now: share.choice(found[1], now)),
    "flow": Entry(
        "applications",
        partial(_parts, "flow"),
        lambda found, now, option: flow.flowing(Flow(found), now, option),
        partial(composed.control, key="flow"),
    ),
    **{code: _composition(code, "applications") for code in ("outcomes", "reasons", "applicants")},
    **{code: _composition(code, "disclosure") for code in ("documents", "decisions")},
    "items": Entry(
        "disclosure",
        lambda now: series_of(now.snapshot, "items_disclosed", **now.asked, lang=now.lang),
        trend.items,
    ),
    **{code: _composition(code, "disputes") for code in ("reviews", "lawsuits")},
    "corrected": Entry("disputes", partial(_several, CORRECTED), corrected.corrected, corrected.choice),
}
