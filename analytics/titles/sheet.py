"""The sentences over one report and over its findings."""

from __future__ import annotations

from analytics.coverage import ABSENT
from analytics.sentence import Sentence, counted
from analytics.sheet import Sheet
from data.model import Status


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
    return Sentence("sheet_said", facts | {"said": said if sums else [*said, Sentence("closes")]})


def findings_title(found: Sheet) -> Sentence:
    """How many sums don't close, and how many other remarks there are."""
    sums = sum(remark.arithmetic for remark in found.findings)
    others = len(found.findings) - sums
    if not found.findings:
        return Sentence("findings_none")
    if not sums:
        return Sentence("findings_others", {"others": counted("remarks", others)})
    facts = {"sums": counted("mismatches", sums), "others": counted("remarks", others)}
    return Sentence("findings_both" if others else "findings_sums", facts)
