"""Runs the screens in this process until stopped."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn.config
from starlette.middleware import Middleware
from starlette.types import Receive, Scope, Send
from streamlit import net_util
from streamlit.runtime import app_session
from streamlit.runtime.pages_manager import PagesManager
from uvicorn.protocols.http import h11_impl

from server.assets import PackedAssets
from server.door import Door
from server.first_page import FirstPage, first_page
from server.headers import policy
from server.names import Names

APP = Path(__file__).resolve().parent.parent / "app.py"  # pages, static and .streamlit lie beside it
LONGEST_HEAD = 2**20  # bytes of a request before its body; where it is longer, the browser gets no word of ours


class Guarded(st.App):
    """Streamlit's app behind the door, which stands before its own handling of errors too."""

    door: Door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.door(scope, receive, send)


def build(
    lang: str, ready: Callable[[int], None] | None = None, names: Names | None = None, uploads: bool = False
) -> st.App:
    """The app as an ASGI app that answers to these names; `ready` is told the port once it is bound. `uploads`: whether
    its pages may send files.
    """

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        # Until st.navigation has run once in a process, Streamlit looks for pages in its old way, and a link to
        # a page that is the very first request is answered with a dialog “Page not found”. This is what it sets.
        PagesManager.uses_pages_directory = False
        if ready is not None:
            ready(st.get_option("server.port"))
        yield

    middleware = [Middleware(PackedAssets), Middleware(FirstPage, lang=lang)]
    app = Guarded(APP, lifespan=lifespan, middleware=middleware)
    app.door = Door(super(Guarded, app).__call__, names or Names(), policy(first_page(lang)), lang, uploads)
    return app


def run(
    host: str, port: int, lang: str, ready: Callable[[int], None], names: Names | None = None, uploads: bool = False
) -> None:
    """Serve until stopped. Exits with code 1 if the port is taken."""
    sys.argv = [str(APP)]  # Streamlit reads the .streamlit/config.toml beside the program, wherever it was started
    uvicorn.config.LOGGING_CONFIG["loggers"]["uvicorn.error"]["level"] = "WARNING"
    # The app says itself that a link names too much; Streamlit reads it no more than before.
    app_session.sanitize_query_string = lambda query_string: query_string  # type: ignore[attr-defined]
    h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE = LONGEST_HEAD  # type: ignore[attr-defined]
    net_util._external_ip = ""  # else a foreign Origin makes Streamlit ask an outside service for our address
    # Streamlit asks too, for names alone; our door has asked for more before.
    allowed = [f"https://{one.host}" for one in names.allowed] if names else []
    config = {"server.address": host, "server.port": port, "server.corsAllowedOrigins": allowed}
    build(lang, ready, names, uploads).run(config=config)
