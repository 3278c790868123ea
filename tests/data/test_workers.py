"""Documents read in processes of their own: in order, whatever one of them does to its process."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data.errors import BadDocument
from data.sources import Source
from data.workers import AHEAD, IN_FLIGHT, Result, prepared

ROOT = Path(__file__).parents[2]


def named(*names: str) -> list[Source]:
    return [Source(name, (), True, Path(name)) for name in names]


def reader(source: Source) -> Result:
    """Does what the document's name says; what it gives tells the process that read it."""
    if "dies" in source.name:
        os._exit(9)
    if "faults" in source.name:
        ctypes.string_at(0)
    if "hangs" in source.name:
        time.sleep(600)
    if "slow" in source.name:
        time.sleep(0.1)
    return BadDocument("read", file=source.name, process=os.getpid())


def told(results: Iterator[Result]) -> list[tuple[str, str]]:
    return [(result.key, str(result.values["file"])) for result in results if isinstance(result, BadDocument)]


def alive(process: int) -> bool:
    """Whether a process runs; a dead one that nobody asked about yet does not."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return False
    return "State:\tZ" not in status.read_text(encoding="utf-8")


def test_several_processes_read_and_none_is_left_when_the_reading_is_stopped() -> None:
    results = prepared(named(*(f"slow {number}" for number in range(99))), reader, 2)
    processes = {
        int(str(result.values["process"])) for result in islice(results, 60) if isinstance(result, BadDocument)
    }
    assert len(processes) == 2
    assert os.getpid() not in processes
    assert all(map(alive, processes))
    results.close()
    assert not any(map(alive, processes))


def test_without_processes_documents_are_read_here() -> None:
    [result] = prepared(named("a"), reader, 0)
    assert isinstance(result, BadDocument)
    assert result.values["process"] == os.getpid()


def test_a_document_that_kills_its_process_costs_itself_alone_and_the_order_stays() -> None:
    names = ["slow", "a", "dies", "b", "faults", "slow too", *map(str, range(30)), "dies at last"]
    assert told(prepared(named(*names), reader, 2)) == [
        ("file_crashed" if "dies" in name or "faults" in name else "read", name) for name in names
    ]


def test_a_document_that_takes_too_long_is_given_up() -> None:
    begun = time.monotonic()
    results = told(prepared(named("a", "hangs", "b"), reader, 1, seconds=1.0))
    assert results == [("read", "a"), ("file_too_slow", "hangs"), ("read", "b")]
    assert time.monotonic() - begun < 60


def test_only_so_many_documents_are_in_flight() -> None:
    asked = 0

    def documents() -> Iterator[Source]:
        nonlocal asked
        for source in named("slow", *map(str, range(500))):
            asked += 1
            yield source

    results = prepared(documents(), reader, 2)
    next(results)
    assert asked <= 2 * IN_FLIGHT + AHEAD
    results.close()


def test_where_no_process_can_begin_documents_are_read_here(tmp_path: Path) -> None:
    # Without the usual guard each new process would run the script from its start, and is refused.
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from tests.data.test_workers import named, reader, told\n"
        "from data.workers import prepared\n"
        "print(told(prepared(named('a', 'b', 'c'), reader, 2)))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment, timeout=120)
    assert run.stdout == "[('read', 'a'), ('read', 'b'), ('read', 'c')]\n"


PARENT = """
import sys
from tests.data.test_workers import named, reader
from data.workers import prepared
if __name__ == "__main__":
    for result in prepared(named(*(f"slow {number}" for number in range(1000))), reader, 2):
        print(result.values["process"], flush=True)
"""


def test_no_process_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    processes = {int(parent.stdout.readline()) for _ in range(6)}
    assert all(map(alive, processes))
    parent.kill()
    parent.wait()
    until = time.monotonic() + 20
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, processes))


def test_ctrl_c_reaches_the_parent_alone(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, script]
    parent = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    assert parent.stdout is not None
    processes = {int(parent.stdout.readline()) for _ in range(6)}
    os.killpg(parent.pid, signal.SIGINT)  # as a terminal does, to all of them
    _, said = parent.communicate(timeout=30)
    assert said.count("KeyboardInterrupt") == 1
    assert said.count("Traceback") == 1
    assert not any(map(alive, processes))
