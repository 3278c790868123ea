"""Documents read back, and what was found of what was planted, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.precision.corpus import Printed
from data.errors import BadDocument
from data.reading import checked


@dataclass
class Tally:
    """Counts of documents by rule: planted, found among them, and false alarms with and without another fault.

    `wrong` keeps what to look at: file, rule, and whether it was missed or a false alarm.
    """

    documents: int = 0
    faultless: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    false_in_faultless: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def missed(self, rule: str) -> int:
        return self.planted[rule] - self.found[rule]

    def precision(self, rule: str) -> float | None:
        """Of the documents it was said of, the share where it was true; None if of none."""
        said = self.found[rule] + self.false[rule]
        return self.found[rule] / said if said else None

    def recall(self, rule: str) -> float | None:
        """Of the documents it was planted in, the share where it was said; None if in none."""
        return self.found[rule] / self.planted[rule] if self.planted[rule] else None

    def count(self, document: Printed, said: set[str]) -> None:
        """Add one document and the rules that were told of it."""
        self.documents += 1
        self.faultless += document.fault is None
        for rule in document.expected:
            self.planted[rule] += 1
            self.found[rule] += rule in said
            if rule not in said:
                self.wrong.append((document.name, rule, "missed"))
        for rule in said - document.expected - document.allowed:
            self.false[rule] += 1
            self.false_in_faultless[rule] += document.fault is None
            self.wrong.append((document.name, rule, "false"))


def told(document: Printed) -> set[str]:
    """The rules of the findings that the document is read with; "unreadable" if it can't be."""
    try:
        report = checked(document.name, document.content, document.parents)
    except BadDocument:
        return {"unreadable"}
    return {finding.rule for finding in report.findings}


def tally(documents: Iterable[Printed]) -> Tally:
    """All documents read back and counted."""
    counted = Tally()
    for document in documents:
        counted.count(document, told(document))
    return counted
