"""What stands beside the titles, recomputed: headline figures, titles of profiles, briefs of units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import words
from analytics.brief import MAIN
from analytics.exhibits import profile
from analytics.export.page import Number
from analytics.measures import MEASURES
from data.store import Snapshot
from tests.claims.claim import BROKEN, VERB, Claim, View, quantity, speaking, total
from tests.claims.figures import Row
from tests.claims.held import absent, existing, held
from tests.claims.judged import judge
from tests.claims.over_years import pairs
from tests.claims.stores import World

CHANGE = re.compile(
    r"(?:与(?P<equal>\d{4})年相同(?P<doubt>\??)|较(?P<base>\d{4})年(?P<by>[+−][\d,]+\??))，(?P<same>.+)"
)
ZEROS = re.compile(r"(?P<years>[\d–、]+)年(?P<measures>.+)均为0")
PROFILE = re.compile(
    r"(?P<year>\d{4})年(?P<said>.*?)(?:，?(?P<sure>数字确定的)?(?P<of>\d+)项指标中(?P<zeros>\d+)项为0)?"
    r"(?:（另有(?P<doubtful>\d+)项存疑）)?"
)
COUNTED = {"applications_new": 1, "reviews": 2}  # where they stand among the four headline figures


def view(world: World, code: str = "", **more: object) -> View:
    return View(world, str(more.pop("panel", "headline")), code, lambda _: "", **more)  # type: ignore[arg-type]


def headline(world: World, year: int, found: Sequence[Number]) -> None:
    """The four figures of a year in Chinese: each value, how it changed, over which units, and each mark of doubt."""
    claim = Claim(view(world, "applications_new", year=year), "zh")
    there = len(existing(claim, year)) - len(absent(claim, year))
    assert found[0].value.split(" / ")[0] == str(there), f"{there} reports"
    assert found[0].value.endswith(f" / {len(existing(claim, year))}") == ("收到" in found[0].name), "how many are due"
    mistakes = sum(world.figures.mistakes(path, year) for path, _ in held(claim, (year,)))
    assert found[3].value == str(mistakes), f"{mistakes} sums do not close"
    for code, place in COUNTED.items():
        _counted(Claim(view(world, code, year=year), "zh"), found[place])
    both = set(existing(claim, year)) & set(existing(claim, year - 1))
    if match := CHANGE.fullmatch(found[0].more):
        assert match["same"] == f"两年都设立的{len(both)}个单位", f"{len(both)} existed in both years"
        by = sum((path not in absent(claim, year)) - (path not in absent(claim, year - 1)) for path in both)
        assert _by(match) == by, f"by {by} reports"


def _by(match: re.Match[str]) -> int:
    return 0 if match["equal"] else int(match["by"].rstrip("?").replace("−", "-").replace(",", ""))


def _counted(claim: Claim, found: Number) -> None:
    year = claim.view.year or 0
    rows = speaking(claim.of_year(year))
    mark = "?" if any(row.doubtful for row in rows) else ""
    assert found.value == (f"{int(total(rows)):,}{mark}" if rows else "—"), f"{total(rows)}{mark}"
    compared = pairs(claim, year - 1, year)
    match = CHANGE.fullmatch(found.more)
    assert bool(match) == bool(compared), f"{len(compared)} comparable"
    if match:
        by = total(pair.later for pair in compared) - total(pair.earlier for pair in compared)
        assert _by(match) == by and f"{len(compared)}个单位" in match["same"], f"by {by} over {len(compared)}"
        doubted = any(row.doubtful for pair in compared for row in (pair.earlier, pair.later))
        assert found.more.partition("，")[0].endswith("?") == doubted, "whether the change is doubtful"


def profile_title(world: World, snapshot: Snapshot, path: str, year: int) -> str:
    """The title of a unit's profile, found true; in English found to be a sentence."""
    english = profile.title(profile.of_unit(snapshot, path, year, None, "en"), "en")
    assert VERB.search(english) and not BROKEN.search(english), english
    text = profile.title(profile.of_unit(snapshot, path, year, None, "zh"), "zh")
    match = PROFILE.fullmatch(text)
    assert match and match["year"] == str(year) and not BROKEN.search(text), text
    rows = _shown(world, path, year)
    sure = [row for row in rows.values() if row.state == "value"]
    said = match["said"]
    if "位（共" in said or "按本年数" in said:
        for part in said.split("，"):
            names, text_of_rank = re.fullmatch(r"(.+?)((?:第|按本年数).*)", part).groups()  # type: ignore[union-attr]
            for name in names.split("、"):
                [code] = [code for code in rows if MEASURES[code].short["zh"] == name]
                judge(view(world, code, panel="rank", focus=(path,), year=year), "zh", text_of_rank)
        return text
    assert int(match["zeros"] or 0) == sum(not row.value for row in sure), f"{text}: zeros"
    assert int(match["doubtful"] or 0) == sum(row.doubtful for row in rows.values()), f"{text}: doubtful"
    if match["of"]:
        assert int(match["of"]) == len(sure) and bool(match["sure"]) == (len(sure) < len(rows)), f"{text}: of how many"
    for part in said.split("、") if re.search(r"\d", said) else ():
        [code] = [one for one in rows if part.startswith(MEASURES[one].short["zh"]) and rows[one].state == "value"]
        claim = Claim(view(world, code, year=year), "zh")
        quantity(claim, part.removeprefix(MEASURES[code].short["zh"]), rows[code].value or total([]))
    return text


def _shown(world: World, path: str, year: int) -> dict[str, Row]:
    """The rows of the measures that a profile shows."""
    rows = {code: world.figures.rows(code, (path,), (year,))[0] for code in profile.ORDER}
    return dict([(code, row) for code, row in rows.items() if row.state != "not_in_form"][: profile.SHOWN])


def brief(world: World, path: str, year: int, paragraph: str) -> Iterator[str]:
    """Each sentence of a unit's brief in Chinese, found true."""
    stop = words.say("brief.stop", "zh")
    first, *rest = paragraph.removesuffix(stop).split(stop)
    judge(view(world, panel="sheet", places=(path,), year=year), "zh", first)
    yield first
    for sentence in rest:
        if (match := ZEROS.fullmatch(sentence)) and not sentence.startswith(path.split("/")[-1]):
            _zeros(world, path, match)
        else:
            _of_some_measure(world, path, sentence)
        yield sentence


def _of_some_measure(world: World, path: str, sentence: str) -> None:
    failed = []
    for code in MAIN:
        if MEASURES[code].short["zh"] in sentence:
            try:
                judge(view(world, code, panel="trend", places=(path,)), "zh", sentence)
                return
            except AssertionError as error:
                failed.append(error)
    raise AssertionError(f"{sentence}: {failed[:2]}")


def _zeros(world: World, path: str, match: re.Match[str]) -> None:
    """Measures that are 0 in all years that they have a sure number of."""
    years: set[int] = set()
    for text in match["years"].split("、"):
        start, _, end = text.partition("–")
        years |= set(range(int(start), int(end or start) + 1))
    for name in match["measures"].split("、"):
        [code] = [code for code in MAIN if MEASURES[code].short["zh"] == name]
        rows = speaking(world.figures.rows(code, (path,), None))
        rows = [row for row in rows if row.series == rows[-1].series]
        assert {row.year for row in rows} == years, f"{name}: {sorted(row.year for row in rows)}"
        assert not any(row.value or row.doubtful for row in rows), f"{name} is not 0"
