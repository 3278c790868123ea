"""All hostile files, one at a time and together with good reports: how long, and how much memory all processes take.

python -m tests.hostile.run [--only WORD] [--seed N] [--no-batch]     (Linux: the memory is read from /proc)

Prints a line for each file, and what was wrong; exit code 1 if anything was.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from data.demo.render import text
from tests import factory
from tests.hostile.files import Hostile, every

SECONDS, MEGABYTES = 90.0, 1024.0  # of one file, start of the program and all its processes included
GOOD = 12  # reports among the hostile files
ROOT = Path(__file__).parents[2]
# Reads what a line names, as `gongkai ingest` and `gongkai check` do, and says what came of it, as JSON.
READER = """
import json, sys
from pathlib import Path
from data.errors import BadDocument
from data.ingest import PREPARE, ROSTER, ROSTER_SECONDS
from data.sources import sources
from data.workers import Pool
with Pool("data.reading:prepare") as pool:
    for line in sys.stdin:
        found = [source for source in sources([Path(json.loads(line))]) if source.wanted]
        results = [*pool.results(found, ROSTER, ROSTER_SECONDS), *pool.results(found, PREPARE)]
        lines = [[source.name, result.key if isinstance(result, BadDocument) else "taken"]
                 for source, result in zip(found * 2, results, strict=True) if result is not None]
        print(json.dumps({"lines": lines}), flush=True)
"""
# As `gongkai ingest` does it; what became of each file, as JSON.
SCRIPT = """
import json, sys
from pathlib import Path
from data.ingest import ingest
done = ingest([Path(path) for path in sys.argv[3:]], Path(sys.argv[1]), jobs=int(sys.argv[2]))
lines = [[Path(line.file).name, line.error.key if line.error else "taken"] for line in done.lines]
[line.error.say(lang) for line in done.lines if line.error for lang in ("zh", "en")]
print(json.dumps({"lines": lines, "skipped": done.skipped}))
"""


@dataclass(frozen=True)
class Run:
    """One import: `told` what became of each file, `problem` what it said instead."""

    seconds: float
    megabytes: float
    told: list[tuple[str, str]]
    problem: str


def run(paths: list[Path], store: Path, jobs: int = 1, patience: float = SECONDS * 2) -> Run:
    """Import these paths, and look at its processes meanwhile."""
    command = [sys.executable, "-c", SCRIPT, str(store), str(jobs), *map(str, paths)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun, most = time.monotonic(), 0.0
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as wrong:
        process = subprocess.Popen(command, stdout=out, stderr=wrong, env=environment)
        while process.poll() is None:
            most = max(most, sum(map(held, family(process.pid))))
            if time.monotonic() - begun > patience:
                process.kill()
            time.sleep(0.03)
        took = time.monotonic() - begun
        for file in (out, wrong):
            file.seek(0)
        said, problem = out.read().decode(), wrong.read().decode()
    lines = json.loads(said)["lines"] if said else []
    return Run(took, most, [(name, key) for name, key in lines], problem if process.returncode or problem else "")


def family(process: int) -> list[int]:
    """A process and all below it."""
    found = [process]
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text(encoding="utf-8").split()
            found += [one for child in children for one in family(int(child))]
    except OSError:  # it has ended
        pass
    return found


def held(process: int) -> float:
    """Megabytes that a process has for itself; what it shares with others is theirs too."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon", "RssShmem"))) / 1024


def _faults(one: Run, seconds: float = SECONDS, megabytes: float = MEGABYTES) -> list[str]:
    return [
        *([f"{one.seconds:.0f} s"] if one.seconds > seconds else []),
        *([f"{one.megabytes:.0f} MB"] if one.megabytes > megabytes else []),
        *([one.problem[-300:]] if one.problem else []),
    ]


class Reader:
    """A program that reads one file after the other; a new one where it had to be given up."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> Run:
        """What it makes of a file, and what that takes."""
        if self.process is None or self.process.poll() is not None:
            command, environment = [sys.executable, "-c", READER], {**os.environ, "PYTHONPATH": str(ROOT)}
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
            )
        asked, told = self.process.stdin, self.process.stdout
        assert asked is not None and told is not None
        begun, most = time.monotonic(), 0.0
        print(json.dumps(str(path)), file=asked, flush=True)
        while not select.select([told], [], [], 0.03)[0]:
            most = max(most, sum(map(held, family(self.process.pid))))
            if time.monotonic() - begun > SECONDS * 2:
                self.process.kill()
        said = told.readline()
        took = time.monotonic() - begun
        lines = json.loads(said)["lines"] if said else []
        return Run(took, most, [(name, key) for name, key in lines], "" if said else "it ended")

    def close(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait()


def alone(files: list[Hostile], seed: int) -> tuple[list[tuple[float, float, str]], int]:
    """A line for each file by itself: seconds, megabytes, what was told; and how many were not as they should be."""
    found, wrong, reader = [], 0, Reader()
    for one in files:
        with tempfile.TemporaryDirectory() as place:
            was = reader.read(one.put(Path(place), seed))
            told = "、".join(sorted({key for _, key in was.told})) or "nothing"
            faults = _faults(was)
            wrong += bool(faults)
            found.append((was.seconds, was.megabytes, f"{one.name}: {told}"))
            print(f"{was.seconds:6.1f} s {was.megabytes:6.0f} MB  {one.name!r}: {told} {' '.join(faults)}", flush=True)
    reader.close()
    return found, wrong


def together(files: list[Hostile], seed: int) -> int:
    """All in one folder, good reports among them; how much was wrong."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "年报"
        folder.mkdir()
        for one in files:
            one.put(folder, seed)
        for number in range(GOOD):
            name = f"{'甲乙丙丁戊己庚辛壬癸子丑'[number]}河镇"
            (folder / f"{name}_2020.txt").write_text(text(factory.report(number, name, 2020)), encoding="utf-8")
        was = run([folder], Path(place) / "store", 2, SECONDS * len(files))
    good = [key for name, key in was.told if name.endswith("河镇_2020.txt")]
    faults = _faults(was, SECONDS * len(files), 2 * MEGABYTES)
    faults += [f"good reports: {good}"] if good != ["taken"] * GOOD else []
    print(f"together: {was.seconds:.0f} s, {was.megabytes:.0f} MB, {len(was.told)} told, {len(good)} good", *faults)
    return bool(faults)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--only", default="")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--no-batch", action="store_true")
    given = asked.parse_args()
    files = [one for one in every() if given.only in one.name]
    found, wrong = alone(files, given.seed)
    for place, unit in ((0, "s"), (1, "MB")):
        worst = sorted(found, key=lambda line: line[place])[-10:][::-1]
        print(f"\nthe most {unit}:", *(f"{line[place]:8.1f} {unit}  {line[2]}" for line in worst), sep="\n")
    wrong += 0 if given.no_batch else together(files, given.seed)
    print(f"\n{len(files)} files, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
