"""gongkai serve: the screens, in this process, for the browser of this machine."""

from __future__ import annotations

import errno
import os
import socket
from typing import Annotated

import typer

import words
from cli.options import Lang, StoreFolder, told
from data import demo
from data.errors import BadRequest
from data.store import default_folder

EVERYWHERE = {"0.0.0.0", "::"}


def claim(host: str, port: int) -> None:
    """Raises BadRequest if the address can't be had."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OverflowError as error:
        raise BadRequest("port_impossible", port=port) from error
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise BadRequest("port_taken", port=port, other=port + 1) from error
        raise BadRequest("host_unusable", host=host) from error


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def serve(
    store: StoreFolder = None,
    as_demo: Annotated[bool, typer.Option("--demo", help=told("serve_demo"))] = False,
    as_sample: Annotated[bool, typer.Option("--sample", help=told("serve_sample"))] = False,
    host: Annotated[str, typer.Option(help=told("serve_host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=told("serve_port"))] = 8501,
    lang: Lang = "zh",
) -> None:
    claim(host, port)
    kind = "demo" if as_demo else "sample" if as_sample else "own"
    folder = store or default_folder() if kind == "own" else demo.ensure_store(kind)
    os.environ["GONGKAI_KIND"] = kind
    os.environ["GONGKAI_STORE"] = str((store or default_folder()).absolute())
    os.environ[words.ASKED_FOR] = lang

    def ready(bound: int) -> None:
        line = "serve_ready_everywhere" if host in EVERYWHERE else "serve_ready"
        typer.echo(words.say(f"cli.{line}", lang, url=address(host, bound), store=folder))

    from server import run  # Streamlit takes a second to import, which the other commands needn't wait for

    run.run(host, port, lang, ready)


serve.__doc__ = told("serve")
