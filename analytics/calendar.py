"""By the calendar: on which day data are looked at, and of which years the reports are due on it."""

from __future__ import annotations

from datetime import date

from analytics.places import bodies
from data import clock
from data.store import Snapshot

# A body hands in its report of a year by 31 January of the next (条例第四十九条); by 31 March all are published.
DUE, PUBLISHED = (1, 31), (3, 31)


def day(snapshot: Snapshot, made_up: bool | None = None) -> date:
    """The day on which these data are looked at: today.

    Made-up data and the sample are made for a time of their own, 31 March after their last year: on any later day
    they would seem to lack years that nobody ever made.
    """
    known = bodies(snapshot)
    world = known.world(made_up)
    years = known.years(world)
    return date(years[-1] + 1, *PUBLISHED) if years and (world or snapshot.kind == "sample") else clock.today()


def last_due(on: date) -> int:
    """The last year whose reports should be there on a day."""
    return on.year - 1 if on > date(on.year, *DUE) else on.year - 2
