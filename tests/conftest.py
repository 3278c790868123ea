"""What all tests share: how long properties are tried, a served dashboard, a real browser."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect

from bench.browser import chromium, program
from data.clock import ASKED_FOR

ROOT = Path(__file__).parents[1]
TODAY = "2025-06-30"  # the day that all tests are run on, unless one sets its own
STARTED_WITHIN = 90  # seconds; a busy machine imports slowly

# Stores that tests open are nothing for the user's own profile to remember.
os.environ["GONGKAI_PROFILE"] = tempfile.mkdtemp(prefix="gongkai-profile-")
atexit.register(shutil.rmtree, os.environ["GONGKAI_PROFILE"], ignore_errors=True)
os.environ.setdefault(ASKED_FOR, TODAY)

settings.register_profile(
    "default", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("long", parent=settings.get_profile("default"), max_examples=2000, derandomize=False)
expect.set_options(timeout=30_000)  # milliseconds; what is waited for may take long on a busy machine
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


Serve = Callable[..., str]


@contextmanager
def serving(folder: Path, python: str = sys.executable) -> Iterator[Serve]:
    """A way to start `gongkai serve` in this folder with what this Python has; all are stopped at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> str:
        port = free_port()
        command = [python, "-m", "cli.main", "serve", "--port", str(port), *arguments]
        with (folder / f"server-{port}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        started.append(process)
        url, until = f"http://127.0.0.1:{port}", time.monotonic() + STARTED_WITHIN
        while not answers(url):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"gongkai serve did not start:\n{Path(log.name).read_text(encoding='utf-8')}")
            time.sleep(0.1)
        return url

    try:
        yield start
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start `gongkai serve` with these arguments in a process of its own; gives its address, never visited before."""
    with serving(tmp_path) as start:
        yield start


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one dashboard on demo data, for all tests that only look."""
    with serving(tmp_path_factory.mktemp("server")) as start:
        yield start("--demo")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, the machine's own; a test that needs it fails where there is none."""
    windows = os.name == "nt"  # always has Edge, though not on the path
    if program() is None and not windows:
        pytest.fail("no Chromium on this machine: install the packages chromium and fonts-noto-cjk")
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window without history or storage, as wide as an office screen."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()
