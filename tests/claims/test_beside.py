"""Headline figures, titles of profiles and briefs of units are recomputed as titles are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.brief import of_county, of_unit
from analytics.coverage import coverage
from analytics.export.page import Number, Numbers, Paragraph
from analytics.view import View
from tests.claims import beside
from tests.claims.stores import World, world

PROFILES, BRIEFS = 5, 2  # looked at in each store


@pytest.fixture(scope="module", params=["doubtful", "shaken", "zeros", "above_one"])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp(request.param)
    return world(request.param, folder / "store")


def tiles(known: World) -> tuple[Number, ...]:
    [found] = [part for part in of_county(known.snapshot, View(), "zh").parts if isinstance(part, Numbers)]
    return found.numbers


def test_the_headline_figures_are_true(known: World) -> None:
    beside.headline(known, coverage(known.snapshot).main_year, tiles(known))


def test_the_title_of_each_profile_is_true(known: World) -> None:
    reports = list(known.figures.reports)
    for path, year in reports[:: max(1, len(reports) // PROFILES)]:
        beside.profile_title(known, known.snapshot, path, year)


def test_each_sentence_of_the_briefs_of_units_is_true(known: World) -> None:
    told = []
    for path in list(known.figures.bodies)[-BRIEFS:]:
        year = max(year for one, year in known.figures.reports if one == path)
        said = next(p for p in of_unit(known.snapshot, path, year, None, "zh").parts if isinstance(p, Paragraph))
        told += list(beside.brief(known, path, year, said.text))
    assert len(told) > 5


def test_a_raised_number_or_a_lost_mark_beside_the_titles_is_found(known: World) -> None:
    """The check itself: no headline figure passes that is one more, or has its mark of doubt taken away."""
    year, found = coverage(known.snapshot).main_year, tiles(known)
    for place, one in enumerate(found):
        raised = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), one.value, count=1)
        for value in {raised, one.value.rstrip("?")} - {one.value}:
            with pytest.raises(AssertionError):
                beside.headline(known, year, [*found[:place], replace(one, value=value), *found[place + 1 :]])
