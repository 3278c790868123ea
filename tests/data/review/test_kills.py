"""Reading what waits, taking it in and correcting, killed at random moments: the store is the one before or the one
after, and what waited still waits.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from data import waiting
from data.demo.render import text
from data.ingest import ingest
from data.store import Store
from data.store.log import log
from data.store.verify import verify
from tests.factory import report

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "1"))
SCRIPT = """
import sys
from pathlib import Path
from data import waiting
from data.review import Wish
from data.store import Store

if __name__ == "__main__":
    store = Path(sys.argv[1])
    print("ready", flush=True)
    waiting.take(store, dict(waiting.read(store, waiting.items(store))), "王敏")
    wish = Wish("correct", "河西镇", 2022, "王敏", "笔误", cell="3.new.total", value="9")
    Store(store).act([wish])
    Store(store).act([Wish("return", "河西镇", 2022, "王敏")])
"""


def prepared(folder: Path) -> Path:
    """A store of one report, beside which two wait."""
    folder.mkdir(parents=True)
    (folder / "河西镇_2022.txt").write_text(text(report(2, "河西镇", 2022)), encoding="utf-8")
    assert ingest([folder / "河西镇_2022.txt"], folder / "store").ok
    given = [(f"云山镇_{year}.txt", text(report(1, "云山镇", year)).encode()) for year in (2021, 2022)]
    assert waiting.arrive(folder / "store", given, "王敏") == []
    return folder / "store"


def held(store: Path) -> tuple[int, tuple[str, ...]]:
    """How many reports there are, and what was decided."""
    cursor = Store(store).live().cursor()
    [(reports,)] = cursor.execute("SELECT count(*) FROM report").fetchall()
    return reports, tuple(kind for (kind,) in cursor.execute("SELECT kind FROM review ORDER BY act").fetchall())


def test_killed_at_any_moment_the_store_is_whole_and_what_waited_waits(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    took, chance = 4.0, random.Random(23)
    for number in range(-1, KILLS):
        store = prepared(tmp_path / str(number))
        begun = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, str(script), str(store)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert child.stdout and child.stdout.readline() == b"ready\n"
        if number < 0:  # how long it takes, and that it does
            assert child.wait() == 0 and held(store) == (3, ("correct", "return"))
            took = time.monotonic() - begun
        else:
            time.sleep(chance.uniform(0, took))
            child.kill()
            child.wait()
        after = held(store)
        assert after in [(1, ()), (3, ()), (3, ("correct",)), (3, ("correct", "return"))]
        assert verify(store).problems == ()
        assert [one.entry.kind for one in log(store) if one.entry.kind in ("correct", "return")] == list(after[1])
        assert after[0] == 3 or len(waiting.items(store)) == 2
        Store(store).undo("赵六")  # the next step works
