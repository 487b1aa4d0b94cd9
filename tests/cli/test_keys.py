"""Keys: sealed on disk, certified in person by two, never by oneself."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amana.cli.keys import keyfile
from amana.cli.keys import request as requests
from amana.cli.keys.certify import NotConfirmedError, sign_in_person
from amana.cli.keys.keyfile import KeyFile, WrongPassphraseError
from amana.cli.keys.request import OwnKeyError, SignedAlreadyError
from amana.cli.keys.words import WordList
from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.certificates import Certifier, Holder, issue
from amana.seal.certifiers import Certifiers, Roots
from amana.seal.signed import Signed
from amana.wire.encoding import b64u, dump_json, load_json
from tests.cli.demonstration import amana

PASSPHRASE = "five synthetic words for tests"


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory):
    file = tmp_path_factory.mktemp("secrets") / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    return file


@pytest.fixture
def root():
    return KeyFile.new("root")


def certifier(folder: Path, root: KeyFile, *, organisation: str, person: bytes | None = None):
    """A certifier's key and certificate, as `amana keys certifier` makes them, without the slow seal."""
    key = KeyFile.new("certifier")
    since, until = requests.valid_days(30)
    body = Certifier(
        id=key.id,
        since=since,
        until=until,
        person=person or os.urandom(8),
        name="Synthetic",
        organisation=organisation,
        key=key.public,
    )
    path = folder / f"{b64u(key.id)}.certificate.json"
    path.write_bytes(dump_json(issue(body, by=[root.signer]).to_json()))
    return key, path


def holder_request(folder: Path, *, person: bytes | None = None) -> Path:
    since, until = requests.valid_days(30)
    body = Holder(
        id=os.urandom(8),
        since=since,
        until=until,
        desk=bytes(8),
        person=person or os.urandom(8),
        role="intake",
        woman=True,
        label={"en": "Synthetic"},
        recipient=recipient_of(new_identity()),
    )
    path = folder / "holder.request.json"
    requests.write(path, requests.Request.of(body))
    return path


class Listener:
    """The person at the keyboard: hears the words, answers yes, or no at one of them."""

    def __init__(self, no_at: int = 0) -> None:
        self.heard: list[str] = []
        self._no_at = no_at

    def __call__(self, prompt: str) -> str:
        self.heard.append(prompt)
        return "no" if len(self.heard) == self._no_at else "yes"


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_two_certifiers_confirm_eight_words_each_and_the_directory_believes_it(
    tmp_path, root, language
):
    words, path = WordList.of(language), holder_request(tmp_path)
    certificates = []
    for organisation in ("East", "West"):
        key, certificate = certifier(tmp_path, root, organisation=organisation)
        certificates.append(certificate)
        listener = Listener()
        sign_in_person(path, key, certificate, words=words, ask=listener)
        assert len(listener.heard) == 8
    signed = Signed.from_json(load_json((tmp_path / "holder.certificate.json").read_bytes()))
    for prompt, word in zip(
        listener.heard, words.fingerprint(requests.read(path).key), strict=True
    ):
        assert word in prompt
    known = [Signed.from_json(load_json(file.read_bytes())) for file in certificates]
    today = datetime.now(UTC).date()
    Certifiers.of(known, Roots((root.public,)), today=today, live=True).verify(signed)


def test_nobody_certifies_herself(tmp_path, root):
    me = os.urandom(8)
    key, certificate = certifier(tmp_path, root, organisation="East", person=me)
    path, listener = holder_request(tmp_path, person=me), Listener()
    with pytest.raises(OwnKeyError):
        sign_in_person(path, key, certificate, words=WordList.of("en"), ask=listener)
    assert listener.heard == []
    assert requests.read(path).signatures == ()


def test_one_word_that_differs_stops_everything(tmp_path, root):
    key, certificate = certifier(tmp_path, root, organisation="East")
    path = holder_request(tmp_path)
    with pytest.raises(NotConfirmedError):
        sign_in_person(path, key, certificate, words=WordList.of("en"), ask=Listener(no_at=5))
    assert requests.read(path).signatures == ()


def test_two_of_one_organisation_are_one(tmp_path, root):
    path, words = holder_request(tmp_path), WordList.of("en")
    key, certificate = certifier(tmp_path, root, organisation="East")
    sign_in_person(path, key, certificate, words=words, ask=Listener())
    colleague, her_certificate = certifier(tmp_path, root, organisation="East")
    with pytest.raises(SignedAlreadyError):
        sign_in_person(path, colleague, her_certificate, words=words, ask=Listener())
    assert not (tmp_path / "holder.certificate.json").exists()


