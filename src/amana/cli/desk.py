"""`amana desk`: the private part. Serving, the keyless worker, officers, the audit's export, the second contact."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from amana.cli.console import complain, say
from amana.cli.listening import Host, Port
from amana.errors import AmanaError

if TYPE_CHECKING:
    from amana.desk.config import Config

app = typer.Typer(
    no_args_is_help=True,
    help="The desk.",
    epilog="Entries of its configuration: data, mode, relays, proxy, desk, name, roots, floor, host, origin, idle_minutes, "
    "pepper_file, service_keys, second_copy, second_contact, auditors, pack, time_zone, languages, database, blobs.",
)

audit = typer.Typer(no_args_is_help=True, help="The sealed chain of what was done.")
app.add_typer(audit, name="audit")

ConfigFile = Annotated[Path, typer.Option(help="The desk's TOML file.", envvar="AMANA_DESK_CONFIG")]
Out = Annotated[Path, typer.Option(help="Folder or file to write.")]


class NoSuchOfficerError(AmanaError):
    """Nobody at this desk has that name. Nothing was changed. `amana desk officers` shows all."""


class NoListError(AmanaError):
    """This desk has not seen a list of its own yet. Nothing was changed. Have the relay admit its first one, then let the worker run."""


def use(config: Path) -> "Config":
    """Makes this process one of the desk at `config`, without its reachable part. Raises BadConfigError."""
    from amana.desk.server import prepare

    prepared = prepare(config)
    import django

    django.setup()
    return prepared


@app.command()
def serve(
    config: ConfigFile,
    host: Host = "127.0.0.1",
    port: Port = 8102,
) -> None:
    """Serves officers' pages until it is told to stop."""
    from amana.desk.server import serve as run

    run(config, host, port)


@app.command()
def worker(config: ConfigFile) -> None:
    """Collects from the relay, sends what waits, signs the daily list, rings the second contact. Opens nothing."""
    prepared = use(config)
    from amana.desk.intake.worker import run

    run(prepared)


@app.command()
def migrate(config: ConfigFile) -> None:
    """Brings the desk's tables to this version."""
    from amana.desk.server import migrate as run

    run(config)
    say("The desk's tables are up to date.")


@app.command("keys")
def keys_(
    config: ConfigFile,
    collection: Annotated[Path, typer.Option(help="The collection key's file.")],
    list_key: Annotated[Path, typer.Option(help="The list key's file.")],
    backup: Annotated[
        list[Path],
        typer.Option(help="File with a recipient that backups are sealed to; repeat for more."),
    ],
) -> None:
    """Makes the pepper and the file of service keys of a new desk, beside its configuration."""
    from amana.cli.keys import keyfile
    from amana.desk.config import load
    from amana.desk.intake.service_keys import ServiceKeys
    from amana.desk.server import new_pepper

    found = load(config)
    signers = [
        keyfile.read(path, kind=kind).signer
        for path, kind in ((collection, "collection"), (list_key, "list-key"))
    ]
    if not found.pepper_file.exists():
        new_pepper(found.pepper_file)
        complain(f"Copy {found.pepper_file} to paper and keep it with the recovery shares.")
    recipients = tuple(path.read_text("ascii").strip() for path in backup)
    ServiceKeys(collection=signers[0], list_key=signers[1], backup=recipients).write(
        found.service_keys
    )
    say(f"Service keys: {found.service_keys}")


@app.command()
def officer(
    config: ConfigFile,
    login: Annotated[str, typer.Option(help="The name for signing in.")],
    role: Annotated[
        list[str],
        typer.Option(help="lead, intake, caseworker, lawyer, supervisor or psychosocial."),
    ],
    label: Annotated[
        list[str], typer.Option(help="Name on her page: language=name, once a language.")
    ],
    woman: Annotated[bool, typer.Option(help="Whether 'women only' leaves her in.")] = True,
    language: Annotated[str, typer.Option(help="Language of her pages.")] = "ar",
) -> None:
    """Invites an officer and prints her one-time code, to be handed over in person."""
    from amana.cli.keys.command import labels

    use(config)
    from amana.desk.staff.flows.invite import invite

    made = invite(login=login, label=labels(label), roles=role, woman=woman, language=language)
    say(f"Her short id: {made.officer.id}")
    say(f"Code for her first sign-in, for a week: {made.code}")


@app.command()
def officers(config: ConfigFile) -> None:
    """Shows officers, and whether their keys are certified today."""
    use(config)
    from amana.desk.staff import certified
    from amana.desk.staff.models import Officer

    known = certified.holders()
    for each in Officer.objects.order_by("login"):
        state = "certified" if certified.is_certified(each, known) else "not certified"
        say(f"{each.login}  {each.id}  {','.join(each.roles)}  {each.state}  {state}")


