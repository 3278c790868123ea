"""How fast documents are read: each format against its library doing nothing but open and extract, on the same files.

python -m bench.ingest            formats, two processes against one, the store's part
python -m bench.ingest --long     also 20,000 reports, and the memory they take
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from statistics import median

import docx
import pdfplumber
from lxml import html

from bench import written
from bench.paired import Pair, Row, paired
from data import readers
from data.checks import check
from data.demo.render import text
from data.demo.render.docx import docx as as_docx
from data.demo.render.html import html as as_html
from data.demo.render.parts import parts
from data.demo.render.pdf import pdf as as_pdf
from data.ingest import ingest
from data.model import Report
from data.reading import prepare, ready
from data.recognise import PARSER_VERSION, recognise
from data.sources import Source, sources
from data.store import Ingested, Store
from data.workers import prepared
from tests import factory

SECTION = "ingest"
PLACE = "云山镇"
REPORTS = 24  # of each format, of either form
SLOW = {"pdf": 6}
SOME, MANY = 1_000, 20_000  # reports by one process and by two; in the long run
GOALS = {"html": 3.0, "txt": 3.0, "docx": 1.5, "pdf": 1.2}
TWO_CORES = 1.7
FLOORS = {
    "html": "lxml 解析网页",
    "txt": "lxml 解析同一年报的网页",
    "docx": "python-docx 逐格读",
    "pdf": "pdfplumber 取文字",
}
RENDER: dict[str, Callable[[Report], bytes]] = {
    "html": lambda made: as_html(list(parts(made))),
    "txt": lambda made: text(made).encode(),
    "docx": lambda made: as_docx(list(parts(made))),
    "pdf": lambda made: as_pdf(list(parts(made))),
}
Named = tuple[str, bytes]


def documents(kind: str, count: int) -> Iterator[Named]:
    """Reports of a format, each of its own: name and content."""
    for number in range(count):
        made = factory.report(number, PLACE, 2015 + number % 10)
        yield f"{made.jurisdiction.name}_{made.year}.{kind}", RENDER[kind](made)


def bare_html(content: bytes) -> list[str]:
    """Every cell and paragraph of a page as text."""
    return [node.text_content() for node in html.document_fromstring(content).iter("td", "th", "p", "h1", "h2")]


def bare_docx(content: bytes) -> list[str]:
    """Every cell and paragraph of a Word document as text."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*cells, *(paragraph.text for paragraph in document.paragraphs)]


