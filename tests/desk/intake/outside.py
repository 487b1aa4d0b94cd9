"""What lies outside the desk in a test: a SOCKS proxy that leads every name to one local server, a mail server, and its certificate."""

import datetime
import socket
import socketserver
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Serving:
    """A server on loopback for as long as a test."""

    def serve(self, handler) -> int:
        self.server = _Server(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server.server_address[1]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Proxy(Serving):
    """`asked`: the name and port that each connection wanted; all are led to `port`. `users`: by which names it was asked."""

    def __init__(self, port: int) -> None:
        self.asked: list[tuple[str, int]] = []
        self.users: list[str] = []
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.lead(self.rfile, self.wfile, self.connection, port)

        self.url = f"socks5h://127.0.0.1:{self.serve(Handler)}"

    def lead(self, rfile, wfile, connection, port: int) -> None:
        methods = rfile.read(rfile.read(2)[1])
        if 2 in methods:
            wfile.write(b"\x05\x02")
            self.users.append(rfile.read(rfile.read(2)[1]).decode())
            rfile.read(rfile.read(1)[0])
            wfile.write(b"\x01\x00")
        else:
            wfile.write(b"\x05\x00")
        kind = rfile.read(4)[3]
        assert kind == 3  # a name: it is resolved outside
        name = rfile.read(rfile.read(1)[0]).decode()
        self.asked.append((name, int.from_bytes(rfile.read(2), "big")))
        wfile.write(b"\x05\x00\x00\x01" + bytes(6))
        with socket.create_connection(("127.0.0.1", port)) as far:
            thread = threading.Thread(target=_pour, args=(far, connection), daemon=True)
            thread.start()
            _pour(connection, far)
            thread.join(5)


def _pour(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return


class Post(Serving):
    """A mail server with TLS from the first byte. `said`: every line that it was told."""

    def __init__(self, folder: Path, name: str) -> None:
        self.said: list[str] = []
        self.certificate, key = _certificate(folder, name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with context.wrap_socket(self.request, server_side=True) as wire:
                    outer.talk(wire.makefile("rwb", buffering=0))

        self.port = self.serve(Handler)

    def talk(self, wire) -> None:
        wire.write(b"220 here\r\n")
        data = False
        for raw in wire:
            line = raw.decode().rstrip("\r\n")
            self.said.append(line)
            if data and line != ".":
                continue
            data = line.upper() == "DATA"
            if line.upper() == "QUIT":
                wire.write(b"221 gone\r\n")
                return
            wire.write(b"354 go on\r\n" if data else b"250 well\r\n")


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    paths = folder / "post.pem", folder / "post.key"
    paths[0].write_bytes(made.public_bytes(pem))
    plain = serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return paths
