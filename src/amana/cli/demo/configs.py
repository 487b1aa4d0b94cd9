"""The configuration files of the demonstration, written at each start: ports and the folder itself may have moved."""

import json
from collections.abc import Mapping
from typing import Any

from amana.cli import demo_root, private_file
from amana.cli.demo.layout import Layout
from amana.cli.demo.people import NAME
from amana.cli.demo.record import Ports
from amana.cli.keys import keyfile
from amana.cli.keys.words import IRAQ
from amana.wire.encoding import b64u

DIFFICULTY = 8  # bits of work: nobody floods a loopback


def write_relay(layout: Layout, ports: Ports) -> None:
    """The relay's file."""
    private_file.write(layout.relay_config, toml(_relay(ports)).encode())


def write_desk(layout: Layout, ports: Ports, *, desk: str) -> None:
    """The desk's file; its keys exist already."""
    private_file.write(layout.desk_config, toml(_desk(layout, ports, desk)).encode())


def _relay(ports: Ports) -> dict[str, Any]:
    return {
        "data": "data",
        "site_origin": ports.site_origin,
        "hosts": ["127.0.0.1", "localhost"],
        "roots": [b64u(demo_root.public())],
        "base_difficulty": DIFFICULTY,
        "demo": True,
    }


def _desk(layout: Layout, ports: Ports, desk: str) -> dict[str, Any]:
    auditors = [keyfile.read(layout.keys / f"auditor-{number}.key") for number in (1, 2)]
    return {
        "data": "data",
        "mode": "demo",
        "relays": [ports.relay_origin],
        "desk": desk,
        "roots": [b64u(demo_root.public())],
        "floor": 1,
        "host": "localhost",
        "origin": ports.desk_origin,
        "pepper_file": "pepper",
        "service_keys": "service.keys",
        "second_copy": "second",
        "auditors": [auditor.recipient for auditor in auditors],
        "pack": str(IRAQ),
        "name": NAME,
        "second_contact": {"file": str(layout.root / "second-contact.txt")},
    }


def toml(values: Mapping[str, Any]) -> str:
    """TOML of texts, numbers, lists and one level of tables; JSON's strings are TOML's."""
    plain = {name: value for name, value in values.items() if not isinstance(value, Mapping)}
    lines = [f"{name} = {_value(value)}" for name, value in plain.items()]
    for name, table in values.items():
        if isinstance(table, Mapping):
            lines += [
                "",
                f"[{name}]",
                *(f"{key} = {_value(value)}" for key, value in table.items()),
            ]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