@app.command("list")
def list_(config: ConfigFile) -> None:
    """Shows the desk's newest list: its serial, its last day, and what it names until when."""
    use(config)
    from amana.desk.staff import certified
    from amana.wire.encoding import b64u

    found = certified.renewable()
    if found is None:
        raise NoListError
    say(f"List {found.listed.serial}, until {found.listed.expires}")
    for holder in found.holders:
        say(f"{b64u(holder.id)}  {holder.role}  {b64u(holder.person)}  until {holder.until}")
    for name, recovery in sorted(found.recovery.items()):
        say(f"{b64u(recovery.id)}  recovery {name}  until {recovery.until}")
    for kind, keys in (("reply", found.reply_keys), ("collection", found.collection)):
        for key in keys:
            say(f"{b64u(key.id)}  {kind}  until {key.until}")


@app.command()
def requests(config: ConfigFile, out: Out = Path("requests")) -> None:
    """Writes a request for two certifiers for each officer whose key is not certified."""
    found = use(config)
    from amana.cli.keys.command import holder
    from amana.desk.staff import certified
    from amana.desk.staff.models import Officer

    known = certified.holders()
    for each in Officer.objects.filter(state=Officer.State.ACTIVE).order_by("login"):
        if not certified.is_certified(each, known):
            holder(
                desk=found.desk,
                person=each.id,
                role=each.roles[0],
                recipient=each.recipient,
                label=[f"{code}={name}" for code, name in each.label.items()],
                woman=each.woman,
                out=out,
            )


@app.command("reply-key")
def reply_key(
    config: ConfigFile,
    key: Annotated[
        Path, typer.Option(help="The reply key's file, brought once and taken away again.")
    ],
    passphrase_file: Annotated[
        Path | None, typer.Option(help="File with its passphrase, instead of a prompt.")
    ] = None,
) -> None:
    """Seals the desk's reply key to every certified officer; nothing else of it stays here."""
    from amana.cli.keys import keyfile
    from amana.wire.encoding import b64u

    opened = keyfile.read(key, kind="reply", passphrase_file=passphrase_file)
    use(config)
    from amana.desk.staff import certified, desk_keys
    from amana.desk.staff.models import Officer

    recipients = certified.recipients(list(Officer.objects.filter(state=Officer.State.ACTIVE)))
    desk_keys.share(b64u(opened.id), opened.secret, recipients)
    say(f"Sealed to {len(recipients)} certified officers.")


@app.command("invite-again")
def invite_again(config: ConfigFile, login: Annotated[str, typer.Argument()]) -> None:
    """A new one-time code for an officer who has not signed in yet."""
    use(config)
    from amana.desk.staff.flows.invite import invite_again as again
    from amana.desk.staff.models import Officer

    found = Officer.objects.filter(login=login, state=Officer.State.INVITED).first()
    if found is None:
        raise NoSuchOfficerError
    say(f"Code for her first sign-in, for a week: {again(found, actor='').code}")


@app.command("second-contact")
def second_contact(config: ConfigFile) -> None:
    """Rings the outside second contact as a drill, with the same sentence as in earnest."""
    from amana.desk.config import load

    found = load(config)
    use(config)
    from amana.desk.intake.alarms import ring

    ring(found.second_contact, drill=True)
    say("The second contact was told. Ask whether the message arrived.")


@audit.callback()
def audit_group() -> None:
    """The sealed chain of what was done."""


@audit.command("export")
def export_audit(config: ConfigFile, out: Out = Path("audit.jsonl")) -> None:
    """Writes the audit for `amana verify audit`, and says its head for the weekly sheet."""
    use(config)
    from amana.desk.audit import chain, journal
    from amana.wire.encoding import b64u

    with out.open("wb") as file:
        chain.export(journal.rows(), file)
    head = journal.head()
    say(f"{head.position} rows: {out}\nHead: {head.position}:{b64u(head.h)}")


@app.command("recovery-wraps")
def recovery_wraps(config: ConfigFile, out: Out = Path("wraps.json")) -> None:
    """Writes what two sheets can open, all of it sealed, to be carried to the offline machine; and names each number."""
    use(config)
    from amana.cli import recovery_file
    from amana.desk.cases.number import shown
    from amana.desk.recovery.carrying import carried

    found = carried()
    recovery_file.write_carried(out, found)
    for number in sorted({shown(wrap.number) for wrap in found.wraps}):
        say(f"{number}  case")
    for each in found.unopened:
        say(f"{shown(each.number)}  not opened, came on {each.day}")
    say(f"Wraps: {out}")


@app.command()
def recovered(
    config: ConfigFile,
    file: Annotated[Path, typer.Argument(help="What `amana keys recover` wrote.")],
) -> None:
    """Brings what two sheets opened to the desk, for the officer whose key it is for. Two leads then agree on their pages."""
    use(config)
    from amana.cli import recovery_file
    from amana.desk.recovery.carrying import take_in

    officer = take_in(recovery_file.read_recovered(file))
    say(f"For {officer.login}. Two safeguarding leads now agree under Organisation, Recovery.")
    say(f"Then destroy {file}.")
