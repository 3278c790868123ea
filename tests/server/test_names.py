"""Which names and addresses are this machine's, and which pages may ask."""

from __future__ import annotations

import socket

import pytest

from server.names import Address, Names, beyond

OURS = Names()


@pytest.mark.parametrize(
    ("written", "host", "port"),
    [
        ("localhost", "localhost", None),
        ("LocalHost:8501", "localhost", 8501),
        ("localhost.:8501", "localhost", 8501),
        ("127.0.0.1:", "127.0.0.1", None),
        ("[::1]:8501", "::1", 8501),
        ("[0:0:0:0:0:0:0:1]", "::1", None),
        ("[::ffff:127.0.0.1]", "127.0.0.1", None),
        ("政务办-PC:80", "xn---pc-cu9dp5kgzb", 80),
    ],
)
def test_a_host_is_read_as_it_is_written(written: str, host: str, port: int | None) -> None:
    found = Address.of(written)
    assert found is not None and found.port == port
    if written.isascii():
        assert found.host == host
    else:
        assert found.host.startswith("xn--") and found.host.isascii()


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", ".", ":8501", "::1", "[::1", "::1]", "[localhost]", "[127.0.0.1", "a b", "a,b", "localhost:http"),
        *("localhost:99999", "localhost:-1", "http://localhost", "localhost/", "user@localhost", "localhost:80:80"),
        *("localhost\\@evil.example", "localhost#evil.example", "localhost?x", "*", "*.example.org", "[fe80::1%eth0]"),
    ],
)
def test_what_is_no_host_is_none(written: str) -> None:
    assert Address.of(written) is None


def answers(written: str, names: Names = OURS) -> bool:
    found = Address.of(written)
    return found is not None and names.answer(found)


@pytest.mark.parametrize(
    "written",
    ["localhost", "LOCALHOST:1", "localhost.", "127.0.0.1:8501", "127.8.9.10", "[::1]:8501", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_known_under_its_loopback_names(written: str) -> None:
    assert answers(written)


def test_this_machine_is_known_under_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "County-PC.gov.example")
    assert answers("county-pc:8501") and answers("COUNTY-PC.gov.example.") and not answers("pc.gov.example")
    assert not answers("gov.example")


@pytest.mark.parametrize(
    "written",
    [
        *("evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example.", "notlocalhost"),
        *("192.0.2.1:8501", "[2001:db8::1]:8501", "0.0.0.0:8501", "[::]:8501", "224.0.0.1", "255.255.255.255"),
        *("127.1:8501", "0x7f.0.0.1", "2130706433", "127.0.0.1x"),
    ],
)
def test_other_names_and_addresses_are_not_ours(written: str) -> None:
    assert not answers(written)


def test_names_that_the_user_allows_are_answered() -> None:
    names = Names((Address("gongkai.example.org"), Address("other.example.org", 8443)), "county.example.org")
    assert answers("Gongkai.Example.ORG:9000", names) and answers("county.example.org:1", names)
    assert answers("other.example.org:8443", names) and not answers("other.example.org", names)
    assert not answers("sub.gongkai.example.org", names)


@pytest.mark.parametrize(
    ("origin", "host", "trusted"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("http://LOCALHOST:8501", "localhost.:8501", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://localhost", "localhost:80", True),
        ("https://localhost", "localhost", True),
        ("http://localhost:3000", "localhost:8501", False),
        ("http://127.0.0.1:8501", "localhost:8501", False),
        ("http://evil.example:8501", "localhost:8501", False),
        ("http://evil.example:8501", "evil.example:8501", True),  # which the host's own check refuses before
        ("https://gongkai.example.org", "127.0.0.1:8501", True),
        ("https://gongkai.example.org:8443", "gongkai.example.org", True),
        ("https://other.example.org:8443", "localhost:8501", True),
        ("https://other.example.org", "localhost:8501", False),
        ("http://localhost:8501.evil.example", "localhost:8501", False),
        ("http://localhost:8501@evil.example", "localhost:8501", False),
        *(
            (origin, "localhost:8501", False)
            for origin in ("null", "", "file://", "localhost:8501", "ws://localhost:8501")
        ),
    ],
)
def test_only_our_own_page_may_ask(origin: str, host: str, trusted: bool) -> None:
    names = Names((Address("gongkai.example.org"), Address("other.example.org", 8443)))
    asked = Address.of(host)
    assert asked is not None and names.trust(origin, asked) == trusted


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1", "::ffff:127.0.0.1"])
def test_loopback_lets_nobody_else_in(host: str) -> None:
    assert not beyond(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "0", "", "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"])
def test_any_other_address_lets_others_in(host: str) -> None:
    assert beyond(host)


def test_a_name_lets_in_whom_its_address_lets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    leads = {"here": ["127.0.1.1"], "both": ["127.0.0.1", "192.0.2.7"], "away": ["192.0.2.7"]}
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *_, **__: [(0, 0, 0, "", (address, 0)) for address in leads[host]]
    )
    assert [beyond(name) for name in leads] == [False, True, True]