def bare_pdf(content: bytes) -> list[str]:
    """The text of every page."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [page.extract_text() for page in pdf.pages]


BARE: dict[str, Callable[[bytes], list[str]]] = {"html": bare_html, "docx": bare_docx, "pdf": bare_pdf}


def _all(read: Callable[..., object], of: list[tuple[object, ...]]) -> None:
    for one in of:
        read(*one)


def _processor(call: Callable[[], object]) -> float:
    """Milliseconds of the processor, which what else runs on the machine does not lengthen by waiting."""
    begun = time.process_time()
    call()
    return 1000 * (time.process_time() - begun)


def pairs() -> Iterator[tuple[Pair, int]]:
    """Each format, with how many reports a call reads."""
    for kind in GOALS:
        count = SLOW.get(kind, REPORTS)
        ours: list[tuple[object, ...]] = list(documents(kind, count))
        floor = "html" if kind == "txt" else kind  # decoding alone is no reading
        bare: list[tuple[object, ...]] = [(content,) for _, content in documents(floor, count)]
        name = f"{kind.upper()}（{FLOORS[kind]}）"
        yield Pair(name, partial(_all, ready, ours), partial(_all, BARE[floor], bare), clock=_processor), count


def formats(rounds: int) -> list[Row]:
    """Milliseconds a report, of ours and of the bare library."""
    found = []
    for pair, count in pairs():
        [row] = paired([pair], rounds)
        found.append(replace(row, ours=row.ours / count, floor=row.floor / count))
    return found


def steps(kind: str, rounds: int) -> list[str]:
    """Milliseconds a report takes in each step of `ready`, on what the step before gave: medians."""
    given = list(documents(kind, SLOW.get(kind, REPORTS)))
    read = [readers.read(*document) for document in given]
    reports = list(map(recognise, read))
    calls: list[Callable[[], object]] = [
        lambda: [readers.read(*document) for document in given],
        lambda: list(map(recognise, read)),
        lambda: list(map(check, reports)),
        lambda: [Ingested.of(report, b"", PARSER_VERSION) for report in reports],
    ]
    return [written.milliseconds(median(_processor(call) for _ in range(rounds)) / len(given)) for call in calls]


@cache
def _rendered(kind: str, number: int) -> bytes:
    return RENDER[kind](factory.report(number, PLACE, 2021))


def _written(folder: Path, count: int) -> list[Source]:
    """Reports of as many places, as files of the kinds in which a name can be put for another."""
    folder.mkdir(parents=True)
    for number in range(count):
        kind = ("html", "txt")[number % 2]
        name = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))
        content = _rendered(kind, number % 50).replace(PLACE.encode(), f"{name}镇".encode())
        (folder / f"{number}.{kind}").write_bytes(content)
    return list(sources([folder]))


def two_cores(found: list[Source]) -> tuple[float, float]:
    """Reports per second with one process and with two, their start left out."""
    rates = []
    for jobs in (1, 2):
        results = prepared(found, prepare, jobs)
        for _ in range(40 * jobs):
            next(results)
        begun = time.monotonic()
        left = sum(1 for _ in results)
        rates.append(left / (time.monotonic() - begun))
    return rates[0], rates[1]


def store_part(found: list[Source], folder: Path) -> tuple[float, int]:
    """Seconds that the store takes for reports that are read already, and their number."""
    read = [result for result in map(prepare, found) if isinstance(result, Ingested)]
    begun = time.monotonic()
    Store(folder).add(read)
    return time.monotonic() - begun, len(read)


def memory(process: int | str = "self") -> float:
    """Megabytes that a process holds and the system can't take back (Linux)."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def many(folder: Path, count: int) -> str:
    """So many reports in one import: time, and the memory of all processes at each tenth."""
    _written(folder / "documents", count)
    held: dict[int, float] = {}
    most = [0.0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            most[0] = max(most[0], _together())

    def note(done: int, total: int, _: str) -> None:
        if done % (total // 10) == 0:
            held[done] = _together()

    threading.Thread(target=watch, daemon=True).start()
    begun = time.monotonic()
    done = ingest([folder / "documents"], folder / "store", progress=note, jobs=2)
    took = time.monotonic() - begun
    over.set()
    assert done.ok and len(done.lines) == count
    tenths = "、".join(f"{number}份 {megabytes:.0f} MB" for number, megabytes in held.items())
    speed = f"网页和文本{count}份：{took:.0f} 秒，每秒 {count / took:.0f} 份"
    return f"{speed}；内存（各进程合计）{tenths}；写入时最多 {most[0]:.0f} MB。"


def _together() -> float:
    return memory() + sum(memory(child.pid or 0) for child in multiprocessing.active_children())


def _line(row: Row, goal: float) -> list[str]:
    times = map(written.milliseconds, (row.ours, row.floor))
    met = "是" if row.ratio <= goal else "否"
    return [row.name, *times, f"{1000 / row.ours:.0f}", f"{row.ratio:.2f}", f"≤ {goal:g}", met]


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--long", action="store_true")
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--count", type=int, default=MANY)
    given = asked.parse_args()
    lines = [_line(row, goal) for row, goal in zip(formats(given.rounds), GOALS.values(), strict=True)]
    header = ("格式（下限）", "本程序（毫秒/份）", "下限（毫秒/份）", "每核每秒（份）", "倍数", "目标", "达到")
    said = [written.table(header, lines)]
    parts = [[kind.upper(), *steps(kind, given.rounds)] for kind in GOALS]
    said.append(written.table(("其中（毫秒/份）", "打开并取出", "识别", "检查", "整理成列"), parts))
    with tempfile.TemporaryDirectory() as place:
        found = _written(Path(place) / "some", SOME)
        one, two = two_cores(found)
        said.append(f"两个进程与一个：每秒 {two:.0f} 份对 {one:.0f} 份，{two / one:.2f} 倍（目标 ≥ {TWO_CORES:g}）。")
        seconds, count = store_part(found, Path(place) / "store")
        said.append(f"入库另计：{count}份 {seconds:.2f} 秒，每份 {1000 * seconds / count:.1f} 毫秒。")
        if given.long:
            said.append(many(Path(place) / "many", given.count))
    print("\n\n".join(said))
    written.put(SECTION, "\n\n".join([written.machine(), *said]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