def test_the_command_refuses_oneself_in_one_sentence(tmp_path, root):
    me = os.urandom(8)
    key, certificate = certifier(tmp_path, root, organisation="East", person=me)
    file, secret = tmp_path / "certifier.key", tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    keyfile.write(file, key, passphrase=PASSPHRASE)
    path = holder_request(tmp_path, person=me)
    arguments = [
        "--key",
        str(file),
        "--certificate",
        str(certificate),
        "--passphrase-file",
        str(secret),
    ]
    done = amana("keys", "certify", str(path), *arguments, given="yes\n" * 8)
    assert done.returncode == 1
    assert "nobody certifies herself" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_is_sealed_private_and_never_overwritten(tmp_path, passphrase):
    first = amana("keys", "root", "--out", str(tmp_path), "--passphrase-file", str(passphrase))
    assert first.returncode == 0, first.stderr
    file = tmp_path / "root.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    opened = keyfile.read(file, kind="root", passphrase_file=passphrase)
    assert opened.public_text in first.stdout
    assert b64u(opened.secret) not in first.stdout + first.stderr
    again = amana("keys", "root", "--out", str(tmp_path), "--passphrase-file", str(passphrase))
    assert "never overwritten" in again.stderr


def test_a_wrong_passphrase_opens_nothing(tmp_path):
    keyfile.write(tmp_path / "a.key", KeyFile.new("backup"), passphrase=PASSPHRASE)
    (tmp_path / "wrong").write_text("some other synthetic words")
    with pytest.raises(WrongPassphraseError):
        keyfile.read(tmp_path / "a.key", passphrase_file=tmp_path / "wrong")


def test_a_live_key_is_not_written_in_the_clear(tmp_path):
    with pytest.raises(keyfile.ShortPassphraseError):
        keyfile.write(tmp_path / "a.key", KeyFile.new("root"), passphrase=None)
    assert not (tmp_path / "a.key").exists()


def test_recovery_prints_three_sheets_of_which_two_open_and_keeps_none(tmp_path):
    from amana.seal import shares

    holders = [f"{b64u(os.urandom(8))}={where}" for where in ("East", "East", "West")]
    given = [part for each in holders for part in ("--holder", each)]
    made = amana(
        "keys", "recovery", "--desk", b64u(bytes(8)), "--set", "A", *given, "--out", str(tmp_path)
    )
    assert made.returncode == 0, made.stderr
    sheets = made.stdout.split("Amana recovery, set A, sheet ")[1:]
    assert len(sheets) == 3
    read = [" ".join(_in_order(sheet)) for sheet in sheets]
    request = requests.read(tmp_path / "recovery-A.request.json")
    from amana.seal.age_keys import identity_text

    assert recipient_of(identity_text(shares.combine(read[:2]))) == request.value["recipient"]
    assert [file.name for file in tmp_path.iterdir()] == ["recovery-A.request.json"]


def _in_order(sheet: str) -> list[str]:
    """The words of a printed sheet, by their numbers."""
    import re

    body = sheet.partition("says nothing.")[2].partition("Request")[0]
    found = {int(number): word for number, word in re.findall(r"(\d+) ([a-z]+)", body)}
    return [found[number] for number in sorted(found)]


def test_a_drill_tells_good_sheets_from_wrong_ones(tmp_path):
    made = amana("keys", "drill", "--out", str(tmp_path / "drill.age"))
    assert made.returncode == 0, made.stderr
    printed = made.stdout.split("Amana recovery, DRILL, sheet ")[1:]
    read = [" ".join(_in_order(sheet.partition("Sealed")[0])) for sheet in printed]
    (tmp_path / "sheets").write_text("\n".join(read[1:]))
    check = ["keys", "drill", "--check", str(tmp_path / "drill.age"), "--sheets-file"]
    assert "These two sheets open" in amana(*check, str(tmp_path / "sheets")).stdout
    wrong = read[0].replace(read[0].split()[5], "academic", 1)
    (tmp_path / "sheets").write_text(f"{wrong}\n{read[1]}")
    refused = amana(*check, str(tmp_path / "sheets"))
    assert refused.returncode == 1
    assert "Nothing was opened or changed" in refused.stderr


def test_a_set_of_one_organisation_is_refused(tmp_path):
    given = [part for _ in range(3) for part in ("--holder", f"{b64u(os.urandom(8))}=East")]
    refused = amana("keys", "recovery", "--desk", b64u(bytes(8)), "--set", "A", *given)
    assert "at least two organisations" in refused.stderr


