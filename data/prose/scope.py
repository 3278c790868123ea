"""What holds for the words that follow in a sentence: whose, of which year, how meant, of what spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.prose.fact import Fact, Kind
from data.prose.labels import Label
from data.prose.words import NUMBER, SPAN, YEAR, Word

_TOWARDS = frozenset({"在", "向", "对", "到", "于", "给", "为"})
_LISTS = frozenset({"disclose", "review_of"})  # what is published or reviewed is not what was done
_LINKS = frozenset({"filler", "joins"})
_WHOLE_YEAR = frozenset({"全年", "全年度", "年内", "整年", "一年内"})  # of whichever year was named before it
_AVERAGES = frozenset({"每月", "月均", "日均", "年均", "平均", "每周", "每日", "每天", "每", "每件", "每条", "每期"})
_BESIDE = frozenset({"与", "和", "同", "跟"})


@dataclass
class Scope:
    """Changes as the words go by; `start` forgets what a sentence does not hand on to the next."""

    year: int
    kind: str  # of the body: what 全县 says of a township is another's, of a county its own
    section: str
    when: str = "this"
    other_year: int | None = None
    year_named: bool = False
    since: bool = False
    since_named: bool = False  # that the sentence says from when on
    plan: bool = False
    supposed: bool = False
    ruled: bool = False
    who: str = ""
    thing: str = ""
    heading: str = ""
    spoken: str = ""  # the last thing named in the section
    parts: bool = False
    compared: bool = False
    disclosure: bool = False
    excepted: bool = False  # 除1件外: what is said of all is not said of that
    not_counted: bool = False  # 不计入: the sentence says so itself
    orphan: Fact | None = None  # a change that is told before what changed
    first: bool = True  # still in the sentence's first clause
    head: tuple[str, int | None] = ("this", None)  # the year that the sentence began with
    until_comma: str = ""  # the time that holds again behind this clause: 与上年的5件相比，
    measured: list[tuple[str, str, str]] = field(default_factory=list)  # measure, column, who: as said so far
    some: set[tuple[str, str]] = field(default_factory=set)  # measures of which this sentence told that there were some
    whole: Fact | None = None  # the last number of applications or disputes that was told of this year
    listed: tuple[str, ...] = ()  # the verb that a list goes on with
    outside: tuple[int, str, int | None, bool] | None = None  # where a bracket opened, and the time outside it
    changed: tuple[str, str] = ("", "")  # measure and column of the change that was told last
    pending: Label | None = None  # of the clause before, if it gave no number: 受理申请较少，共3件
    before: Label | None = None  # the same, for a change told of it: 许可量回落，较上年减少6件
    labels: tuple[str, ...] = ()  # things of the clause before, if it gave no number

    def start(self, goes_on: bool) -> None:
        """A new sentence; after a semicolon the year and the body are still those named before."""
        if not goes_on:
            self.when, self.other_year, self.who, self.year_named = "this", None, "", False
            self.since = self.plan = self.supposed = False
            self.thing = self.heading
            self.measured.clear()
            self.head = ("this", None)
        else:  # a year named in passing is not handed on
            self.when, self.other_year = self.head
        self.first = True
        self.parts = self.compared = self.ruled = False
        self.whole = None
        self.some.clear()
        self.listed = ()
        self.orphan = None
        self.labels = ()
        self.pending = None
        self.outside = None
        self.changed = ("", "")

    def bracket(self, plain: str, at: int) -> None:
        """A clause begins here: what a bracket says of time holds no longer than the bracket."""
        if self.outside and ")" in plain[self.outside[0] : at]:
            _, self.when, self.other_year, self.year_named = self.outside
            self.outside = None
        if plain[at - 1 : at] == "(":
            self.outside = (at, self.when, self.other_year, self.year_named)

    def time(self) -> tuple[str, int | None, bool, bool, bool]:
        """The time that is spoken of; `back_to` restores it, behind a bracket that named another."""
        return self.when, self.other_year, self.year_named, self.since, self.plan

    def back_to(self, time: tuple[str, int | None, bool, bool, bool]) -> None:
        self.when, self.other_year, self.year_named, self.since, self.plan = time

    def named_year(self) -> int | None:
        """The year that is spoken of."""
        return {"this": self.year, "last": self.year - 1, "next": self.year + 1}.get(self.when, self.other_year)

    def meant(self) -> Kind | None:
        """How the words are meant that are said now; None: plainly."""
        if self.supposed or self.ruled:
            return Kind.SUPPOSED
        if self.plan or self.when == "next":
            return Kind.PLAN
        if self.who:
            return Kind.OTHER
        if self.since:
            return Kind.SINCE
        return {"part": Kind.PART, "other": Kind.OTHER}.get(self.when)

    def take(self, clause: Sequence[Word], place: int) -> None:
        """Take a word of a clause into account."""
        word = clause[place]
        if word.tag == "time":
            self._time(clause, place)
        elif word.tag in (YEAR, SPAN):
            self._other_time(clause, place)
        elif word.tag == "plan":
            self.plan = self.plan or not _takes_object(clause, place)
        elif word.tag == "suppose":
            self.supposed = True
        elif word.tag == "rule":
            self.ruled = True
        elif word.tag == "of_which":
            self.parts = True
        elif word.tag == "verb":
            self.listed = (word.value,) if word.value in _LISTS else ()
        elif word.value == "information" and "公开" in word.text:
            self.listed = ("disclose",)
        elif word.tag == "self":
            before = clause[place - 1] if place else None
            if before is None or not (before.text in _TOWARDS or before.tag in ("verb", "narrows")):  # 县局在我镇作出…
                self.who = ""
        elif word.tag == "others" or (word.tag == "whole" and word.value != self.kind):
            self.who = word.text
        elif word.tag == "whole":
            self.who = ""
        elif word.tag in ("against", "up", "down", "level"):
            self.compared = self.compared or word.text.startswith("同比")

    def _time(self, clause: Sequence[Word], place: int) -> None:
        value, word = clause[place].value, clause[place]
        if value == "this" and place == 0:
            self.listed = ()  # 公开各类收费标准，全年…
        before = clause[place - 1] if place else None
        if _beside_carry(clause, place) and not (value == "this" and self.when == "last"):
            return
        if value == "this" and before and before.tag == "against":
            return
        if before and before.text.endswith("自"):  # 自2023年那次复议之后
            return
        if value == "last" and before and (before.tag == "against" or before.text in _BESIDE):
            self.compared = True
            if before.text in _BESIDE and _numbered(clause, place):  # 与上年不予公开1件相比
                self.until_comma, self.when = self.when, "last"
            return
        if value == "last" and any(
            later.tag == "level" or later.text in ("相比", "比较") for later in clause[place + 1 : place + 3]
        ):
            self.compared = True
            return
        if value == "since":
            # 今年以来 is this year; 累计 too, where the year was named
            before_this = before is not None and before.tag == "time" and before.value == "this"
            if word.text == "累计":
                self.since = self.since or self.since_named
            else:
                self.since = self.since or not (before_this or self.year_named)
            return
        if word.text in _AVERAGES and not self.until_comma:
            self.until_comma, self.when = self.when, value
            return
        if word.text == "当年" and self.when in ("other", "last"):
            return
        if word.text in _WHOLE_YEAR and (self.plan or (before and before.value == "last")):
            return  # 力争全年…; 2020年全年 in the report for 2021
        if value == "before" and _modifies(clause, place) and not self.until_comma:
            self.until_comma = self.when
            self.when, self.other_year = "other", None
            return
        self.when = {"before": "other"}.get(value, value)
        self.other_year = None
        self.year_named = value == "this"
        self._at_head()
        if value == "this":
            self.since = self.plan = False
        if word.text == "年初" or value == "next":
            self.year_named = False

    def _other_time(self, clause: Sequence[Word], place: int) -> None:
        word = clause[place]
        if word.tag == SPAN:
            self.when, self.other_year = ("part" if word.value == "month" else "other"), None
        elif not _beside_carry(clause, place):
            if _modifies(clause, place) and not self.until_comma:
                self.until_comma, self.when, self.other_year = self.when, "other", word.value
                return
            self.when, self.other_year, self.year_named = "other", word.value, False
        self._at_head()

    def _at_head(self) -> None:
        if self.first:
            self.head = (self.when, self.other_year)


def _takes_object(clause: Sequence[Word], place: int) -> bool:
    """将3件申请转为信访: 将 before what is dealt with, and no plan."""
    after = clause[place + 1] if place + 1 < len(clause) else None
    return clause[place].text == "将" and after is not None and after.tag in (NUMBER, "thing", "self")


def _numbered(clause: Sequence[Word], place: int) -> bool:
    """Whether a number stands between this place and a word that compares: 与上年的5件相比."""
    for word in clause[place + 1 :]:
        if word.tag in ("level", "against", "up", "down"):
            return False
        if word.tag == NUMBER:
            return True
    return False


def _modifies(clause: Sequence[Word], place: int) -> bool:
    """对历年规范性文件进行清理, 2019年以前制发的文件已失效: the time is the documents', not that of what is told."""
    thing = next((at for at in range(place + 1, min(place + 7, len(clause))) if clause[at].tag == "thing"), None)
    if thing is None or clause[thing].value != "documents" or any(word.tag == NUMBER for word in clause):
        return False
    led = place > 0 and clause[place - 1].text in ("对", "将", "把", "由", "就")
    return led or clause[thing - 1].text == "的"


def _beside_carry(clause: Sequence[Word], place: int) -> bool:
    """上年结转, 结转至下年: the time belongs to the verb."""
    after = next((word for word in clause[place + 1 :] if word.tag not in _LINKS), None)
    before = next((word for word in reversed(clause[:place]) if word.tag not in _LINKS), None)
    return any(
        word is not None and word.tag == "verb" and word.value in ("carry", "items", "open") for word in (after, before)
    )
