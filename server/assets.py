"""Scripts and style sheets, compressed once each.

Streamlit leaves its own bundles uncompressed for a proxy to do; on a county's machine there is none, and 9.3 MB of a
first visit become 2.9 MB. The plotly.js that the plotly package brings is served too, to draw pictures in the browser.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import plotly
import streamlit
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

TYPES = {".css": "text/css", ".js": "text/javascript"}
PLOTLY = "/app/static/plotly.min.js"
FOREVER = "public, immutable, max-age=31536000"  # Streamlit's bundles carry a hash in their names
AN_HOUR = "public, max-age=3600"


def assets() -> dict[str, Path]:
    """Path in the address → file, for every script and style sheet that is served from here."""
    bundles = Path(streamlit.__file__).parent / "static"
    found = {f"/{file.relative_to(bundles).as_posix()}": file for file in bundles.rglob("*") if file.suffix in TYPES}
    return found | {PLOTLY: Path(plotly.__file__).parent / "package_data" / "plotly.min.js"}


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class PackedAssets:
    """ASGI middleware that answers for `assets()`, with gzip where the browser takes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.assets = assets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self.assets.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if file is None:
            await self.app(scope, receive, send)
            return
        headers = {"Vary": "Accept-Encoding", "Cache-Control": AN_HOUR if scope["path"] == PLOTLY else FOREVER}
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = await to_thread.run_sync(_packed, file)
        else:
            body = await to_thread.run_sync(file.read_bytes)
        await Response(body, headers=headers, media_type=TYPES[file.suffix])(scope, receive, send)
