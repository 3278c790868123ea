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
from data.errors import BadRequest, BadStore
from data.store import Store, default_folder
from server.names import Address, Names, beyond

EVERYWHERE = {"0.0.0.0", "::", ""}


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


def guard(host: str, insecure: bool, allow_host: list[str], lang: str) -> Names:
    """What the server answers to. Raises BadRequest for an address that lets others in, unless that is meant."""
    if beyond(host) and not insecure:
        raise BadRequest("host_open", host=host)
    allowed = []
    for name in allow_host:
        if not (found := Address.of(name)):
            raise BadRequest("host_name_impossible", name=name)
        allowed.append(found)
    if beyond(host):
        typer.echo(words.say("cli.serve_open", lang, host=host), err=True)
    listening = Address.of(host)
    return Names(tuple(allowed), listening.host if listening and host not in EVERYWHERE else "")


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
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help=told("serve_allow_host"))
    ] = None,
    viewer: Annotated[bool, typer.Option("--viewer", help=told("serve_viewer"))] = False,
    editor: Annotated[bool, typer.Option("--editor", help=told("serve_editor"))] = False,
    insecure: Annotated[bool, typer.Option("--insecure", help=told("serve_insecure"))] = False,
    lang: Lang = "zh",
) -> None:
    names = guard(host, insecure, allow_host or [], lang)
    claim(host, port)
    kind = "demo" if as_demo else "sample" if as_sample else "own"
    folder = store or default_folder() if kind == "own" else demo.ensure_store(kind)
    if kind == "own":
        try:
            Store(folder).live()
        except BadStore as error:  # the screens say it too, with the way out where there is one
            typer.echo(error.say(lang), err=True)
    os.environ["GONGKAI_KIND"] = kind
    changes = editor or not (viewer or beyond(host))
    os.environ["GONGKAI_EDITOR"] = "1" if changes else ""
    os.environ["GONGKAI_STORE"] = str((store or default_folder()).absolute())
    os.environ[words.ASKED_FOR] = lang

    def ready(bound: int) -> None:
        line = "serve_ready_everywhere" if host in EVERYWHERE else "serve_ready"
        typer.echo(words.say(f"cli.{line}", lang, url=address(host, bound), store=folder))

    from server import run  # Streamlit takes a second to import, which the other commands needn't wait for

    run.run(host, port, lang, ready, names, changes)


serve.__doc__ = told("serve")
