"""The names and addresses under which this machine answers, and how a request writes them."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

PORTS = {"http": 80, "https": 443}
_WRITTEN = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:/\\@?#%*,\[\]]+))(?::(?P<port>\d{0,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<rest>.+)", re.IGNORECASE)
_BROADCAST = IPv4Address("255.255.255.255")


@dataclass(frozen=True)
class Address:
    """A name in small letters without the dot at its end, or an IP address in its shortest form; `port` if given."""

    host: str
    port: int | None = None

    @classmethod
    def of(cls, written: str) -> Address | None:
        """What stands in a Host header or after `--allow-host`; None for what is neither name nor address."""
        found = _WRITTEN.fullmatch(written)
        if not found or int(found["port"] or 0) > 65535:
            return None
        try:
            host = str(_plain(found["six"])) if found["six"] else _name(found["name"])
        except ValueError:
            return None
        return cls(host, int(found["port"]) if found["port"] else None) if host else None


def _name(written: str) -> str:
    name = written.removesuffix(".").lower()
    try:
        return str(_plain(name))
    except ValueError:
        return name if name.isascii() else name.encode("idna").decode()


def _plain(written: str) -> IPv4Address | IPv6Address:
    """An address, without the clothes that IPv6 puts on one of IPv4. Raises ValueError."""
    address = ip_address(written)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@dataclass(frozen=True)
class Names:
    """This machine's own names and addresses, and what the user allows besides: with a port, that port alone.

    `listening` is the name that the user listens on, which is this machine's own too.
    """

    allowed: tuple[Address, ...] = ()
    listening: str = ""

    def answer(self, asked: Address) -> bool:
        """Whether a request may ask for this host. Which port it says is no matter: it reached us."""
        return _own(asked.host) or asked.host == self.listening or self._allows(asked)

    def trust(self, origin: str, asked: Address) -> bool:
        """Whether the page that asks is our own: from the host and port that it asks for, or from an allowed host."""
        found = _ORIGIN.fullmatch(origin)
        page = Address.of(found["rest"]) if found else None
        if found is None or page is None:
            return False
        usual = PORTS[found["scheme"].lower()]
        port = usual if page.port is None else page.port
        same = page.host == asked.host and port == (usual if asked.port is None else asked.port)
        return same or self._allows(Address(page.host, port))

    def _allows(self, asked: Address) -> bool:
        return any(one.host == asked.host and one.port in (None, asked.port) for one in self.allowed)


def _own(host: str) -> bool:
    """Asked of the system each time: addresses come and go with the network."""
    try:
        return _own_address(ip_address(host))
    except ValueError:
        known = Address.of(socket.gethostname())
        whole = known.host if known else ""
        return host in {"localhost", whole, whole.partition(".")[0]}


def _own_address(address: IPv4Address | IPv6Address) -> bool:
    if address.is_loopback:
        return True
    if address.is_unspecified or address.is_multicast or address == _BROADCAST:
        return False
    try:
        with socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))  # which the system allows for its own addresses only; nothing is sent
    except OSError:
        return False
    return True


def beyond(host: str) -> bool:
    """Whether listening on this name or address lets others in; a name that isn't known lets nobody in."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM) if host else []
    except (OSError, UnicodeError):
        return False
    return not found or not all(_plain(str(where[0]).partition("%")[0]).is_loopback for *_, where in found)
