"""Founds the demonstration's organisation and desk, in a process of its own: relay and desk are two Django sites.

What it made goes into the record, which only its owner can read: passphrases never stand in arguments or logs.
"""

import os
import sys
from pathlib import Path
from typing import Any

from amana.cli import private_file
from amana.cli.demo import configs
from amana.cli.demo import organisation as organisations
from amana.cli.demo.layout import Layout
from amana.cli.demo.organisation import Organisation
from amana.cli.demo.people import OFFICERS, Invented
from amana.cli.demo.record import Person, Ports, Record
from amana.cli.keys.keyfile import KeyFile
from amana.seal.receipt import SALT_LENGTH
from amana.wire.encoding import b64u, dump_json, load_json, unb64u


def desk(layout: Layout, organisation: Organisation) -> list[Person]:
    """Pepper, service keys, tables, six officers, their certificates, the reply key. The directory document lies in the keys' folder."""
    from amana.desk import server

    server.new_pepper(layout.desk_config.parent / "pepper")
    _service_keys(layout, organisation)
    server.migrate(layout.desk_config)
    from amana.desk.staff.flows.provision import create_officer

    made = [(each, create_officer(**_asked(each))) for each in OFFICERS]
    holders = [
        organisations.holder(
            organisation,
            person=unb64u(new.officer.id, 8),
            role=each.roles[0],
            woman=each.woman,
            label=each.label,
            recipient=new.recipient,
        )
        for each, new in made
    ]
    document = organisations.document(organisation, holders).write()
    private_file.write(layout.directory, document)
    _share(document, organisation.keys["reply"])
    return [_person(each, new) for each, new in made]


def _asked(each: Invented) -> dict[str, Any]:
    return {
        "login": each.login,
        "label": each.label,
        "roles": list(each.roles),
        "woman": each.woman,
        "language": each.language,
    }


def _person(each: Invented, new: Any) -> Person:
    return Person(
        login=new.login,
        roles=list(each.roles),
        label=each.label["en"],
        language=each.language,
        passphrase=new.passphrase,
        totp_secret=new.totp_secret,
    )


def _service_keys(layout: Layout, organisation: Organisation) -> None:
    """The file that the worker reads, with the mark by which live mode refuses it."""
    from amana.desk.intake.service_keys import ServiceKeys

    path = layout.desk_config.parent / "service.keys"
    ServiceKeys(
        collection=organisation.keys["collection"].signer,
        list_key=organisation.keys["list-key"].signer,
        backup=(organisation.keys["backup"].recipient,),
    ).write(path)
    private_file.write(path, dump_json(load_json(path.read_bytes()) | {"demo": True}))


def _share(document: bytes, reply: KeyFile) -> None:
    """Every certified officer can sign in the desk's name from the first hour."""
    from amana.desk.staff import certified, desk_keys
    from amana.desk.staff.models import Officer

    certified.keep(document)
    officers = list(Officer.objects.filter(state=Officer.State.ACTIVE))
    desk_keys.share(b64u(reply.id), reply.secret, certified.recipients(officers))


def main(root: str, site: str, relay: str, desk_port: str) -> None:
    """The child: keys, configuration, desk, and at last the record, which says that the founding is complete."""
    layout = Layout(Path(root))
    ports = Ports(site=int(site), relay=int(relay), desk=int(desk_port))
    identity = os.urandom(8)
    organisation = organisations.found(layout.keys, desk=identity)
    configs.write_desk(layout, ports, desk=b64u(identity))
    people = tuple(desk(layout, organisation))
    salt = b64u(os.urandom(SALT_LENGTH))
    Record(ports=ports, built="", desk=b64u(identity), salt=salt, people=people).write(
        layout.record
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
