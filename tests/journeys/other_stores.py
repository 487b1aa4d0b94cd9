"""Runs `amana demo --any-port` with further settings for relay and desk: how a test chooses the storage, and which
parts come back when they are killed, as a service manager does it in life.

The settings come from the JSON file that AMANA_TEST_SETTINGS names; the founding, a process of its own, gets them too.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from amana.cli.demo import configs, founding, start
from amana.cli.demo.layout import Layout
from amana.cli.demo.processes import PROGRAM, Child, Family

FOUNDING = "amana.cli.demo.founding"


def add() -> None:
    """Adds the settings to whatever the demonstration writes."""
    name = os.environ.get("AMANA_TEST_SETTINGS")
    if name is None:
        return
    added = json.loads(Path(name).read_text())
    relay, desk, begin, check = configs._relay, configs._desk, Family.start, Family.check
    write = configs.write_desk
    restarted: dict[str, tuple[str, ...]] = dict.fromkeys(added.get("restart", ()), ())

    def write_relay(*given: Any) -> dict[str, Any]:
        return {**relay(*given), **added.get("relay", {})}

    def write_desk(layout: Layout, *given: Any) -> dict[str, Any]:
        _credentials(layout, added.get("credentials", ""))
        return {**desk(layout, *given), **added.get("desk", {})}

    def write_desk_file(layout: Layout, *given: Any, **more: Any) -> None:
        write(layout, *given, **more)
        if tables := added.get("desk_tables", ""):
            with layout.desk_config.open("a") as file:
                file.write(f"\n{tables}")

    def begin_here(family: Family, name: str, *arguments: str, module: str = PROGRAM) -> Child:
        if module == FOUNDING:
            module = __spec__.name
            arguments = ("--found", *arguments)
        if name == "relay-migrate":
            _credentials(Layout(family.logs.parent), added.get("credentials", ""))
        if name in restarted:
            restarted[name] = arguments
        return begin(family, name, *arguments, module=module)

    def check_here(family: Family) -> None:
        for child in [each for each in family.children if each.dead and each.name in restarted]:
            family.children.remove(child)
            begin(family, child.name, *restarted[child.name])
        check(family)

    changed: Any = configs
    changed._relay, changed._desk, changed.write_desk = write_relay, write_desk, write_desk_file
    family: Any = Family
    family.start, family.check = begin_here, check_here


def _credentials(layout: Layout, content: str) -> None:
    for config in (layout.relay_config, layout.desk_config):
        if content:
            folder = config.parent / "data"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "s3.toml").write_text(content)


if __name__ == "__main__":
    add()
    if sys.argv[1] == "--found":
        founding.main(*sys.argv[2:])
    else:
        start.run(Path(sys.argv[1]), any_port=True)
