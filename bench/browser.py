"""A browser and the servers it visits: how long from a control to the last thing drawn, and how much goes over."""

from __future__ import annotations

import base64
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Nothing of the browser's own may reach for a network that office machines do not have.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STILL = 500  # milliseconds without anything drawn, after which nothing more is expected
PATIENCE = 120_000  # milliseconds
CHART = ".js-plotly-plot .main-svg"
DRAWN = (Path(__file__).parent / "drawn.js").read_text(encoding="utf-8")
FINISHED = f"""() => document.querySelector('[data-test-script-state="notRunning"]')
    && benchSeen.drawn > 0 && performance.now() - Math.max(benchSeen.used, benchSeen.drawn) > {STILL}"""


def program() -> str | None:
    """Where the machine's own Chromium is, if it has one on the path."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium; on Windows Edge."""
    found = program()
    with sync_playwright() as playwright:
        edge = "msedge" if found is None else None
        opened = playwright.chromium.launch(executable_path=found, channel=edge, headless=True, args=QUIET)
        yield opened
        opened.close()


def gongkai(store: Path) -> Callable[[int], list[str]]:
    """The command that serves our screens on a store."""
    return lambda port: ["-m", "cli.main", "serve", "--store", str(store), "--port", str(port)]


def bare(script: str) -> Callable[[int], list[str]]:
    """The command that serves a script of this folder with Streamlit as it comes."""
    path = str(ROOT / "bench" / f"{script}.py")
    options = {"headless": "true", "fileWatcherType": "none", "address": "127.0.0.1"}
    said = [f"--server.{name}={value}" for name, value in options.items()]
    return lambda port: [
        *("-m", "streamlit", "run", path, f"--server.port={port}", *said),
        "--browser.gatherUsageStats=false",
    ]


@contextmanager
def serving(command: Callable[[int], list[str]], store: Path) -> Iterator[str]:
    """The address of a server that has just begun to answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"GONGKAI_STORE": str(store), "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [sys.executable, *command(port)],
            cwd=folder,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url, until = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE / 1000
            while not _answers(url):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"no answer from {' '.join(command(port))}")
                time.sleep(0.02)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def first_chart(browser: Browser, command: Callable[[int], list[str]], store: Path) -> None:
    """Start a server, open its first page in a browser that has never seen it, and wait for a chart."""
    with serving(command, store) as url:
        context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
        page = context.new_page()
        page.goto(url, wait_until="commit")
        page.locator(CHART).first.wait_for(state="visible", timeout=PATIENCE)
        context.close()


@dataclass
class Visit:
    """A page that is open. `change` uses a control, each time another way; `bytes` are those of each change:
    received and sent over the websocket, before compression."""

    page: Page
    change: Callable[[Page, int], None]
    bytes: list[tuple[int, int]] = field(default_factory=list)
    _changes: int = 0
    _received: int = 0
    _sent: int = 0

    @classmethod
    def open(cls, browser: Browser, url: str, change: Callable[[Page, int], None]) -> Visit:
        """In a window of its own."""
        context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(DRAWN)
        page = context.new_page()
        visit = cls(page, change)
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.webSocketFrameReceived", lambda event: visit._count(event, "_received"))
        wire.on("Network.webSocketFrameSent", lambda event: visit._count(event, "_sent"))
        page.goto(url)
        page.wait_for_function(FINISHED, timeout=PATIENCE)
        return visit

    def _count(self, event: Any, way: str) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        size = len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data.encode())
        setattr(self, way, getattr(self, way) + size)

    def milliseconds(self) -> float:
        """Use the control; how long until the last thing was drawn."""
        self._received = self._sent = 0
        self.page.evaluate("benchSeen.drawn = 0")
        self.change(self.page, self._changes)
        self._changes += 1
        self.page.wait_for_function(FINISHED, timeout=PATIENCE)
        self.bytes.append((self._received, self._sent))
        return float(self.page.evaluate("benchSeen.drawn - benchSeen.used"))

    def close(self) -> None:
        """Close its window."""
        self.page.context.close()
