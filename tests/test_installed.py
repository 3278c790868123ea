"""A wheel installed outside the checkout runs from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.conftest import serving

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(out), str(ROOT)], check=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel and borrows its dependencies; gives its python."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True).stdout.strip())
    # Paths named in a .pth file are searched, but the .pth files that lie there (such as this checkout's) are not read.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    return python


def test_it_serves_from_an_empty_folder(installed, tmp_path):
    with serving(tmp_path, str(installed)) as start:
        url = start("--sample")
        for path in ("app/static/song-a.woff2", "app/static/plotly.min.js", "compare"):
            with urllib.request.urlopen(f"{url}/{path}", timeout=20) as answer:
                assert answer.status == 200 and len(answer.read()) > 5000
    assert [path.suffix for path in tmp_path.iterdir()] == [".log"]
    assert len(next(tmp_path.iterdir()).read_text(encoding="utf-8").splitlines()) == 1


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "GONGKAI_STORE"}}
    return subprocess.run(
        [str(python), "-m", "cli.main", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def test_the_wheel_holds_everything_that_is_read_at_run_time(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    rooms = ("words", "data", "analytics", "ui", "pages", "static", "server", "cli")
    wanted = {
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != "plotly.min.js"
    }
    assert wanted | {"app.py", ".streamlit/config.toml"} <= held


def test_commands_run_from_an_empty_folder(installed, tmp_path):
    here = run(installed, tmp_path, "measures", "--format", "csv")
    assert here.returncode == 0 and "procurement_amount" in here.stdout
    assert run(installed, tmp_path, "demo", "--out", "d", "--townships", "4", "--years", "2020-2021").returncode == 0
    told = run(installed, tmp_path, "ingest", "d", "--store", "s")
    assert told.returncode == 0, told.stdout + told.stderr
    trend = run(installed, tmp_path, "trend", "applications_new", "--store", "s", "--format", "csv")
    assert trend.returncode == 0 and trend.stdout.startswith("measure,jurisdiction,year,value,unit,state")


def test_the_screens_find_theme_pages_and_fonts(installed, tmp_path):
    ask = (
        "import sys; from server.run import APP, build; from streamlit import config\n"
        "sys.argv = [str(APP)]; build('zh')\n"
        "print(*[(APP.parent / p).is_file() for p in ('app.py', 'static/song-a.woff2', 'pages/compare/page.py')])\n"
        "print(config.get_option('theme.light.primaryColor'), config.get_option('browser.gatherUsageStats'))"
    )
    told = subprocess.run([str(installed), "-c", ask], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120)
    assert told.stdout.splitlines()[-2:] == ["True True True", "#0B5A6F False"], told.stdout + told.stderr
