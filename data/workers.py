"""Documents read in processes of their own: several at once, and what one of them does costs only itself.

No document is read anywhere else: whatever it is, it can't take more time or memory than a process is given.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pkgutil import resolve_name
from types import ModuleType
from typing import Any, TypeAlias

from data.errors import BadDocument
from data.limits import MEMORY, TOO_MUCH, Job, confine
from data.sources import Source

# A function that a fresh process can import, or where it stands ("data.reading:prepare"): then this process need not
# load what only the others use.
Prepare: TypeAlias = "Callable[[Source], Any] | str"

SECONDS = 70.0  # for one document; LibreOffice, the slowest there is, is given less
BEGIN = 120.0  # seconds in which a process must be there
LEAST = 10.0  # seconds for a second reading, whatever the first one took
GRACE = 3.0  # seconds that a process has to end itself
AHEAD = 2  # documents that a worker has at hand, so that it never waits for the next
IN_FLIGHT = 8  # documents per worker that are read or wait for an earlier one: memory is bounded by it
WAITING = 128 * 2**20  # bytes of such documents, beyond which no other is begun
# The same on all systems, and no half of a process is copied while threads (progress bar, Arrow) run in it.
_SPAWN = get_context("spawn")
_GONE = (EOFError, OSError)


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepared(
    documents: Iterable[Source], prepare: Prepare, jobs: int, seconds: float = SECONDS, memory: int = MEMORY
) -> Generator[Any]:
    """What `prepare` makes of each document, in their order, with `jobs` processes at work, as `Pool.results` gives it.

    No process is left when the iterator ends or is closed.
    """
    with Pool(prepare, jobs, seconds, memory) as pool:
        yield from pool.results(documents, prepare)


@dataclass(eq=False)
class _Task:
    """A document on its way; `done` once its result is known, `again` if it is read for the second time."""

    document: Source
    prepare: Prepare
    seconds: float
    result: Any = None
    done: bool = False
    again: bool = False

    def end(self, result: Any) -> None:
        self.result, self.done = result, True


class _Worker:
    """A process and this end of its pipe; `given` are the tasks it has, the first of which it reads."""

    def __init__(self, loads: Prepare, memory: int) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.given: deque[_Task] = deque()
        self.ready = False
        self.read = 0  # documents
        self.since = time.monotonic()
        self.process = _SPAWN.Process(target=_work, args=(theirs, loads, memory, os.getpid()), daemon=True)
        try:
            with _undisturbed(), _unknown_start():
                self.process.start()
        finally:
            theirs.close()
        self.job = Job(self.process, memory)

    def give(self, task: _Task) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append(task)
        with suppress(OSError):  # it is dead: found out when it is listened to
            self.pipe.send((task.prepare, task.document, task.seconds))

    def listen(self) -> None:
        """Take what it says: first that it is ready, then a result. Raises EOFError or OSError if it is dead."""
        said = self.pipe.recv()
        self.since = time.monotonic()
        if self.ready:
            self.given.popleft().end(said)
            self.read += 1
        self.ready = True

    def overdue(self) -> bool:
        """Whether it should have ended itself, and could not: it was stopped, or waits for a disk that is gone."""
        took = time.monotonic() - self.since
        if self.ready:
            return bool(self.given) and took > self.given[0].seconds + GRACE
        return took > BEGIN

    def end(self, patience: float = 0.0) -> int | None:
        """Leave nothing of it; its exit code, if it ended by itself within so many seconds."""
        self.pipe.close()
        self.process.join(patience)
        code = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.process.close()
        self.job.close()
        return code


@dataclass
class Pool:
    """`jobs` processes that load what `loads` needs, from the moment the pool is entered.

    `queue`: the documents in flight, in order; `again`: those of them that a dead worker left unread.
    """

    loads: Prepare
    jobs: int = 1
    seconds: float = SECONDS
    memory: int = MEMORY
    workers: list[_Worker] = field(default_factory=list)
    queue: deque[_Task] = field(default_factory=deque)
    again: deque[_Task] = field(default_factory=deque)
    refused: str = ""  # why no process could begin

    def __enter__(self) -> Pool:
        self._hire(self.jobs)
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        while self.workers:
            self.workers.pop().end()

    def grow(self, jobs: int) -> None:
        """Have so many processes, if there are fewer."""
        self._hire(jobs - self.jobs)
        self.jobs = max(self.jobs, jobs)

    def _hire(self, count: int) -> None:
        try:
            self.workers += [_Worker(self.loads, self.memory) for _ in range(count)]
        except (OSError, AssertionError) as error:  # no memory, no more processes; or this one may start none
            self.refused = str(error)

    def results(self, documents: Iterable[Source], prepare: Prepare, seconds: float | None = None) -> Generator[Any]:
        """What `prepare` makes of each document, in their order, within so many seconds (else those of the pool).

        One that kills its process, or takes more time or memory than a process is given, gives a BadDocument;
        so does each that is left when no process can begin.
        """
        fresh = iter(documents)
        while self._hand_out(fresh, prepare, seconds or self.seconds) and self.workers:
            self._listen()
            while self.queue and self.queue[0].done:
                yield self.queue.popleft().result
        unread = (BadDocument("no_process", file=document.name, detail=self.refused) for document in fresh)
        while self.queue:
            task = self.queue.popleft()
            yield task.result if task.done else BadDocument("no_process", file=task.document.name, detail=self.refused)
        yield from unread

    def _hand_out(self, fresh: Iterator[Source], prepare: Prepare, seconds: float) -> bool:
        """Keep every worker busy; False when all is done."""
        while self.workers:
            idlest = min(self.workers, key=lambda worker: len(worker.given))
            if len(idlest.given) >= AHEAD:
                break
            if not self.again and self._room() and (source := next(fresh, None)):
                self.queue.append(_Task(source, prepare, seconds))
                self.again.append(self.queue[-1])
            if not self.again:
                break
            idlest.give(self.again.popleft())
        return bool(self.queue)

    def _room(self) -> bool:
        waiting = sum(task.document.size for task in self.queue)
        return len(self.queue) < IN_FLIGHT * self.jobs and waiting < WAITING

    def _listen(self) -> None:
        speaking = wait([worker.pipe for worker in self.workers], GRACE)
        for worker in list(self.workers):
            if worker.pipe in speaking:
                try:
                    worker.listen()
                except _GONE:
                    self._bury(worker)
            elif worker.overdue():
                self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        """The document that a dead worker was at is told; a new worker goes on, unless this one never began."""
        took = time.monotonic() - worker.since
        code = worker.end(0.0 if worker.overdue() else GRACE)
        self.workers.remove(worker)
        if worker.ready and worker.given:
            self._blame(worker, worker.given.popleft(), code, took)
        self.again.extend(worker.given)
        if worker.ready:
            self._hire(1)
        else:
            self.refused = self.refused or f"exit {code}"

    def _blame(self, worker: _Worker, lost: _Task, code: int | None, took: float) -> None:
        if code == TOO_MUCH and worker.read and not lost.again:  # what others left may have filled it
            lost.again, lost.seconds = True, max(lost.seconds - took, LEAST)
            self.again.append(lost)
            return
        key = "file_too_heavy" if code == TOO_MUCH else "file_too_slow" if took >= lost.seconds else "file_crashed"
        limits = {"seconds": round(self.seconds), "most": self.memory >> 20}
        lost.end(BadDocument(key, file=lost.document.name, **limits))


def _work(pipe: Connection, loads: Prepare, memory: int, parent: int) -> None:
    """The life of a worker: until the pipe is closed, by the parent's will or by its death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    confine(parent, memory)
    _found(loads)
    with suppress(*_GONE), open(os.devnull, "w", encoding="utf-8") as nowhere:
        pipe.send(None)
        while True:
            prepare, document, seconds = pipe.recv()
            # Ends this process from outside Python: what hangs may never come back to it.
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                result = _found(prepare)(document)
            except MemoryError:
                os._exit(TOO_MUCH)
            faulthandler.cancel_dump_traceback_later()
            pipe.send(result)


def _found(prepare: Prepare) -> Callable[[Source], Any]:
    return resolve_name(prepare) if isinstance(prepare, str) else prepare


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process begun in here has inherited that Ctrl-C is not its business, before it could be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


@contextmanager
def _unknown_start() -> Iterator[None]:
    """A process begun in here does not run the program's own start once more, of which it needs nothing."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
