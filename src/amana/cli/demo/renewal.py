"""Signs the desk's list again when the demonstration has slept: a list lives 14 days at most (protocol §7)."""

import datetime
from dataclasses import replace
from datetime import timedelta

from amana.cli.demo.layout import Layout
from amana.cli.demo.record import Record
from amana.cli.keys import keyfile
from amana.errors import AmanaError
from amana.wire.encoding import unb64u
from amana.wire.limits import LIST_DAYS


class TooOldError(AmanaError):
    """This demonstration is a year old, and its keys have expired. Nothing was started.
    Remove its folder to start anew; it holds synthetic data only."""


def renew(layout: Layout, record: Record, today: datetime.date) -> bool:
    """Publishes a list of today, signed by the demo list key; False when the relay has one. The relay must be up.

    Raises TooOldError, or as the relay's client does.
    """
    from amana.desk.intake.relay_client import RelayClient, RelayRefused
    from amana.seal.desk_list import DeskList, sign_list
    from amana.seal.directory import Document
    from amana.wire.encoding import dump_json

    desk = unb64u(record.desk, 8)
    collection = keyfile.read(layout.keys / "collection.key", kind="collection")
    with RelayClient(url=record.ports.relay_origin, desk=desk, key=collection.signer.key) as relay:
        lists = (DeskList.from_json(each.value) for each in Document.read(relay.directory()).lists)
        newest = max((each for each in lists if each.desk == desk), key=lambda each: each.serial)
        if newest.issued >= today:
            return False
        fresh = replace(
            newest,
            serial=newest.serial + 1,
            issued=today,
            expires=today + timedelta(days=LIST_DAYS),
        )
        signer = keyfile.read(layout.keys / "list-key.key", kind="list-key").signer
        try:
            relay.publish(dump_json(sign_list(fresh, by=signer).to_json()))
        except RelayRefused as error:
            raise TooOldError from error
    return True
