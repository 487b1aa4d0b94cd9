"""`amana keys`: made on a machine without a network, carried on paper and sticks, certified in person."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from amana.cli import private_file
from amana.cli.console import complain, say, secret
from amana.cli.keys import keyfile
from amana.cli.keys import request as requests
from amana.cli.keys.keyfile import KeyFile, Kind
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u

if TYPE_CHECKING:
    from amana.seal.certificates import Certificate

app = typer.Typer(no_args_is_help=True, help="Keys: made offline, certified in person by two.")

YEAR: Final = 365  # days
DESK_KEYS: Final[tuple[Kind, ...]] = ("reply", "collection", "list-key")

Out = Annotated[Path, typer.Option(help="Folder for what is made.")]
PassphraseFile = Annotated[
    Path | None, typer.Option(help="File with the passphrase, instead of a prompt.")
]
Language = Annotated[str, typer.Option(help="Language of the everyday words.")]
Days = Annotated[int, typer.Option(help="How long it is valid.", min=1, max=366)]


SheetsFile = Annotated[
    Path | None, typer.Option(help="File with two sheets, a line each, instead of prompts.")
]


class BadLabelError(AmanaError):
    """A name for people is missing or not written as language=name. Nothing was made. Write it like --label ar=… --label en=…"""


@app.command()
def root(out: Out = Path("keys"), passphrase_file: PassphraseFile = None) -> None:
    """Makes the offline root, whose public half goes into page and desk."""
    key = KeyFile.new("root")
    path = out / "root.key"
    keyfile.write(path, key, passphrase=keyfile.new_passphrase(passphrase_file))
    say(f"Root key: {path}")
    say(f"Public, for the settings of site, relay and desk: {key.public_text}")


@app.command()
def certifier(
    name: Annotated[str, typer.Option(help="The certifier's name.")],
    organisation: Annotated[
        str, typer.Option(help="Her organisation; two are needed for each key.")
    ],
    root_key: Annotated[Path, typer.Option(help="The root's key file.")],
    out: Out = Path("keys"),
    person: Annotated[
        str, typer.Option(help="Her short id, when she has one; else a new one.")
    ] = "",
    days: Days = YEAR,
    passphrase_file: PassphraseFile = None,
    root_passphrase_file: PassphraseFile = None,
) -> None:
    """Makes a certifier's key and has the root sign it, for one year."""
    from amana.seal.certificates import Certifier, issue

    signer = keyfile.read(root_key, kind="root", passphrase_file=root_passphrase_file).signer
    key = KeyFile.new("certifier", about={"name": name, "organisation": organisation})
    since, until = requests.valid_days(days)
    body = Certifier(
        id=key.id,
        since=since,
        until=until,
        person=unb64u(person, 8) if person else os.urandom(8),
        name=name,
        organisation=organisation,
        key=key.public,
    )
    keyfile.write(
        out / f"certifier-{b64u(key.id)}.key",
        key,
        passphrase=keyfile.new_passphrase(passphrase_file),
    )
    path = out / f"certifier-{b64u(key.id)}.certificate.json"
    private_file.write(path, dump_json(issue(body, by=[signer]).to_json()), mode=requests.PUBLIC)
    say(f"Certificate: {path}")


@app.command()
def holder(
    desk: Annotated[str, typer.Option(help="The desk's short id.")],
    person: Annotated[str, typer.Option(help="The officer's short id, as the desk shows it.")],
    role: Annotated[
        str, typer.Option(help="lead, intake, caseworker, lawyer, supervisor or psychosocial.")
    ],
    recipient: Annotated[str, typer.Option(help="Her public key, age1…, as the desk shows it.")],
    label: Annotated[
        list[str], typer.Option(help="Name on her page: language=name, once a language.")
    ],
    woman: Annotated[bool, typer.Option(help="Whether she can be chosen by 'women only'.")] = True,
    out: Out = Path("keys"),
    days: Days = YEAR,
) -> None:
    """Asks for an officer's certificate: a request that two certifiers sign."""
    from amana.seal.certificates import Holder

    since, until = requests.valid_days(days)
    body: JsonObject = {
        "type": Holder.TYPE,
        "id": b64u(os.urandom(8)),
        "desk": desk,
        "person": person,
        "role": role,
        "woman": woman,
        "label": labels(label),
        "recipient": recipient,
        "from": since.isoformat(),
        "until": until.isoformat(),
    }
    _ask(out, f"holder-{person}", Holder.from_json(body))


