"""问题单: what is wrong with one report, by cause and with what to do, on a sheet to send back to who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import words
from analytics.brief import parts
from analytics.export.page import Notes, Page, Paragraph, Part, Table
from analytics.faults import Line, lines
from analytics.sentence import Sentence
from analytics.sheet import Sheet, sheet
from analytics.titles import findings_title
from data import clock
from data.model import Severity
from data.store import Snapshot


def of_findings(snapshot: Snapshot, unit: str, year: int, lang: str) -> Page:
    """The sheet of one unit and year. Raises BadRequest as `sheet` does."""
    found = sheet(snapshot, unit, year)
    body: list[Part] = [parts.paragraph(_whole(found, lang), lang)]
    own = list(lines(found, lang))
    for severity in Severity:
        if group := [line for line in own if line.severity is severity]:
            body.append(_table(words.say(f"brief.findings_{severity}", lang, n=len(group)), group, lang))
    body += [Paragraph(words.say("brief.receipt", lang))]
    made_up = found.report is not None and found.report.made_up
    return Page(
        name=words.say("unit.findings_file", lang, unit=found.path.replace("/", "_"), year=year),
        kicker=words.say("brief.findings_kicker", lang, area=found.area)
        if found.area
        else words.say("unit.findings_form", lang),
        title=words.say("brief.findings_title", lang, unit=found.name, year=year),
        lines=(*_head(found, lang), words.say("brief.made", lang, day=clock.today().isoformat())),
        parts=(*body, Notes(words.say("brief.notes", lang), (words.say("brief.note_findings", lang),))),
        lang=lang,
        stamp=parts.stamp(snapshot, made_up, lang) if made_up else "",
    )


def _whole(found: Sheet, lang: str) -> Iterator[Sentence | str]:
    """How many there are of each kind, or why there are none; and that one mistake is one."""
    own = found.findings
    if not own:
        yield findings_title(found)
        return
    counts = {one: sum(remark.severity is one for remark in own) for one in Severity}
    kinds = [words.say(f"brief.findings_whole_{one}", lang, n=n) for one, n in counts.items() if n]
    listed = words.say("titles.and", lang).join(kinds)
    yield words.say("brief.findings_whole", lang, n=len(own), kinds=listed)
    if any(len(remark.sums) > 1 for remark in own):
        yield words.say("brief.findings_merged", lang)


def _table(caption: str, group: Sequence[Line], lang: str) -> Table:
    head = tuple(words.say(f"brief.findings_column_{name}", lang) for name in ("number", "text", "place", "remedy"))
    rows = tuple((line.number, line.text, line.place or "—", line.remedy or "—") for line in group)
    return Table(caption, head, rows, left=frozenset(range(len(head))))


def _head(found: Sheet, lang: str) -> list[str]:
    if found.report is None:
        return []
    join = words.say("unit.join", lang)
    published = words.say("unit.published", lang, date=found.report.published) if found.report.published else ""
    return [
        join.join(
            filter(
                None,
                (
                    words.say("brief.findings_of", lang, title=found.report.title, file=found.report.source_file),
                    published,
                ),
            )
        )
    ]
