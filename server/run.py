"""Runs the screens in this process until stopped."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn.config
from starlette.middleware import Middleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from server.assets import PackedAssets
from server.first_page import FirstPage

APP = Path(__file__).resolve().parent.parent / "app.py"  # pages, static and .streamlit lie beside it


def build(lang: str, ready: Callable[[int], None] | None = None) -> st.App:
    """The app as an ASGI app; `ready` is told the port once it is bound."""

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        # Until st.navigation has run once in a process, Streamlit looks for pages in its old way, and a link to
        # a page that is the very first request is answered with a dialog “Page not found”. This is what it sets.
        PagesManager.uses_pages_directory = False
        if ready is not None:
            ready(st.get_option("server.port"))
        yield

    return st.App(APP, lifespan=lifespan, middleware=[Middleware(PackedAssets), Middleware(FirstPage, lang=lang)])


def run(host: str, port: int, lang: str, ready: Callable[[int], None]) -> None:
    """Serve until stopped. Exits with code 1 if the port is taken."""
    sys.argv = [str(APP)]  # Streamlit reads the .streamlit/config.toml beside the program, wherever it was started
    uvicorn.config.LOGGING_CONFIG["loggers"]["uvicorn.error"]["level"] = "WARNING"
    net_util._external_ip = ""  # else a foreign Origin makes Streamlit ask an outside service for our address
    build(lang, ready).run(config={"server.address": host, "server.port": port})
