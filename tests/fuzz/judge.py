"""An input read as `gongkai ingest` reads it, and the verdict on how that went."""

from __future__ import annotations

import tempfile
import time
import traceback
from pathlib import Path

from data import readers, reading
from data.errors import BadDocument
from data.readers.archive import close
from data.recognise import recognise
from data.sources import Source, sources
from tests.fuzz.inputs import Input, faults, made

SECONDS = 5.0  # of the processor, for one document
READ, REFUSED, CRASH, SLOW, WRONG = "read", "refused", "crash", "slow", "wrong"


def judged(number: int) -> tuple[str, str, str]:
    """(kind, verdict, detail) of the input with this number."""
    given = made(number)
    begun = time.process_time()
    try:
        verdict, detail = _read(given)
    except BadDocument as refused:
        verdict, detail = REFUSED, refused.key
        refused.say("zh")
    except Exception as problem:
        where = traceback.extract_tb(problem.__traceback__)[-1]
        verdict, detail = CRASH, f"{type(problem).__name__}: {problem} ({Path(where.filename).name}:{where.lineno})"
    took = time.process_time() - begun
    return (given.kind, SLOW, f"{took:.1f} s") if took > SECONDS and verdict != CRASH else (given.kind, verdict, detail)


def _read(given: Input) -> tuple[str, str]:
    if given.kind == "zip":
        return _unpacked(given)
    reading.ready(given.name, given.content)
    if given.truth is not None:
        wrong = faults(recognise(readers.read(given.name, given.content)), given.truth)
        if wrong:
            return WRONG, f"{len(wrong)}: {wrong[0]}"
    return READ, ""


def _unpacked(given: Input) -> tuple[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(given.content)
        read = 0
        for source in sources([path]):
            if source.wanted:
                result = reading.prepare(source)
                if isinstance(result, BadDocument) and result.key == "file_unexpected":
                    return CRASH, str(result.values["detail"])
                read += not isinstance(result, BadDocument)
        close()
    return (READ, "") if read else (REFUSED, "archive")


def by_name(source: Source) -> BadDocument:
    """For the workers: the verdict on the input whose number is the source's name, as values of an error."""
    kind, verdict, detail = judged(int(source.name))
    return BadDocument("judged", file=source.name, kind=kind, verdict=verdict, detail=detail)
