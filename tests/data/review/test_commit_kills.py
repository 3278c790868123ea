"""A process killed at each step by which a decision comes into force: the store is the one before or the one after."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.review import Wish
from data.store import Store
from data.store.log import log
from data.store.verify import verify
from tests import factory

ROOT = Path(__file__).parents[3]
# It forks before DuckDB has threads. A child ends itself with SIGKILL before the step of its number: a file of the
# store is opened to be written, renamed or removed, or the transaction is committed or brought to its file.
SCRIPT = """
import os, shutil, signal, sys
from pathlib import Path
from data.review import Wish
from data.store import Store, acting, writer

FIRST, FOLDER = 0, ""
passed = 0

def step():
    global passed
    passed += 1
    if passed == FIRST:
        os.kill(os.getpid(), signal.SIGKILL)

def heard(event, given):
    writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
    if FOLDER and (writes or event in ("os.rename", "os.remove")) and FOLDER in str(given[0]):
        step()

class Watched:
    def __init__(self, connection):
        self.connection = connection

    def __getattr__(self, name):
        return getattr(self.connection, name)

    def commit(self):
        step()
        self.connection.commit()

    def execute(self, sql, *more):
        if sql == "CHECKPOINT":
            step()
        return self.connection.execute(sql, *more)

def act(number, folder):
    global FIRST, FOLDER
    FIRST, FOLDER = number, str(folder)
    finish = writer.finish
    writer.finish = lambda connection, *more: finish(Watched(connection), *more)
    Store(folder).act([Wish("correct", "云山镇", 2023, "王敏", "笔误", cell="3.new.total", value="9999")])

if __name__ == "__main__":
    sys.addaudithook(heard)
    root, number, code = Path(sys.argv[1]), 0, -1
    while code:
        number += 1
        folder = Path(shutil.copytree(root / "store", root / f"{number:03}"))
        child = os.fork()
        if not child:
            act(number, folder)
            os._exit(0)
        code = os.waitpid(child, 0)[1]
        assert code in (0, signal.SIGKILL), code
    print(number - 1)
"""


def held(folder: Path) -> tuple[object, ...]:
    """What is decided, and the number that counts."""
    cursor = Store(folder).live().cursor()
    kinds = cursor.execute("SELECT kind FROM review ORDER BY act").fetchall()
    [(value,)] = cursor.execute("SELECT value FROM figure WHERE indicator = '3.new.total'").fetchall()
    return kinds, value


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_killed_at_each_step_the_store_is_the_one_before_or_the_one_after(tmp_path: Path) -> None:
    factory.store(tmp_path / "store", [factory.report(1, "云山镇", 2023, busy=True)])
    before = held(tmp_path / "store")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], env=environment, capture_output=True, text=True, check=True
    )
    steps = int(told.stdout)
    after = held(tmp_path / f"{steps + 1:03}")
    assert before[0] == [] and after[0] == [("correct",)] and before[1] != after[1]
    states = []
    for number in range(1, steps + 1):
        folder = tmp_path / f"{number:03}"
        states.append(held(folder))
        assert states[-1] in (before, after)
        assert verify(folder).problems == ()
        assert [one.entry.kind for one in log(folder)][1:] == [kind for (kind,) in states[-1][0]]
    came = states.index(after)  # in force from one step on, and never before
    assert came > 3 and states == [before] * came + [after] * (steps - came)
    for number in (came, came + 1):  # on either side of it the next step works
        Store(tmp_path / f"{number:03}").act([Wish("return", "云山镇", 2023, "赵六")])
