"""What a sentence states: who, which year, what, how many, and how it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How a statement is meant; only the first two say what a cell of this year's tables should hold."""

    ABSOLUTE = "absolute"
    RANGE = "range"  # 5至8件, 十余件, 约20件
    PART = "part"  # 其中网上申请2件
    CHANGE = "change"  # 比上年增加3件
    SHARE = "share"  # 办结率100%
    SINCE = "since"  # 2019年以来累计
    PLAN = "plan"
    SUPPOSED = "supposed"  # 如收到5件以上, 应当在20个工作日内
    OTHER = "other"  # another body's, or of another time than a whole year
    YEAR = "year"  # a year that is named
    BODY = "body"  # a body that is named


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the prose.

    `start` and `end` are its place in `sentence`, counted in the sentence's plain form (simplified, no blanks).
    `who` is "" for the reporter, else the words for another body. `measure` is a key of measures.yaml or "".
    `low` and `high` bound the number in `unit` (money in 元); `high` is None where there is no upper bound. `said` is
    the number as written, None where it is none (几件, 5至8件).
    """

    section: str
    sentence: str
    start: int
    end: int
    kind: Kind
    what: str
    year: int | None = None
    who: str = ""
    measure: str = ""
    column: str = "total"
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    said: Decimal | None = None
