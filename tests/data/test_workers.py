"""Documents read in processes of their own: in order, whatever one of them does to its process."""

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

import data.workers
from data.errors import BadDocument
from data.limits import Extended
from data.sources import Source
from data.workers import AHEAD, IN_FLIGHT, prepared

ROOT = Path(__file__).parents[2]
MEGABYTES = 300
EXECUTABLE = sys.executable
KEPT: list[bytes] = []


def named(*names: str) -> list[Source]:
    return [Source(name, (), True, Path(name)) for name in names]


def reader(source: Source) -> BadDocument:
    """Does what the document's name says; what it gives tells the process that read it."""
    if "dies" in source.name:
        os._exit(9)
    if "faults" in source.name:
        ctypes.string_at(0)
    if "late" in source.name:
        time.sleep(2)
    if "fills" in source.name:
        kept = []
        while True:
            kept.append(bytes(2**20).replace(b"\0", b"x"))
    if "all at once" in source.name:
        return BadDocument("read", file=source.name, size=len(bytes(2**31)))
    if "keeps" in source.name:
        KEPT.append(bytes(100 * 2**20).replace(b"\0", b"x"))
    if "stops" in source.name:
        os.kill(os.getpid(), signal.SIGSTOP)
    if "hangs" in source.name:
        time.sleep(600)
    if "slow" in source.name:
        time.sleep(0.1)
    return BadDocument("read", file=source.name, process=os.getpid())


def told(results: Iterable[BadDocument | object]) -> list[tuple[str, str]]:
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


def test_a_document_that_takes_too_much_memory_is_given_up() -> None:
    names = ["a", "fills", "b", "all at once", "c"]
    results = list(prepared(named(*names), reader, 1, memory=MEGABYTES << 20))
    assert told(results) == [
        ("read", "a"),
        ("file_too_heavy", "fills"),
        ("read", "b"),
        ("file_too_heavy", "all at once"),
        ("read", "c"),
    ]
    assert [result.values["most"] for result in results if result.key == "file_too_heavy"] == [MEGABYTES] * 2


def test_a_document_is_not_blamed_for_the_memory_that_others_left() -> None:
    names = [f"keeps {number}" for number in range(7)]
    assert told(prepared(named(*names), reader, 1, memory=MEGABYTES << 20)) == [("read", name) for name in names]


def test_a_second_reading_has_only_the_time_that_the_first_one_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data.workers, "LEAST", 0.5)
    results = told(prepared(named("a", "late fills", "b"), reader, 1, seconds=3.0, memory=MEGABYTES << 20))
    assert results == [("read", "a"), ("file_too_slow", "late fills"), ("read", "b")]


def test_a_process_that_cannot_end_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data.workers, "GRACE", 0.5)
    assert told(prepared(named("stops", "b"), reader, 1, seconds=1.0)) == [("file_too_slow", "stops"), ("read", "b")]


def test_large_documents_do_not_wait_in_great_numbers() -> None:
    asked = 0

    def documents() -> Iterator[Source]:
        nonlocal asked
        for number in range(20):
            asked += 1
            yield Source("hangs" if not number else "large", (), True, Path(), size=50 * 2**20)

    results = prepared(documents(), reader, 2, seconds=1.0)
    next(results)
    assert asked <= 5
    results.close()


def test_what_a_process_does_is_named_so_that_this_one_need_not_load_it() -> None:
    [result] = prepared(named("a"), f"{__name__}:reader", 1)
    assert result.values["process"] != os.getpid()


def test_a_script_without_the_usual_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from tests.data.test_workers import named, reader, told\n"
        "from data.workers import prepared\n"
        "print(told(prepared(named('a', 'b', 'c'), reader, 2)))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment, timeout=120)
    assert (run.stdout, run.stderr) == ("[('read', 'a'), ('read', 'b'), ('read', 'c')]\n", "")


def test_where_no_process_can_begin_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    multiprocessing.set_executable("/nowhere")
    try:
        assert told(prepared(named("a", "b"), reader, 2)) == [("no_process", "a"), ("no_process", "b")]
    finally:
        multiprocessing.set_executable(EXECUTABLE)


def test_where_processes_die_at_their_start_nothing_is_read() -> None:
    [result] = prepared(named("a"), "data.nothing:read", 1)
    assert (result.key, result.values["detail"]) == ("no_process", "exit 1")


def test_the_limits_that_windows_is_told_have_its_layout() -> None:
    assert ctypes.sizeof(Extended) == (144 if sys.maxsize > 2**32 else 112)


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
