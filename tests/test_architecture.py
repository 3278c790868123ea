"""The house as a whole: imports go one way, and nothing names a place it should not."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What each room may import of ours; a room not named here may import any.
ALLOWED = {
    "words": {"words"},
    "data": {"data", "words"},
    "analytics": {"analytics", "data", "words"},
    "ui": {"ui", "analytics", "data", "words"},
    "server": {"server", "words"},
    "cli": {"cli", "server", "analytics", "data", "words"},
    "pages": {"pages", "ui", "analytics", "data", "words"},
}
ROOMS = {*ALLOWED, "app", "tests", "bench"}
# Where the package is not called as what it brings; and what a system has, or what pandas, pdfplumber, Starlette bring.
PACKAGE_OF = {"docx": "python-docx", "fontTools": "fonttools", "yaml": "pyyaml"}
ONLY_THERE = {"win32com", "pythoncom", "numpy", "pdfminer", "anyio"}
PURE = ("words", "data", "analytics")
HOSTS = re.compile(r"pypi\.org|files\.pythonhosted|npmjs|deb\.debian|/work/|/root/|/home/\w+/|[A-Z]:\\\\")


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).exists()]


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_go_one_way(room):
    files = list((ROOT / room).rglob("*.py"))
    assert files
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in imported(file)
        if name in ROOMS - ALLOWED[room]
    }
    assert wrong == set()


@pytest.mark.parametrize("room", PURE)
def test_the_core_knows_no_screen(room):
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / room).rglob("*.py")
        for name in imported(file)
        if name in {"streamlit", "plotly"}
    }
    assert wrong == set()


def test_pages_hold_no_sql():
    sql = re.compile(r"\bSELECT\b.*\bFROM\b|\.execute\(", re.DOTALL)
    assert [file for file in (ROOT / "pages").rglob("*.py") if sql.search(file.read_text(encoding="utf-8"))] == []


def test_no_file_names_a_package_host_or_a_place_on_somebody_s_disk():
    named = []
    for file in tracked():
        if file.suffix in {
            ".py",
            ".toml",
            ".md",
            ".yaml",
            ".lock",
            ".sql",
            ".css",
            ".js",
            ".html",
            "",
        } and file != Path(__file__):
            found = HOSTS.search(file.read_text(encoding="utf-8", errors="ignore"))
            named += [f"{file.relative_to(ROOT)}: {found.group()}"] if found else []
    assert named == []


def test_what_the_product_imports_is_what_it_depends_on():
    product = ["app.py", *(f"{room}/**/*.py" for room in ALLOWED)]
    names = {name for pattern in product for file in ROOT.glob(pattern) for name in imported(file)}
    others = {name for name in names if name not in sys.stdlib_module_names and name not in ROOMS | {"__future__"}}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    needed = {re.match(r"[\w-]+", one)[0] for one in declared}
    assert {PACKAGE_OF.get(name, name) for name in others} - ONLY_THERE == needed


def test_the_screens_load_nothing_that_makes_documents():
    """What makes, damages and scores made-up documents is for `gongkai demo` and `score`; no PDF is read there."""
    ask = "import sys, cli.serve, ui.shell; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", ask]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    loaded = set(told.split())
    assert {name for name in loaded if name.startswith("data.demo.")} == {"data.demo.cache", "data.demo.files"}
    assert {name for name in loaded if name.startswith(("reportlab", "pypdfium2", "data.readers.pdf"))} == set()


def test_every_version_is_pinned_with_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9._-]+)(?:\[[\w,]+\])?==\S+(.*?)(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert len(pins) > 50
    assert [name for name, rest in pins if "--hash=sha256:" not in rest] == []
    assert "://" not in lock
