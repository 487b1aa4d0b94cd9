"""A connection to somewhere outside through the desk's proxy, for what is not a web request (P6).

SOCKS5 after RFC 1928 and RFC 1929, with the name resolved by the proxy; or HTTP CONNECT after RFC 9110 §9.3.6.
"""

import socket
from typing import Final
from urllib.parse import unquote, urlsplit

_SOCKS: Final = 5
_NO_AUTH, _PASSWORD = 0, 2
_CONNECT, _NAME = 1, 3
_ADDRESS: Final = {1: 4, 4: 16}  # bytes of an IPv4 or IPv6 address in the answer
_HEAD: Final = 8 * 1024  # bytes of the answer to CONNECT
_PORTS: Final = {"http": 8080, "socks5": 1080, "socks5h": 1080}


class NoTunnel(OSError):
    """The proxy did not make the connection."""


def connect(host: str, port: int, *, proxy: str | None, seconds: float) -> socket.socket:
    """A connected socket. Raises OSError, NoTunnel among it."""
    if proxy is None:
        return socket.create_connection((host, port), seconds)
    where = urlsplit(proxy)
    if where.scheme not in _PORTS or where.hostname is None:
        raise NoTunnel
    wire = socket.create_connection((where.hostname, where.port or _PORTS[where.scheme]), seconds)
    try:
        if where.scheme == "http":
            _http(wire, host, port)
        else:
            _socks(wire, host, port, unquote(where.username or ""), unquote(where.password or ""))
    except BaseException:
        wire.close()
        raise
    return wire


def _socks(wire: socket.socket, host: str, port: int, name: str, password: str) -> None:
    wire.sendall(bytes([_SOCKS, 1, _PASSWORD if name else _NO_AUTH]))
    version, method = _exactly(wire, 2)
    if version != _SOCKS or method != (_PASSWORD if name else _NO_AUTH):
        raise NoTunnel
    if name:
        wire.sendall(b"\1" + _counted(name) + _counted(password))
        if _exactly(wire, 2)[1] != 0:
            raise NoTunnel
    wire.sendall(bytes([_SOCKS, _CONNECT, 0, _NAME]) + _counted(host) + port.to_bytes(2, "big"))
    _, refused, _, kind = _exactly(wire, 4)
    if refused:
        raise NoTunnel
    _exactly(wire, (_ADDRESS.get(kind) or _exactly(wire, 1)[0]) + 2)


def _http(wire: socket.socket, host: str, port: int) -> None:
    target = f"{host}:{port}"
    wire.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode("ascii"))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        if len(head) > _HEAD:
            raise NoTunnel
        head += _exactly(wire, 1)
    if head.split(b" ", 2)[1:2] != [b"200"]:
        raise NoTunnel


def _counted(text: str) -> bytes:
    raw = text.encode()
    if not 0 < len(raw) < 256:
        raise NoTunnel
    return bytes([len(raw)]) + raw


def _exactly(wire: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = wire.recv(count - len(found))
        if not more:
            raise NoTunnel
        found += more
    return found
