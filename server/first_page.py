"""The HTML that a browser gets first: Streamlit's own, in our language, with a word for browsers that can't run it.

Office machines often have a Chromium kernel of 86 to 110. There Streamlit's page stays blank without a word, so
plain HTML that needs no script of Streamlit's says what is wrong and what to install.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import words

# Paths under which Streamlit serves files, which may be HTML too; every other path is a page of the app.
FILES = ("/_stcore/", "/app/static/", "/component/", "/media/", "/static/")
HTML_LANG = {"zh": "zh-CN", "en": "en"}


def too_old(lang: str) -> str:
    """The block for old browsers, in `lang` with a short line in the other language."""
    other = next(code for code in words.LANGUAGES if code != lang)
    text = {key: escape(words.say(f"server.{key}", lang)) for key in words.family("server")}
    block = (Path(__file__).parent / "first_page.html").read_text(encoding="utf-8")
    return block.strip().format(
        **text,
        lang=HTML_LANG[lang],
        other_lang=HTML_LANG[other],
        other_title=escape(words.say("server.old_title", other)),
        other_what=escape(words.say("server.old_what", other)),
    )


def first_page(lang: str) -> str:
    """Streamlit's index.html, changed; raises ValueError if a Streamlit of another version words it differently."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    title = escape(words.say("server.title", lang))
    for pattern, new in (
        (r'<html lang="en">', f'<html lang="{HTML_LANG[lang]}">'),
        (r"<title>Streamlit</title>", f"<title>{title}</title>"),
        (r'<link\s+rel="preload"[^>]*as="font"[^>]*>', ""),  # Streamlit's Latin font, which our theme never uses
        (r"<noscript>.*?</noscript>", too_old(lang)),
    ):
        page, found = re.subn(pattern, new.replace("\\", r"\\"), page, count=1, flags=re.DOTALL)
        if not found:
            raise ValueError(f"Streamlit's index.html has no {pattern}")
    return page


class FirstPage:
    """ASGI middleware that gives `first_page()` wherever Streamlit gives its index.html."""

    def __init__(self, app: ASGIApp, lang: str) -> None:
        self.app = app
        self.answer = HTMLResponse(first_page(lang), headers={"Cache-Control": "no-cache"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(FILES):
            await self.app(scope, receive, send)
            return
        swapped = False

        async def swap(message: Message) -> None:
            nonlocal swapped
            if message["type"] == "http.response.start" and message["status"] == 200:
                swapped = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
                if swapped:
                    await self.answer(scope, receive, send)
            if not swapped:
                await send(message)

        await self.app(scope, receive, swap)
