"""What the demonstration prints: addresses, sign-ins with a code that works now, the receipt of the synthetic report."""

import time
from typing import Final

from amana.cli.console import console, isolated
from amana.cli.demo.layout import Layout
from amana.cli.demo.record import Person, Record

STEP: Final = 30  # seconds that a code lives


def everything(record: Record, layout: Layout) -> None:
    """All of it, once everything runs. Passphrases stand on lines of their own, to be copied whole."""
    from rich.rule import Rule
    from rich.text import Text

    out = console()
    out.print(Rule("Amana, demonstration on this machine only"))
    out.print(Text(f"Her page        {record.ports.site_origin}", style="bold"))
    out.print(Text(f"The desk        {record.ports.desk_origin}", style="bold"))
    out.print(f"Relay           {record.ports.relay_origin}")
    out.print(Rule("Six officers"))
    for person in record.people:
        for line in officer(person):
            out.print(line, markup=False)
    out.print(
        f"Next code: amana demo code {record.people[0].login} --root {layout.root}", markup=False
    )
    out.print(Rule("One synthetic report waits; come back to it with its receipt"))
    for number, word in enumerate(record.receipt, 1):
        out.print(f"  {number}. {isolated(word)}", markup=False)
    out.print(Rule())
    out.print(
        f"Data: {layout.root}. Remove the folder to start anew. Ctrl-C stops everything.",
        markup=False,
    )


def officer(person: Person) -> list[str]:
    """Name, passphrase, the code of this half-minute, and the secret for an app."""
    return [
        f"{person.login}  ({', '.join(person.roles)}: {person.label})",
        f"  passphrase  {person.passphrase}",
        f"  code now    {person.code}   (good for {left()} s, once)",
        f"  for an app  {person.otpauth}",
    ]


def left() -> int:
    """Seconds until the next code."""
    return STEP - int(time.time()) % STEP
