"""Imports killed before every system call that touches the disk, and with a full or failing disk at each of them.

`python -m tests.disk.run [--most N]`, Linux with strace. After each trial the store must be the one before or the one
after, every original whole, nothing cleared away that was there; what the import said must be true; the next import
must work. Exit code 1 if any of it is not so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from data.errors import BadStore
from data.store import Store, pointer
from data.store.verify import verify
from tests.disk.importing import TOLD, add

# Every call by which a store is written; reading is not among them.
CALLS = (
    *("write", "pwrite64", "writev", "copy_file_range", "sendfile", "ftruncate", "fallocate"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "rmdir"),
    *("fsync", "fdatasync"),
)
FAULTY = ("write", "pwrite64", "copy_file_range", "sendfile", "rename", "fsync", "fdatasync")
FAULTS = ("ENOSPC", "EIO")
WAIT = 60.0  # seconds
BEFORE, AFTER = 3, 5  # reports in the store before an import and after it
_FORKS = get_context("forkserver")


@dataclass(frozen=True)
class Trial:
    """What was done to the `number`-th `call` of each thread of an import, and what came of it.

    `end`: untouched (no thread made so many such calls), killed, done, told, or how else it ended. `wrong`: what
    should not be, in words; "" if nothing.
    """

    call: str
    number: int
    what: str
    end: str
    wrong: str = ""


def base(folder: Path) -> Path:
    """A store of several imports, one of which superseded a report."""
    for number in range(4):
        add(folder, number, number + 1 if number < 3 else 1)
    return folder


def tried(start: Path, call: str, number: int, what: str) -> Trial:
    """One import into a copy of the store, met by a fault at one call."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        folder = Path(shutil.copytree(start, Path(work) / "store"))
        kept = {*pointer.snapshots(folder)}
        log = Path(work) / "strace"
        injected = "signal=SIGKILL" if what == "kill" else f"error={what}"
        child = _FORKS.Process(target=stopped_import, args=(folder,))
        child.start()
        command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}"]
        command += ["-e", f"inject={call}:{injected}:when={number}", "-p", str(child.pid)]
        _until_stopped(child.pid or 0)
        tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _until_traced(child.pid or 0)
        os.kill(child.pid or 0, signal.SIGCONT)
        child.join(WAIT)
        hung = child.is_alive()
        child.kill()
        child.join()
        tracer.wait(WAIT)
        hit = (what == "kill" and child.exitcode == -signal.SIGKILL) or "INJECTED" in log.read_text(
            encoding="utf-8", errors="replace"
        )
        end = _end(child.exitcode, hung, hit)
        wrong = "" if end == "untouched" else _wrong(folder, kept, end) if hit else f"not met, and ended: {end}"
        return Trial(call, number, what, end, wrong)


def stopped_import(folder: Path) -> None:
    """Waits to be traced, then imports."""
    os.kill(os.getpid(), signal.SIGSTOP)
    sys.exit(add(folder, 9, AFTER))


def _state(pid: int) -> str:
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return text.rpartition(")")[2].split()[0]


def _until_stopped(pid: int) -> None:
    until = time.monotonic() + WAIT
    while _state(pid) != "T" and time.monotonic() < until:
        time.sleep(0.005)


def _until_traced(pid: int) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        if "TracerPid:\t0\n" not in status:
            return
        time.sleep(0.005)


def _end(code: int | None, hung: bool, hit: bool) -> str:
    if hung:
        return "hung"
    if not hit and code == 0:
        return "untouched"
    return {0: "done", TOLD: "told", -signal.SIGKILL: "killed"}.get(code or 0, f"exit {code}")


def _wrong(folder: Path, kept: set[str], end: str) -> str:
    """What of the store is not as it should be after an import that ended so."""
    if end not in ("done", "told", "killed"):
        return f"ended: {end}"
    try:
        live = Store(folder).live()
        if live is None:
            return "empty"
        [(reports,)] = live.cursor().execute("SELECT count(*) FROM report WHERE live").fetchall()
        if reports not in {"done": {AFTER}, "told": {BEFORE}}.get(end, {BEFORE, AFTER}):
            return f"{reports} reports after {end}"
        lost = kept - {*pointer.snapshots(folder)}
        if reports == BEFORE and lost:
            return f"snapshots gone: {lost}"
        problems = verify(folder).problems
        if problems:
            return "; ".join(problem.say("en") for problem in problems)
        if add(folder, 20, 1) != 0:
            return "the next import failed"
    except BadStore as error:
        return error.say("en")
    return ""


def trials(start: Path, most: int) -> Iterator[Trial]:
    """Every call in turn, each until no thread makes so many; at most so many of one call and kind."""
    plan = [(call, "kill") for call in CALLS] + [(call, fault) for fault in FAULTS for call in FAULTY]
    for call, what in plan:
        for number in range(1, most + 1):
            trial = tried(start, call, number, what)
            if trial.end == "untouched":
                break
            yield trial


def main() -> int:
    """All trials, a line for each that went wrong, and a table of how they ended."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--most", type=int, default=200)
    most = asked.parse_args().most
    if shutil.which("strace") is None:
        print("strace is needed (package strace)")
        return 1
    _FORKS.set_forkserver_preload(["tests.disk.importing"])
    ends: Counter[tuple[str, str]] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        os.environ["GONGKAI_PROFILE"] = work
        start = base(Path(work) / "store")
        for trial in trials(start, most):
            ends[trial.what, trial.end] += 1
            if trial.wrong:
                wrong += 1
                print(f"WRONG {trial}", flush=True)
    for (what, end), count in sorted(ends.items()):
        print(f"{what:8}{end:10}{count:6}")
    print(f"{sum(ends.values())} trials, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
