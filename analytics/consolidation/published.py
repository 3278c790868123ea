"""The sums beside what the county itself published: its report of the year before, and of the year if that is out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from analytics.consolidation.cell import Sum
from analytics.consolidation.own import same_body
from analytics.places import bodies
from data.across.figures import AMOUNTS, COUNTS
from data.forms import INDICATORS
from data.store import Snapshot

# Asked about from three times on, either way, what is below 10 taken as 10: one county's applications were 9, 85, 143
# and 713 from year to year (FORMS.md, “Plausible figures”), of which the second and the last are worth a look.
TIMES, LEAST = 3, 10
TOTALS = [code for code, cell in INDICATORS.items() if cell.section == "4" and cell.column == "total"]
WATCHED = [code for code in (*COUNTS, *TOTALS, *AMOUNTS) if code in INDICATORS]


@dataclass(frozen=True, slots=True)
class Step:
    """A cell of the sum beside the published report of `year`: there `before`, here `now`.

    `kind` is jump, carried (结转 of the year before against 上年结转), in_force (against what was in force, made and
    repealed; `before` is what follows from them), or differs (of the same year).
    """

    kind: str
    code: str
    year: int
    before: Decimal
    now: Decimal


@dataclass(frozen=True)
class Published:
    """The county's own reports that the sums were compared with, by year, and what is asked about."""

    body: str = ""
    years: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()


def published(
    snapshot: Snapshot, year: int, form: str, chain: Sequence[str], made_up: bool, sums: Mapping[str, Sum]
) -> Published:
    """What is asked about the sums of the body of this full path. Empty if it has no report, or two are of its name."""
    known = [
        (row["id"], row["path"])
        for row in bodies(snapshot).within(made_up).to_pylist()
        if chain and same_body((*row["parents"], row["name"]), chain)
    ]
    if len(known) != 1:
        return Published()
    [(body, path)] = known
    sql = Path(__file__).with_name("published.sql").read_text(encoding="utf-8")
    rows = snapshot.cursor().execute(sql, {"body": body, "year": year, "made_up": made_up}).fetchall()
    cells: dict[int, dict[str, tuple[Decimal, str]]] = {}
    for of_year, code, value, theirs in rows:
        cells.setdefault(of_year, {})[code] = (value, theirs)
    now = {code: one.value for code, one in sums.items() if one.value is not None}
    earlier, this = (
        {
            code: value
            for code, (value, theirs) in cells.get(of_year, {}).items()
            if theirs == form or INDICATORS[code].comparable
        }
        for of_year in (year - 1, year)
    )
    steps = (*_carried(earlier, now, year), *_in_force(earlier, now, year), *_jumps(earlier, now, year))
    differs = (
        Step("differs", code, year, this[code], now[code]) for code in now if code in this and this[code] != now[code]
    )
    return Published(path, tuple(sorted(cells)), (*steps, *differs))


def _carried(earlier: Mapping[str, Decimal], now: Mapping[str, Decimal], year: int) -> Iterator[Step]:
    before, after = earlier.get("3.carried_out.total"), now.get("3.carried_in.total")
    if before is not None and after is not None and before != after:
        yield Step("carried", "3.carried_in.total", year - 1, before, after)


def _in_force(earlier: Mapping[str, Decimal], now: Mapping[str, Decimal], year: int) -> Iterator[Step]:
    for row in ("rules", "documents"):
        code = f"2.{row}.in_force"
        made, repealed, after = (now.get(f"2.{row}.{column}") for column in ("made", "repealed", "in_force"))
        if code not in earlier or made is None or repealed is None or after is None:
            continue
        follows = earlier[code] + made - repealed
        if follows != after:
            yield Step("in_force", code, year - 1, follows, after)


def _jumps(earlier: Mapping[str, Decimal], now: Mapping[str, Decimal], year: int) -> Iterator[Step]:
    for code in WATCHED:
        if code in earlier and code in now:
            before, after = earlier[code], now[code]
            small, large = sorted((before, after))
            if large >= TIMES * max(small, Decimal(LEAST)):
                yield Step("jump", code, year - 1, before, after)
