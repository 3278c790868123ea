"""Who is let in: a request for this machine's own names, from our own page, for what the page needs.

A page elsewhere whose name leads to this machine (DNS rebinding) reads nothing here, and nobody else's page opens a
connection. What a proxy says in X-Forwarded-Host is not looked at: it is anybody's to write.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import words
from server.headers import lay
from server.names import Address, Names

# Of what Streamlit answers besides pages and files, all that its page asks for; counters of use, uploads, log-ins,
# components of others and the way in for programs are shut.
OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
SHUT = ("/_stcore/", "/component/", "/auth/", "/oauth2callback")  # below the address of a page too
# Where a page that may change the store sends a file, and takes it back; the session and the file are in the address.
UPLOAD = re.compile(r"/_stcore/upload_file/[^/]+/[^/]+\Z")
SENDS = frozenset({"PUT", "DELETE", "OPTIONS"})
METHODS = frozenset({"GET", "HEAD"})  # no page sends anything but over its connection
STATUS = {"host_refused": 421, "origin_refused": 403, "not_served": 404, "method_refused": 405, "link_refused": 414}
LONGEST_QUERY = 2**19  # bytes, as many as Streamlit reads of an address


class Door:
    """ASGI middleware around everything, so that errors too leave with our headers."""

    def __init__(self, app: ASGIApp, names: Names, content_policy: str, lang: str, uploads: bool = False) -> None:
        self.app = app
        self.names = names
        self.uploads = uploads
        self.content_policy = content_policy
        self.langs = sorted(words.LANGUAGES, key=lambda code: code != lang)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                lay(MutableHeaders(scope=message), scope["path"], self.content_policy)
            await send(message)

        refused = self._refused(scope)
        if refused is None:
            await self.app(scope, receive, told)
        elif scope["type"] == "http":
            await self._answer(refused)(scope, receive, told)
        else:
            await send({"type": "websocket.close"})  # before it is opened: 403, and no words, which nobody would see

    def _refused(self, scope: Scope) -> str | None:
        """Why this request is not let in, in a word of STATUS."""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        asked = Address.of(hosts[0]) if len(hosts) == 1 and hosts[0].isascii() else None
        if asked is None or not self.names.answer(asked) or not scope["path"].startswith("/"):
            return "host_refused"  # a path that begins otherwise names a host of its own
        if len(origins) > 1 or not all(self.names.trust(origin, asked) for origin in origins):
            return "origin_refused"
        if self.uploads and UPLOAD.search(scope["path"]):
            return None if scope["type"] == "http" and scope["method"] in SENDS else "method_refused"
        if any(part in scope["path"] for part in SHUT) and not scope["path"].endswith(OPEN):
            return "not_served"
        if len(scope["query_string"]) > LONGEST_QUERY:
            return "link_refused"
        return "method_refused" if scope["type"] == "http" and scope["method"] not in METHODS else None

    def _answer(self, refused: str) -> PlainTextResponse:
        text = "\n".join(words.say(f"server.{refused}", lang) for lang in self.langs)
        return PlainTextResponse(f"{text}\n", STATUS[refused], {"Cache-Control": "no-store"})
