"""Documents read in processes of their own: several at once, and one that brings its process down costs only itself."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, TypeAlias

from data.errors import BadDocument
from data.sources import Source

if TYPE_CHECKING:  # a worker loads what its task needs, and nothing else
    from data.store import Ingested

Result: TypeAlias = "Ingested | BadDocument"
Prepare: TypeAlias = "Callable[[Source], Result]"

SECONDS = 90.0  # for one document; LibreOffice, the slowest there is, is given less
AHEAD = 2  # documents that a worker has at hand, so that it never waits for the next
IN_FLIGHT = 8  # documents per worker that are read or wait for an earlier one: memory is bounded by it
# The same on all systems, and no half of a process is copied while threads (progress bar, Arrow) run in it.
_SPAWN = get_context("spawn")
_GONE = (EOFError, OSError)


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepared(documents: Iterable[Source], prepare: Prepare, jobs: int, seconds: float = SECONDS) -> Generator[Result]:
    """What `prepare` makes of each document, in their order, with `jobs` processes at work (0: here, one by one).

    `prepare` must be a function that a fresh process can import. A document that kills its process, or takes longer
    than `seconds`, gives a BadDocument. No process is left when the iterator ends or is closed.
    """
    if jobs:
        with _Pool(prepare, jobs, seconds) as pool:
            yield from pool.results(documents)
    else:
        yield from map(prepare, documents)


@dataclass(eq=False)
class _Task:
    """A document on its way; `result` is there once it is known."""

    document: Source
    result: Result | None = None


class _Worker:
    """A process and this end of its pipe; `given` are the tasks it has, the first of which it reads."""

    def __init__(self, prepare: Prepare, seconds: float) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_work, args=(theirs, prepare, seconds), daemon=True)
        self.given: deque[_Task] = deque()
        self.ready = False
        self.since = time.monotonic()
        with _undisturbed():
            self.process.start()
        theirs.close()

    def give(self, task: _Task) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append(task)
        with suppress(OSError):  # it is dead: found out when it is listened to
            self.pipe.send(task.document)

    def listen(self) -> None:
        """Take what it says: first that it is ready, then a result. Raises EOFError or OSError if it is dead."""
        said = self.pipe.recv()
        self.since = time.monotonic()
        if self.ready:
            self.given.popleft().result = said
        self.ready = True

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


@dataclass
class _Pool:
    """`queue`: the documents in flight, in order; `again`: those of them that a dead worker left unread."""

    prepare: Prepare
    jobs: int
    seconds: float
    workers: list[_Worker] = field(default_factory=list)
    queue: deque[_Task] = field(default_factory=deque)
    again: deque[_Task] = field(default_factory=deque)

    def __enter__(self) -> _Pool:
        self._hire(self.jobs)
        return self

    def __exit__(self, *problem: object) -> None:
        for worker in self.workers:
            worker.end()

    def _hire(self, count: int) -> None:
        self.workers += [_Worker(self.prepare, self.seconds) for _ in range(count)]

    def results(self, documents: Iterable[Source]) -> Iterator[Result]:
        fresh = iter(documents)
        while self._hand_out(fresh) and self.workers:
            self._listen()
            while self.queue and (result := self.queue[0].result) is not None:
                self.queue.popleft()
                yield result
        for task in self.queue:  # where no process can begin
            yield task.result or self.prepare(task.document)
        yield from map(self.prepare, fresh)

    def _hand_out(self, fresh: Iterator[Source]) -> bool:
        """Keep every worker busy; False when all is done."""
        while self.workers:
            idlest = min(self.workers, key=lambda worker: len(worker.given))
            if len(idlest.given) >= AHEAD:
                break
            if not self.again and len(self.queue) < IN_FLIGHT * self.jobs and (source := next(fresh, None)):
                self.queue.append(_Task(source))
                self.again.append(self.queue[-1])
            if not self.again:
                break
            idlest.give(self.again.popleft())
        return bool(self.queue)

    def _listen(self) -> None:
        speaking = wait([worker.pipe for worker in self.workers])
        for worker in [worker for worker in self.workers if worker.pipe in speaking]:
            try:
                worker.listen()
            except _GONE:
                self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        """The document that a dead worker was at is told; a new worker goes on, unless this one never began."""
        took = time.monotonic() - worker.since
        worker.end()
        self.workers.remove(worker)
        if worker.ready and worker.given:
            lost = worker.given.popleft()
            key = "file_too_slow" if took >= self.seconds else "file_crashed"
            lost.result = BadDocument(key, file=lost.document.name, seconds=round(self.seconds))
        self.again.extend(worker.given)
        if worker.ready:
            self._hire(1)


def _work(pipe: Connection, prepare: Prepare, seconds: float) -> None:
    """The life of a worker: until the pipe is closed, by the parent's will or by its death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with suppress(*_GONE), open(os.devnull, "w", encoding="utf-8") as nowhere:
        pipe.send(None)
        while True:
            document = pipe.recv()
            # Ends this process from outside Python: what hangs may never come back to it.
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            result = prepare(document)
            faulthandler.cancel_dump_traceback_later()
            pipe.send(result)


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
