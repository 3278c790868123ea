"""From the county's reports to documents: each unit's format, and for some reports a damage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from data.demo.county import Made
from data.demo.damage import DAMAGES, Damage, Proof
from data.demo.draws import Draws
from data.demo.render import LAYOUTS
from data.demo.render.docx import docx
from data.demo.render.flattened import flattened
from data.demo.render.html import html
from data.demo.render.parts import parts
from data.demo.render.pdf import pdf
from data.model import Report, Status

FORMATS = ("txt", "html", "docx", "pdf", "html", "txt", "pdf", "docx", "html", "txt")  # go round among the units
DAMAGED = 0.4  # of all reports, and at least one of each kind where there are enough


@dataclass(frozen=True)
class Job:
    """One report to be printed in a format, with a damage or none."""

    made: Made
    format: str
    damage: str | None


def jobs(reports: Sequence[Made], seed: int) -> list[Job]:
    """All reports as published: each unit keeps to its format; the damages go round, to reports that can have them."""
    names = list(dict.fromkeys(made.report.jurisdiction.name for made in reports))
    kept = dict(zip(Draws(seed, "formats").shuffled(names), cycle(FORMATS), strict=False))
    formats = [kept[made.report.jurisdiction.name] for made in reports]
    damages: dict[int, str] = {}
    whole = {number for number, made in enumerate(reports) if made.planted or made.kept}
    free = [number for number in Draws(seed, "damages").shuffled(range(len(reports))) if number not in whole]
    wanted = max(len(DAMAGES), round(DAMAGED * len(reports)))
    for _, name in zip(range(wanted), cycle(DAMAGES), strict=False):
        fitting = (number for number in free if _fits(DAMAGES[name], reports[number].report, formats[number]))
        if (number := next(fitting, None)) is not None:
            free.remove(number)
            damages[number] = name
    return [Job(made, formats[number], damages.get(number)) for number, made in enumerate(reports)]


def plain_jobs(reports: Sequence[Made]) -> list[Job]:
    """All reports as text, undamaged."""
    return [Job(made, "txt", None) for made in reports]


def _fits(damage: Damage, report: Report, suffix: str) -> bool:
    return suffix in damage.formats and damage.fit(report)


def proof(job: Job, seed: int) -> Proof:
    """The report as it goes to print. A text with empty cells gets a layout that shows them."""
    report = job.made.report
    layout = Draws(seed, report.jurisdiction.name, "layout").one(list(LAYOUTS))
    made = Proof(report, list(parts(report)), layout)
    if job.damage:
        DAMAGES[job.damage].do(made, Draws(seed, report.source_file, "damage"))
    empty = any(reading.status is Status.BLANK for reading in made.report.readings)
    if empty and not LAYOUTS[made.layout].shows_empty:
        made.layout = "tabs"
    return made


def _txt(made: Proof) -> bytes:
    text = flattened(made.parts, made.layout)
    if made.one_line:
        text = re.sub(r"\s+", " ", text).strip()
    return text.encode(made.encoding)


PRESSES: dict[str, Callable[[Proof], bytes]] = {
    "txt": _txt,
    "html": lambda made: html(made.parts, made.encoding, made.broken_up),
    "docx": lambda made: docx(made.parts),
    "pdf": lambda made: pdf(made.parts, made.ruled, made.scans),
}


def printed(all_jobs: Sequence[Job], seed: int) -> Iterator[tuple[Job, Proof, bytes]]:
    """Each job with its proof and the finished document."""
    for job in all_jobs:
        made = proof(job, seed)
        yield job, made, PRESSES[job.format](made)
