"""The HTML a browser gets first, and the files behind it."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from server.assets import PLOTLY, PackedAssets, assets
from server.first_page import FirstPage, first_page


def inner() -> Starlette:
    return Starlette(
        routes=[
            Route("/", lambda _: HTMLResponse("streamlit")),
            Route("/compare", lambda _: HTMLResponse("streamlit")),
            Route("/media/a.html", lambda _: HTMLResponse("a file of the user")),
            Route("/health", lambda _: PlainTextResponse("ok")),
        ]
    )


@pytest.mark.parametrize(("lang", "html_lang", "word"), [("zh", "zh-CN", "浏览器内核过旧"), ("en", "en", "too old")])
def test_first_page_speaks_the_language_and_warns_before_any_module(lang, html_lang, word):
    page = first_page(lang)
    assert f'<html lang="{html_lang}">' in page and word in page
    assert "<title>Streamlit</title>" not in page


@pytest.mark.parametrize("path", ["/", "/compare"])
def test_every_page_of_the_app_gets_it(path):
    client = TestClient(FirstPage(inner(), "zh"))
    assert "浏览器内核过旧" in client.get(path).text


@pytest.mark.parametrize(("path", "text"), [("/media/a.html", "a file of the user"), ("/health", "ok")])
def test_files_and_plain_answers_stay_as_they_are(path, text):
    assert TestClient(FirstPage(inner(), "zh")).get(path).text == text


def test_scripts_come_compressed_and_whole():
    path, file = next((path, file) for path, file in assets().items() if file.suffix == ".js" and path != PLOTLY)
    client = TestClient(PackedAssets(inner()))
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip" and answer.content == file.read_bytes()
    assert int(answer.headers["content-length"]) == len(gzip.compress(file.read_bytes(), 6))
    assert client.get(path, headers={"accept-encoding": "identity"}).content == file.read_bytes()


def test_plotly_for_pictures_is_the_package_s_own():
    answer = TestClient(PackedAssets(inner())).get(PLOTLY)
    assert answer.status_code == 200 and b"plotly.js" in answer.content[:300]
