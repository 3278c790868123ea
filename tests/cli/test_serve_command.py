"""gongkai serve, up to the point where the server takes over."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import server.run
from cli.main import app
from data.demo import ensure_store
from server.names import Address, Names


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, int, str, Names]]:
    """What the server was asked for: host, port, language, names. It is ready at once and ends at once."""
    asked: list[tuple[str, int, str, Names, bool]] = []

    def run(host, port, lang, ready, names, uploads):
        asked.append((host, port, lang, names, uploads))
        ready(port)

    monkeypatch.setattr(server.run, "run", run)
    for name in ("GONGKAI_KIND", "GONGKAI_LANG", "GONGKAI_EDITOR"):
        monkeypatch.setenv(name, "")  # restored afterwards, whatever the command sets
    monkeypatch.setenv("GONGKAI_STORE", str(tmp_path / "named"))
    return asked


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["serve", *map(str, arguments)])


def test_this_machine_alone_can_reach_it_unless_told_otherwise(served):
    for host in (None, "localhost", "127.0.0.7", "0.0.0.0"):
        done = run("--port", 0, *(["--host", host] if host else []), *(["--insecure"] if host == "0.0.0.0" else []))
        assert done.exit_code == 0 and ("没有登录" in done.stderr) == (host == "0.0.0.0")
    assert [host for host, *_ in served] == ["127.0.0.1", "localhost", "127.0.0.7", "0.0.0.0"]


def test_only_this_machine_may_change_the_store_unless_that_is_said(served):
    asked = {(): "1", ("--viewer",): "", ("--host", "0.0.0.0", "--insecure"): ""}
    asked |= {("--host", "0.0.0.0", "--insecure", "--editor"): "1"}
    for more, editor in asked.items():
        assert run("--port", 0, *more).exit_code == 0
        assert os.environ["GONGKAI_EDITOR"] == editor and served[-1][4] is bool(editor)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "0", "", "192.0.2.1", "2001:db8::1"])
def test_letting_others_in_must_be_meant(served, host):
    refused = run("--port", 0, "--host", host)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1 and "没有登录" in refused.stderr and "--insecure" in refused.stderr
    assert "no login" in run("--port", 0, "--host", host, "--lang", "en").stderr
    assert served == []


def test_names_that_are_allowed_reach_the_server(served):
    assert run("--port", 0, "--allow-host", "A.example.org", "--allow-host", "b.example.org:8443").exit_code == 0
    assert served[0][3].allowed == (Address("a.example.org"), Address("b.example.org", 8443))


@pytest.mark.parametrize("name", ["*", "*.example.org", "http://a.example.org", "a.example.org/x", "a b", ""])
def test_what_is_no_host_name_is_refused(served, name):
    refused = run("--port", 0, "--allow-host", name)
    assert refused.exit_code == 1 and f"“{name}”不是主机名" in refused.stderr and served == []


def test_one_line_tells_the_address_and_the_store(served, tmp_path):
    told = run("--port", 0, "--store", tmp_path / "s").stdout
    assert told.count("\n") == 1 and "http://127.0.0.1:0 " in told and str(tmp_path / "s") in told


def test_the_screens_learn_which_store_and_language(served, tmp_path):
    run("--port", 0, "--store", tmp_path / "s", "--lang", "en")
    assert (os.environ["GONGKAI_KIND"], os.environ["GONGKAI_STORE"]) == ("own", str(tmp_path / "s"))
    assert os.environ["GONGKAI_LANG"] == served[0][2] == "en"


@pytest.mark.parametrize("kind", ["demo", "sample"])
def test_demo_and_sample_leave_the_own_store_where_it_is(served, tmp_path, kind):
    told = run("--port", 0, f"--{kind}").stdout
    assert str(ensure_store(kind)) in told
    assert (os.environ["GONGKAI_KIND"], os.environ["GONGKAI_STORE"]) == (kind, str(tmp_path / "named"))


def test_a_port_in_use_is_one_line_with_another_to_try(served):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run("--port", port)
    assert refused.exit_code == 1 and served == []
    assert refused.stderr.count("\n") == 1 and f"--port {port + 1}" in refused.stderr


@pytest.mark.parametrize("arguments", [("--port", 70000), ("--host", "192.0.2.1"), ("--host", "没有这个地址")])
def test_an_address_that_cannot_be_is_one_line(served, arguments):
    refused = run("--port", 0, *arguments, "--lang", "en")
    assert refused.exit_code == 1 and served == []
    assert refused.stderr.count("\n") == 1 and arguments[0] in refused.stderr
