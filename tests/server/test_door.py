"""What a request must be to be let in, and what every answer says to the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from httpx2 import Headers
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.door import STATUS, Door
from server.first_page import first_page
from server.headers import FIXED, KEPT, policy
from server.names import Address, Names

DATA = "云山镇"
HERE = "http://localhost:8501"


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(DATA)
    await socket.close()


def fails(_: object) -> PlainTextResponse:
    raise RuntimeError(DATA)


@pytest.fixture
def client() -> Iterator[TestClient]:
    free = {"Access-Control-Allow-Origin": "*"}
    inner = Starlette(
        routes=[
            Route("/fails", fails),
            Route("/{path:path}", lambda _: PlainTextResponse(DATA, headers=free), methods=["GET", "PUT", "DELETE"]),
            WebSocketRoute("/_stcore/stream", stream),
        ]
    )
    names = Names((Address("gongkai.example.org"),))
    with TestClient(Door(inner, names, policy(first_page("zh")), "zh"), HERE, raise_server_exceptions=False) as opened:
        yield opened


FOREIGN: list[list[tuple[str, str]]] = [
    [("host", "evil.example:8501")],
    [("host", "evil.example:8501"), ("x-forwarded-host", "localhost:8501"), ("forwarded", "host=localhost:8501")],
    [("host", "localhost:8501"), ("host", "evil.example")],
    [("host", "localhost:8501"), ("host", "localhost:8501")],
    [("host", "")],
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_name_gets_one_plain_sentence_and_no_data(client: TestClient, headers: list[tuple[str, str]]) -> None:
    answer = client.get("/", headers=headers)
    assert answer.status_code == STATUS["host_refused"] and DATA not in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "--allow-host" in answer.text and "name" in answer.text.splitlines()[1]
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers=Headers(headers)),
    ):
        pass


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:3000", "http://127.0.0.1:8501", "null"])
def test_another_page_gets_nothing(client: TestClient, origin: str) -> None:
    for method in ("GET", "PUT", "DELETE", "POST", "OPTIONS"):
        answer = client.request(method, "/", headers={"origin": origin})
        assert answer.status_code == STATUS["origin_refused"] and DATA not in answer.text
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers={"host": "localhost:8501", "origin": origin}),
    ):
        pass


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", None),
        ("localhost:8501", HERE),
        ("[::1]:8501", "http://[::1]:8501"),
        ("gongkai.example.org", "https://gongkai.example.org"),
        ("127.0.0.1:8501", "https://gongkai.example.org"),
    ],
)
def test_our_own_page_is_let_in(client: TestClient, host: str, origin: str | None) -> None:
    headers = {"host": host} | ({"origin": origin} if origin else {})
    assert client.get("/", headers=headers).text == DATA
    with client.websocket_connect("/_stcore/stream", headers=headers) as socket:
        assert socket.receive_text() == DATA


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/_stcore/metrics",
            "/_stcore/metrics/",
            "/%5Fstcore/metrics",
            "/_stcore//metrics",
            "/component/x/index.html",
        ),
        *("/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/script-health-check", "/auth/login"),
        *("/_stcore/upload_file/a/b", "/_stcore/bidi-components/a/b.js", "/oauth2callback", "/compare/_stcore/metrics"),
    ],
)
def test_what_the_page_does_not_need_is_shut(client: TestClient, path: str) -> None:
    for method in ("GET", "POST", "PUT"):
        assert client.request(method, path).status_code == 404


def test_nothing_is_taken_but_questions(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        assert client.request(method, "/compare").status_code == STATUS["method_refused"]
    assert client.get("/_stcore/health").text == client.get("/compare").text == DATA


@pytest.mark.parametrize("path", ["/", "/fails", "/_stcore/metrics", "/media/a.html", "/app/static/seal.svg"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    for host in ("localhost:8501", "evil.example"):
        answer = client.get(path, headers={"host": host})
        assert FIXED.items() <= {name: answer.headers.get(name) for name in FIXED}.items()
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


def test_a_file_of_the_user_s_may_do_nothing(client: TestClient) -> None:
    assert client.get("/media/a.html").headers["content-security-policy"] == KEPT


def test_scripts_in_the_page_are_those_that_stand_there_and_no_others() -> None:
    said = policy("<script>one()</script><script src='x'></script>")
    script = next(part for part in said.split("; ") if part.startswith("script-src"))
    assert script.count("'sha256-") == 1 and "unsafe-inline" not in script and "'unsafe-eval'" not in script
    assert policy(first_page("zh")).count("'sha256-") == first_page("zh").count("<script>")


@pytest.mark.parametrize(
    ("method", "path", "uploads", "status"),
    [
        ("PUT", "/_stcore/upload_file/s/f", True, 200),
        ("DELETE", "/review/_stcore/upload_file/s/f", True, 200),
        ("PUT", "/_stcore/upload_file/s/f", False, 404),
        ("GET", "/_stcore/upload_file/s/f", True, 405),
        ("PUT", "/_stcore/upload_file/s/f/more", True, 404),
        ("PUT", "/_stcore/stream", True, 405),
    ],
)
def test_files_come_in_only_where_pages_may_send_them(method: str, path: str, uploads: bool, status: int) -> None:
    inner = Starlette(
        routes=[Route("/{path:path}", lambda _: PlainTextResponse(DATA), methods=["GET", "PUT", "DELETE"])]
    )
    with TestClient(Door(inner, Names(), policy(first_page("zh")), "zh", uploads), HERE) as opened:
        assert opened.request(method, path).status_code == status
        assert opened.request(method, path, headers={"origin": "http://evil.example"}).status_code == 403
