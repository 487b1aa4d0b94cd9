"""vectors/directory.json: a directory that holds, and one for each way in which it may not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from vectors.generators.book import write
from vectors.generators.demo_world import (
    DESK,
    TODAY,
    World,
    certifiers,
    holder,
    person,
    public,
    recovery,
    spoiled,
    world,
)

from amana.seal.certificates import Holder
from amana.seal.desk_list import DeskList
from amana.seal.directory import Document
from amana.wire.encoding import b64u

DAY = timedelta(days=1)
GOOD = "holds"
_Change = Callable[[Document], Document]


def main() -> None:
    """Every case names the refusal's class, or `holds`."""
    write(
        "directory",
        generator="vectors/generators/directories.py",
        checked_by="client/test; tests/vectors",
        roots=[b64u(public("root"))],
        demo_roots=[b64u(public("demo root"))],
        desk=b64u(DESK),
        good=_summary(),
        cases=[_good(), *_by_world(), *_by_reader(), *_by_bytes()],
    )


def _summary() -> dict[str, object]:
    return {
        "holders": [b64u(person(f"holder{i}")) for i in range(5)],
        "leads": [b64u(person(f"holder{i}")) for i in range(2)],
        "reply_keys": [b64u(public("reply")), b64u(public("old reply"))],
        "collection": [b64u(public("collection"))],
        "stanzas": 16,
        "recovery_without": {b64u(person("holder0")): "B", b64u(person("holder1")): "A"},
    }


def _case(
    name: str,
    expected: str,
    document: Document | None = None,
    *,
    today: date = TODAY,
    built: date = TODAY - DAY * 30,
    live: bool = True,
    floor: int = 0,
    seen: int = 0,
    without: str | None = None,
) -> dict[str, Any]:
    document = document or world().document()
    return {
        "name": name,
        "expected": expected,
        "today": today.isoformat(),
        "built": built.isoformat(),
        "live": live,
        "floor": floor,
        "seen": seen,
        "without_holder": without,
        "document": document.write().decode(),
    }


def _good() -> dict[str, Any]:
    return _case("everything holds", GOOD)


def _listed(**changes: Any) -> Document:
    base = world()
    assert base.listed is not None
    return replace(base, listed=replace(base.listed, **changes)).document()


def _by_world() -> list[dict[str, Any]]:
    base = world()
    own = holder("holder4", "intake")
    statement = replace(_list(base).statement, demo=True)
    two_people_one_organisation = base.signed_by("holder2", "ben", "cyn")
    one = base.signed_by("holder2", "ann")
    twice = base.signed_by("holder2", "ann", "ann")
    for_himself = base.with_certificate("holder2", _as_person(base, "holder2", "ben"))
    shared = base.with_certificate("recovery B", recovery("B", ("fay", "gus", "eve")))
    crowd = base
    for i in range(5, 31):
        crowd = crowd.with_certificate(f"holder{i}", holder(f"holder{i}", "intake"))
    unlisted = replace(base, listed=replace(_list(base), entries=_list(base).entries[:-1]))
    expired = base.with_certificate("holder4", replace(own, until=TODAY - DAY))
    gone = replace(base, certifiers=certifiers(until=TODAY - DAY))
    long = replace(base, certifiers=certifiers(since=TODAY - DAY * 367, until=TODAY + DAY))
    key = replace(base.certificate("list-key"), until=TODAY - DAY)
    return [
        _case(
            "two certifiers of one organisation",
            "TooFewCertifiers",
            two_people_one_organisation.document(),
        ),
        _case("one certifier", "TooFewCertifiers", one.document()),
        _case("one certifier twice", "TooFewCertifiers", twice.document()),
        _case("a certifier for himself", "TooFewCertifiers", for_himself.document()),
        _case("certifiers out of date", "TooFewCertifiers", gone.document()),
        _case("a certifier for more than a year", "Malformed", long.document()),
        _case("an unknown root", "TooFewCertifiers", replace(base, root="other").document()),
        _case("a demo root in live mode", "DemoKeys", replace(base, root="demo root").document()),
        _case(
            "a demo root in demo mode", GOOD, replace(base, root="demo root").document(), live=False
        ),
        _case("a demo desk in live mode", "DemoKeys", _listed(statement=statement)),
        _case("a demo desk in demo mode", GOOD, _listed(statement=statement), live=False),
        _case("recovery sets with a holder in common", "SharedRecovery", shared.document()),
        _case("31 holders", "TooManyHolders", crowd.document()),
        _case("a holder not in the list", GOOD, unlisted.document(), without="holder4"),
        _case("a holder out of date", GOOD, expired.document(), without="holder4"),
        _case(
            "a list key out of date", "Expired", base.with_certificate("list-key", key).document()
        ),
        _case(
            "a list signed by another key",
            "BadSignature",
            replace(base, list_signer="other").document(),
        ),
        _case("a list for 15 days", "Malformed", _listed(expires=TODAY + DAY * 12)),
        _case("a list issued in two days", "ClockBehind", _listed(issued=TODAY + DAY * 2)),
        _case("a list issued tomorrow", GOOD, _listed(issued=TODAY + DAY)),
    ]


def _by_reader() -> list[dict[str, Any]]:
    return [
        _case("the list has expired", "Expired", today=TODAY + DAY * 12),
        _case("the list's last day", GOOD, today=TODAY + DAY * 11),
        _case("a clock before the build", "ClockBehind", built=TODAY + DAY),
        _case("a serial below the floor", "Older", floor=42),
        _case("a serial at the floor", GOOD, floor=41),
        _case("a serial below one seen", "Older", seen=42),
    ]


def _by_bytes() -> list[dict[str, Any]]:
    def at(kind: str) -> _Change:
        def change(document: Document) -> Document:
            done = False
            certificates = []
            for signed in document.certificates:
                hit = not done and signed.type == kind
                done = done or hit
                certificates.append(spoiled(signed) if hit else signed)
            return replace(document, certificates=tuple(certificates))

        return change

    document = world().document()
    lists = (spoiled(document.lists[0]),)
    cases = [
        _case("a holder changed after signing", "BadSignature", at("holder")(document)),
        _case("a certifier changed after signing", "BadSignature", at("certifier")(document)),
        _case("a list changed after signing", "BadSignature", replace(document, lists=lists)),
    ]
    whole = _case("another version", "Malformed")
    broken: Mapping[str, str] = {
        "another version": whole["document"].replace("amana-directory/1", "amana-directory/2", 1),
        "not JSON": whole["document"][:-1],
        "a name twice": whole["document"].replace("{", '{"v":"amana-directory/1",', 1),
    }
    cases += [{**whole, "name": name, "document": text} for name, text in broken.items()]
    return cases


def _list(base: World) -> DeskList:
    assert base.listed is not None
    return base.listed


def _as_person(base: World, name: str, who: str) -> Holder:
    certificate = base.certificate(name)
    assert isinstance(certificate, Holder)
    return replace(certificate, person=person(who))
