"""An import that reads with several processes, killed at random moments: the store is whole, no process is left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from data.demo.render import text
from data.store import Store
from tests.data.test_workers import alive
from tests.factory import report, store

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "2"))
DOCUMENTS = 40
SCRIPT = """
import sys
from pathlib import Path
import data.ingest

data.ingest.WORTH_PROCESSES = 0
if __name__ == "__main__":
    print("ready", flush=True)
    assert data.ingest.ingest([Path(sys.argv[1])], Path(sys.argv[2]), jobs=2).ok
"""


def held(folder: Path) -> tuple[int, int]:
    """How many reports and cells there are; every report has its document."""
    live = Store(folder).live()
    assert live is not None
    hashes = [sha256 for (sha256,) in live.cursor().execute("SELECT sha256 FROM report").fetchall()]
    assert all(Store(folder).document(sha256) for sha256 in hashes)
    [(cells,)] = live.cursor().execute("SELECT count(*) FROM observation").fetchall()
    return len(hashes), cells


def processes(parent: int) -> list[int]:
    """Those that a process has started, as the system tells."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in children.read_text(encoding="utf-8").split()]


def started(script: Path, documents: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(script), str(documents), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def test_an_import_by_several_processes_killed_at_any_moment_leaves_a_whole_store_and_no_process(
    tmp_path: Path,
) -> None:
    script, documents = tmp_path / "script.py", tmp_path / "documents"
    script.write_text(SCRIPT, encoding="utf-8")
    documents.mkdir()
    for number in range(DOCUMENTS):
        made = text(report(number, f"第{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'东西南北'[number // 10]}镇", 2020))
        (documents / f"{number}.txt").write_text(made, encoding="utf-8")
    begun = time.monotonic()
    store(tmp_path / "measured", [report(1)])
    assert started(script, documents, tmp_path / "measured").wait() == 0
    took, after = time.monotonic() - begun, held(tmp_path / "measured")
    chance, left = random.Random(14), []
    for number in range(KILLS):
        folder = tmp_path / f"store-{number}"
        store(folder, [report(1)])
        before = held(folder)
        child = started(script, documents, folder)
        time.sleep(chance.uniform(0, took))
        left += processes(child.pid)
        child.kill()
        child.wait()
        assert held(folder) in (before, after)
    until = time.monotonic() + 60
    while any(map(alive, left)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left
    assert not any(map(alive, left))
