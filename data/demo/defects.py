"""What is wrong or unusual in a made-up report, on purpose and on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data.demo.figures import Figures
from data.demo.units import NEW, OLD, Unit
from data.forms import TABLE_SECTIONS, Identity, identities, indicators


@dataclass(frozen=True)
class Planted:
    """One defect. `cells` maps each cell that is printed otherwise than it is to its true figure.

    `rule` is the finding that tells of it, if one does, with the cells in `told`; sums that don't close are
    told apart from this, see `Draft.broken`.
    """

    defect: str
    cells: Mapping[str, Decimal] = field(default_factory=dict)
    rule: str | None = None
    told: tuple[str, ...] = ()


@dataclass(eq=False)
class Draft:
    """A report before it is printed: the figures to print, how they are written, and what was planted.

    `raw` holds the cells that are written in words of their own ("" or "/"), `absent` the sections
    whose table is left out, `money` and `signs` the unit's way of writing amounts and changes. `words` and
    `problems` tell whose prose it has, of which year: its own unless it is copied. A report that another is held
    against is `kept` undamaged; `shared` are the rules that tell of it as of the other.
    """

    unit: Unit
    year: int
    forms: dict[str, str]
    figures: Figures
    items: int
    money: str
    signs: str
    raw: dict[str, str] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    planted: list[Planted] = field(default_factory=list)
    words: tuple[str, int] = ("", 0)
    problems: tuple[str, int] = ("", 0)
    kept: bool = False
    shared: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.problems = (self.unit.name, self.year)

    def codes(self, section: str) -> list[str]:
        return [indicator.code for indicator in indicators(self.forms[section], section)]

    def prints(self, code: str) -> bool:
        """Whether a plain number stands in this cell."""
        section = code.partition(".")[0]
        return section not in self.absent and code not in self.raw and code in self.codes(section)

    def broken(self) -> list[Identity]:
        """The form's sums that the printed figures do not keep."""
        present = {code for section in TABLE_SECTIONS if section not in self.absent for code in self.codes(section)}
        whole = [i for i in identities(self.forms["3"]) if present.issuperset(i.left + i.right)]
        return [identity for identity in whole if self._sum(identity.left) != self._sum(identity.right)]

    def _sum(self, codes: tuple[str, ...]) -> Decimal:
        return sum((self.figures[code] for code in codes), Decimal(0))

    def note(self, defect: str, codes: Iterable[str] = (), rule: str | None = None, told: tuple[str, ...] = ()) -> None:
        """Record a defect, and the finding that tells of it."""
        self.planted.append(Planted(defect, {code: self.figures[code] for code in codes}, rule, told))

    def alter(self, defect: str, fault: Fault) -> None:
        """Print other figures than the true ones."""
        figures = fault.printed(self.figures)
        self.note(defect, figures, fault.rule, fault.told)
        self.figures |= figures

    def write(self, defect: str, codes: list[str], text: str) -> None:
        """Write `text` where these cells are zero or, for an empty text, whatever they are."""
        codes = [code for code in codes if not text or not self.figures[code]]
        self.raw |= dict.fromkeys(codes, text)
        self.note(defect, codes)


def _carried_in_forgotten(figures: Figures) -> Figures:
    """What last year carried over was left out of this year's table."""
    return {code: Decimal(0) for code, value in figures.items() if code.startswith("3.carried_in.") and value}


def _reviews_forgotten(figures: Figures) -> Figures:
    return {"4.reviews.total": Decimal(0)}


def _documents_as_rules(figures: Figures) -> Figures:
    return {"2.rules.in_force": figures["2.documents.in_force"]}


def _redrawn(figures: Figures) -> bool:
    return bool(figures["2.licences.items"] and figures["2.licences.change"])


def _items_as_decisions(figures: Figures) -> Figures:
    return {"2.licences.decisions": figures["2.licences.items"] + figures["2.licences.change"]}


LICENCES = ("2.licences.items", "2.licences.change", "2.licences.decisions")


@dataclass(frozen=True)
class Fault:
    """A wrong figure: the form of the table it can happen in, the figures it needs, and what is printed instead.

    `rule` and `told` as in Planted.
    """

    section: str
    form: str | None
    needs: Callable[[Figures], bool]
    printed: Callable[[Figures], Figures]
    rule: str | None = None
    told: tuple[str, ...] = ()


def _some(code: str) -> Callable[[Figures], bool]:
    return lambda figures: figures[code] > 0


def _more(code: str, by: int) -> Callable[[Figures], Figures]:
    return lambda figures: {code: figures[code] + by}


FAULTS = {
    "carried_in_forgotten": Fault("3", None, _some("3.carried_in.total"), _carried_in_forgotten),
    "reviews_total_zero": Fault("4", None, _some("4.reviews.total"), _reviews_forgotten),
    "closed_total_one_more": Fault("3", None, _some("3.closed.total"), _more("3.closed.total", 1)),
    "granted_one_less": Fault("3", None, _some("3.granted.natural"), _more("3.granted.natural", -1)),
    "new_total_wrong": Fault("3", None, _some("3.new.total"), _more("3.new.total", 2)),
    "township_rules": Fault(
        "2", NEW, _some("2.documents.in_force"), _documents_as_rules, "township_rules", ("2.rules.in_force",)
    ),
    "decisions_as_sum": Fault("2", OLD, _redrawn, _items_as_decisions, "decisions_as_sum", LICENCES),
}
