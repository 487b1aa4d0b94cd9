"""Founds the demonstration's desk, in a process of its own, as relay and desk are two Django sites.

What it made goes to its parent through standard output, which is a pipe: passphrases never stand in arguments or logs.
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from amana.cli import private_file
from amana.cli.demo import organisation as organisations
from amana.cli.demo.layout import Layout
from amana.cli.demo.organisation import Organisation
from amana.cli.demo.people import OFFICERS, Invented
from amana.cli.demo.record import Person
from amana.cli.keys import keyfile
from amana.cli.keys.keyfile import KeyFile
from amana.wire.encoding import b64u, dump_json, unb64u


def keys(layout: Layout, *, desk: bytes) -> Organisation:
    """All keys but the officers', before the desk can be configured."""
    return organisations.found(layout.keys, desk=desk)


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
    from amana.desk.intake.service_keys import ServiceKeys

    ServiceKeys(
        collection=organisation.keys["collection"].signer,
        list_key=organisation.keys["list-key"].signer,
        backup=(organisation.keys["backup"].recipient,),
    ).write(layout.desk_config.parent / "service.keys")


def _share(document: bytes, reply: KeyFile) -> None:
    """Every certified officer can sign in the desk's name from the first hour."""
    from amana.desk.staff import certified, desk_keys
    from amana.desk.staff.models import Officer

    certified.keep(document)
    officers = list(Officer.objects.filter(state=Officer.State.ACTIVE))
    desk_keys.share(b64u(reply.id), reply.secret, certified.recipients(officers))


def main(root: str) -> None:
    """The child: everything after the keys."""
    from amana.cli.demo.founding_keys import read

    layout = Layout(Path(root))
    people = desk(layout, read(layout.keys))
    sys.stdout.buffer.write(dump_json({"people": [asdict(person) for person in people]}))


if __name__ == "__main__":
    main(sys.argv[1])