@app.command()
def desk(
    desk: Annotated[str, typer.Option(help="The desk's short id; empty: a new desk.")] = "",
    out: Out = Path("keys"),
    days: Days = YEAR,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Makes a desk's keys for replies, collection and its daily list, with a request for each, and the key that backups are sealed to."""
    from amana.seal.certificates import CollectionKey, ListKey, ReplyKey

    identity = unb64u(desk, 8) if desk else os.urandom(8)
    passphrase = keyfile.new_passphrase(passphrase_file)
    since, until = requests.valid_days(days)
    say(f"Desk: {b64u(identity)}")
    for kind, body in zip(DESK_KEYS, (ReplyKey, CollectionKey, ListKey), strict=True):
        key = KeyFile.new(kind)
        keyfile.write(out / f"{kind}.key", key, passphrase=passphrase)
        _ask(out, kind, body(id=key.id, since=since, until=until, desk=identity, key=key.public))
    backup = KeyFile.new("backup")
    keyfile.write(out / "backup.key", backup, passphrase=passphrase)
    private_file.write(
        out / "backup.recipient", backup.recipient.encode() + b"\n", mode=requests.PUBLIC
    )


@app.command()
def complaints(
    desk: Annotated[str, typer.Option(help="The desk's short id.")],
    names: Annotated[
        list[str], typer.Option("--name", help="The complaint body's name: language=name.")
    ],
    out: Out = Path("keys"),
    days: Days = YEAR,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Makes the keys of the outside body that takes complaints about a desk: one opens them, one only fetches them."""
    from amana.seal.certificates import Complaints

    key = KeyFile.new("complaints")
    since, until = requests.valid_days(days)
    fetching = KeyFile(kind="complaints-collection", id=key.id, secret=os.urandom(32))
    passphrase = keyfile.new_passphrase(passphrase_file)
    for name, each in (("complaints", key), ("complaints-collection", fetching)):
        keyfile.write(out / f"{name}.key", each, passphrase=passphrase)
    body = Complaints(
        id=key.id,
        since=since,
        until=until,
        desk=unb64u(desk, 8),
        name=labels(names),
        recipient=key.recipient,
        collection=fetching.public,
    )
    _ask(out, "complaints", body)


@app.command()
def auditor(
    name: Annotated[str, typer.Option(help="Who holds it; two auditors a desk, one outside.")],
    out: Out = Path("keys"),
    passphrase_file: PassphraseFile = None,
) -> None:
    """Makes an auditor's key: it reads who did what, and opens no case."""
    key = KeyFile.new("auditor", about={"name": name})
    path = out / f"auditor-{b64u(key.id)}.key"
    keyfile.write(path, key, passphrase=keyfile.new_passphrase(passphrase_file))
    say(f"Auditor's key: {path}")
    say(f"For `auditors` in the desk's settings: {key.recipient}")


@app.command()
def recovery(
    desk: Annotated[str, typer.Option(help="The desk's short id.")],
    set_name: Annotated[str, typer.Option("--set", help="A or B; nobody holds a share of both.")],
    holders: Annotated[
        list[str], typer.Option("--holder", help="person=organisation, three times.")
    ],
    out: Out = Path("keys"),
    days: Days = YEAR,
) -> None:
    """Makes a recovery identity, prints its three shares (two of them open) and forgets it."""
    from amana.cli.keys.recovery import make

    made = make(desk=unb64u(desk, 8), set_name=set_name, holders=holders, days=days)
    for number, share in enumerate(made.shares, 1):
        say(made.page(number, share))
    _ask(out, f"recovery-{set_name}", made.certificate)
    complain(
        "Print each sheet now and hand it to its holder. The shares are in no file; this screen is the only place."
    )


@app.command()
def recover(
    wraps: Annotated[
        Path, typer.Option(help="The sealed wraps, from `amana desk recovery-wraps`.")
    ],
    recipient: Annotated[
        str, typer.Option(help="The officer's public key, age1…, who is to open them.")
    ],
    number: Annotated[
        list[str],
        typer.Option(
            help="A case or an unopened report, such as 7K3M-Q9TW, as `amana desk recovery-wraps` names it; repeat for more."
        ),
    ],
    out: Out = Path("recovered.json"),
    sheets_file: SheetsFile = None,
) -> None:
    """Offline, with two sheets of one set: seals the named cases and unopened reports, and no others, to one new recipient."""
    from amana.cli import recovery_file
    from amana.desk.recovery.offline import recover as combine

    named = {each.strip().upper() for each in number}
    carried = recovery_file.read_carried(wraps)
    found, count = combine(sheets(sheets_file), carried, named=named, recipient=recipient)
    recovery_file.write_recovered(out, found)
    say(f"{count} of {len(named)}, sealed to the new recipient: {out}")
    complain(
        "Two sheets were together: make a new recovery set, have it certified and listed; the desk hands nothing over before that. "
        "Destroy these sheets when nothing that came before the new list waits unopened any more."
    )


@app.command()
def drill(
    check: Annotated[
        Path | None, typer.Option(help="The file of a drill key: checks two of its sheets.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The file of a new drill key.")] = Path("drill.age"),
    sheets_file: SheetsFile = None,
) -> None:
    """Practises recovery with a key that protects nothing: prints three sheets, and later checks two of them."""
    from amana.cli.keys.recovery import drill_page
    from amana.desk.recovery.offline import check_drill, new_drill

    if check is not None:
        check_drill(sheets(sheets_file), check.read_bytes())
        say("These two sheets open what the drill key sealed.")
        return
    made = new_drill()
    private_file.write(out, made.sealed)
    for number, share in enumerate(made.sheets, 1):
        say(drill_page(number, share))
    say(f"Sealed for the drill: {out}")


@app.command()
def fingerprint(
    key: Annotated[
        str,
        typer.Argument(
            help="A public key (age1… or base64url), a request, certificate or key file."
        ),
    ],
    language: Language = "en",
) -> None:
    """Shows the eight everyday words by which two people compare a key."""
    from amana.cli.keys.words import WordList

    words = WordList.of(language)
    for number, word in enumerate(words.fingerprint(public_key(key)), 1):
        say(f"{number}. {word}")


@app.command()
def certify(
    request: Annotated[Path, typer.Argument(help="The request's file.")],
    key: Annotated[Path, typer.Option(help="The certifier's key file.")],
    certificate: Annotated[Path, typer.Option(help="The certifier's own certificate.")],
    language: Language = "en",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Certifies a key in person: compare eight words aloud, then sign. Two certifiers of two organisations are needed."""
    from amana.cli.keys.certify import sign_in_person
    from amana.cli.keys.words import WordList

    words = WordList.of(language)
    opened = keyfile.read(key, kind="certifier", passphrase_file=passphrase_file)
    sign_in_person(request, opened, certificate, words=words, ask=_ask_aloud)


@app.command("directory")
def directory_(
    files: Annotated[list[Path], typer.Argument(help="Certificates and signed lists.")],
    out: Annotated[Path, typer.Option(help="The directory document to write.")] = Path(
        "directory.json"
    ),
) -> None:
    """Puts certificates and a signed list into one document, for `amana relay admit`."""
    from amana.seal.directory import Document
    from amana.seal.signed import Signed

    signed = [Signed.from_json(load_json(file.read_bytes())) for file in files]
    lists = tuple(each for each in signed if each.type == "list")
    rest = tuple(each for each in signed if each.type != "list")
    private_file.write(out, Document(rest, lists).write(), mode=requests.PUBLIC)
    say(f"{len(rest)} certificates, {len(lists)} lists: {out}")


@app.command("list")
def list_(
    statement: Annotated[Path, typer.Option(help="TOML file: what the desk says of itself.")],
    key: Annotated[Path, typer.Option(help="The desk's list key.")],
    serial: Annotated[int, typer.Option(help="Higher than the last one.", min=1)],
    certificates: Annotated[list[Path], typer.Argument(help="The certificates that count.")],
    out: Annotated[Path, typer.Option(help="The signed list to write.")] = Path("list.json"),
    passphrase_file: PassphraseFile = None,
) -> None:
    """Signs a desk's list for 14 days; afterwards the desk's worker renews it daily."""
    from amana.cli.keys.desk_list import sign

    opened = keyfile.read(key, kind="list-key", passphrase_file=passphrase_file)
    signed = sign(statement=statement, key=opened, serial=serial, certificates=certificates)
    private_file.write(out, dump_json(signed.to_json()), mode=requests.PUBLIC)
    say(f"List {serial}: {out}")


def sheets(file: Path | None) -> list[str]:
    """The words of two sheets: two lines of a file, or two hidden prompts. Raises NothingGivenError."""
    if file is not None:
        return [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [secret(f"All words of sheet {name}, with spaces") for name in ("one", "two")]


def labels(given: list[str]) -> dict[str, str]:
    """`["ar=…", "en=…"]` by language. Raises BadLabelError."""
    pairs = [each.partition("=") for each in given]
    if not pairs or any(not (lang and equals and name) for lang, equals, name in pairs):
        raise BadLabelError
    return {lang: name for lang, _, name in pairs}


def public_key(given: str) -> bytes:
    """The 32 raw bytes of a key as people have it. Raises BadAgeKey, BadEncoding or NotARequestError."""
    from amana.seal.age_keys import recipient_point

    if given.startswith("age1"):
        return recipient_point(given)
    path = Path(given)
    if not path.is_file():
        return unb64u(given, 32)
    if path.suffix == ".key":
        return keyfile.read(path).public
    value = load_json(path.read_bytes())
    return requests.Request(unb64u(value["body"])).key


def _ask(out: Path, name: str, body: "Certificate") -> None:
    path = out / f"{name}.request.json"
    requests.write(path, requests.Request.of(body))
    say(f"Request for two certifiers: {path}")


def _ask_aloud(prompt: str) -> str:
    complain(prompt)
    return sys.stdin.readline()
