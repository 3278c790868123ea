"""The sentences over one report and over its findings."""

from __future__ import annotations

from collections import Counter

from analytics.coverage import ABSENT
from analytics.sentence import Sentence, counted
from analytics.sheet import Sheet
from data.model import Severity, Status

GRAVITY = {Severity.ERROR: "other_errors", Severity.WARNING: "to_check", Severity.INFO: "remarks"}


def sheet_title(found: Sheet) -> Sentence:
    """Whether the report is there, is whole, and closes."""
    facts: dict[str, object] = {"place": found.name, "year": str(found.year)}
    if found.state in ABSENT:
        return Sentence(f"sheet_{found.state}", facts)
    sums = sum(remark.arithmetic for remark in found.findings)
    tables = sum(table.missing for table in found.tables)
    if tables == len(found.tables):
        return Sentence("sheet_no_tables", facts)
    gaps, doubts = found.count(Status.MISSING), found.count(Status.DOUBTFUL)
    said: list[object] = []
    if tables:
        said.append(counted("tables_missing", tables))
    elif gaps:
        said.append(counted("cells_missing", gaps))
    if sums:
        said.append(counted("sheet_mismatches", sums))
    empty = ((f"cells_{status}", found.count(status)) for status in (Status.BLANK, Status.NIL))
    said += [counted(name, number) for name, number in empty if number]
    if doubts:
        said.append(counted("cells_doubtful", doubts))
    said = said or [Sentence("whole")]
    return Sentence("sheet_said", facts | {"said": said if sums else [*said, Sentence(f"closes{_checked(found)}")]})


def _checked(found: Sheet) -> str:
    """How much of the report could be checked, as the end of a key: all of it, some of it, nothing."""
    numbers = found.count(Status.REPORTED) + found.count(Status.DOUBTFUL)
    if not numbers:
        return "_nothing"
    whole = sum(found.count(status) for status in Status)
    return "" if numbers == whole else "_some"


def findings_title(found: Sheet) -> Sentence:
    """How many sums don't close, and how many other remarks there are by how grave they are."""
    if found.report is None:
        return sheet_title(found)
    checked, sums = _checked(found), sum(remark.arithmetic for remark in found.findings)
    if not found.findings:
        return Sentence("findings_nothing" if checked == "_nothing" else f"findings_none{checked}")
    kinds = Counter(GRAVITY[remark.severity] for remark in found.findings if not remark.arithmetic)
    facts: dict[str, object] = {"others": [counted(kind, kinds[kind]) for kind in GRAVITY.values() if kinds[kind]]}
    if sums:
        return Sentence("findings_both" if kinds else "findings_sums", facts | {"sums": counted("mismatches", sums)})
    return Sentence("findings_others", facts | {"closing": Sentence(f"closes{checked}")})