def test_the_same_key_has_the_same_things_in_each_language(tmp_path):
    recipient = recipient_of(new_identity())
    shown = {
        code: amana("keys", "fingerprint", recipient, "--language", code).stdout.splitlines()
        for code in ("ar", "ckb", "en")
    }
    assert {len(lines) for lines in shown.values()} == {8}
    indices = {
        code: WordList.of(code).indices("\n".join(line.partition(". ")[2] for line in lines))
        for code, lines in shown.items()
    }
    assert indices["ar"] == indices["ckb"] == indices["en"]


def test_an_organisation_from_nothing(tmp_path, passphrase):
    """Root, three certifiers, a desk's keys: each step by the command, until a directory holds."""
    secret = ["--passphrase-file", str(passphrase)]
    out = ["--out", str(tmp_path)]
    amana("keys", "root", *out, *secret)
    for name, where in (("One", "East"), ("Two", "West")):
        made = amana(
            "keys", "certifier", "--name", name, "--organisation", where, *out, *secret,
            "--root-key", str(tmp_path / "root.key"), "--root-passphrase-file", str(passphrase),
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
    desk = amana("keys", "desk", *out, *secret)
    assert desk.returncode == 0, desk.stderr
    for request in sorted(tmp_path.glob("*.request.json")):
        for key in sorted(tmp_path.glob("certifier-*.key")):
            certificate = key.with_name(f"{key.stem}.certificate.json")
            signed = amana(
                "keys", "certify", str(request), "--key", str(key), "--certificate", str(certificate),
                *secret, given="yes\n" * 8,
            )  # fmt: skip
            assert signed.returncode == 0, signed.stderr
    assert {file.name for file in tmp_path.glob("*.certificate.json")} >= {
        "reply.certificate.json", "collection.certificate.json", "list-key.certificate.json",
    }  # fmt: skip
    statement = tmp_path / "statement.toml"
    texts = "\n".join(
        f'{name} = {{ en = "Synthetic" }}'
        for name in ("name", "tells_families", "reads", "answers_within", "second_contact")
    )
    statement.write_text(f'kind = "ngo"\nlanguages = ["en"]\n{texts}\n')
    certificates = [str(tmp_path / f"{kind}.certificate.json") for kind in ("reply", "collection")]
    listed = amana(
        "keys", "list", *certificates, "--statement", str(statement), "--serial", "1", *secret,
        "--key", str(tmp_path / "list-key.key"), "--out", str(tmp_path / "list.json"),
    )  # fmt: skip
    assert listed.returncode == 0, listed.stderr
    everything = [str(file) for file in sorted(tmp_path.glob("*.certificate.json"))]
    document = tmp_path / "directory.json"
    amana("keys", "directory", *everything, str(tmp_path / "list.json"), "--out", str(document))
    assert _holds(document, keyfile.read(tmp_path / "root.key", passphrase_file=passphrase))


def _holds(document: Path, root: KeyFile) -> bool:
    from amana.seal.directory import Directory, Trust

    today = datetime.now(UTC).date()
    trust = Trust(roots=Roots((root.public,)), today=today, built=today, live=True)
    desk = next(iter(Directory.verify(document.read_bytes(), trust).desks.values()))
    return (
        len(desk.collection) == len(desk.reply_keys) == 1
        and json.loads(document.read_text())["v"] != ""
    )


def test_two_sheets_give_the_named_case_and_no_other_to_one_new_key(tmp_path):
    from amana.cli import recovery_file
    from amana.desk.cases.grants import Entry
    from amana.desk.cases.number import shown
    from amana.desk.cases.recovery import Wrap, seal_wrap
    from amana.desk.cases.secrets import CaseSecret
    from amana.desk.recovery.handed import open_one
    from amana.desk.recovery.offline import Carried
    from amana.seal import shares
    from amana.seal.age_keys import identity_scalar

    lost, new = new_identity(), new_identity()
    sheets = shares.split(identity_scalar(lost))
    entries = [Entry(number, 1, CaseSecret(os.urandom(32))) for number in (2**62, 2**61)]
    wraps = [Wrap(e.number, e.epoch, seal_wrap(recipient_of(lost), e)) for e in entries]
    recovery_file.write_carried(tmp_path / "wraps.json", Carried(wraps=tuple(wraps)))
    (tmp_path / "sheets").write_text("\n".join(sheets[:2]))
    done = amana(
        "keys", "recover", "--wraps", str(tmp_path / "wraps.json"), "--recipient", recipient_of(new),
        "--number", shown(entries[0].number), "--out", str(tmp_path / "out.json"),
        "--sheets-file", str(tmp_path / "sheets"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    recovered = recovery_file.read_recovered(tmp_path / "out.json")
    opened = [open_one(frame, new) for frame in recovered.frames]
    (only,) = [each for each in opened if each is not None]
    assert isinstance(only, Entry)
    assert only.secret.raw == entries[0].secret.raw
    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o600
