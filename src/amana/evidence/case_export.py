"""The case for forensic programs: CASE 1.5 / UCO 1.5 as JSON-LD, accepted by `case_validate`.

Exhibits, their hashes, what was done with them, identifiers and quoted messages; each id is derived from the chain, so that the
same case gives the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from amana.evidence.identifiers import Identifier
from amana.evidence.parts import BundleParts, ExhibitFile
from amana.evidence.transcripts import Line
from amana.evidence.verifier.container import Digests

Node = dict[str, Any]
CONTEXT: Final = {
    "kb": "http://example.org/kb/",
    "core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "identity": "https://ontology.unifiedcyberontology.org/uco/identity/",
    "investigation": "https://ontology.caseontology.org/case/investigation/",
    "observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def case_graph(parts: BundleParts, stored: dict[int, tuple[str, Digests]]) -> bytes:
    """The graph. `stored` has the path and the hashes of each exhibit's file as it lies in the bundle, sealed or not."""
    writer = _Graph(parts, stored)
    graph = sorted(writer.nodes(), key=lambda node: str(node["@id"]))
    value = {"@context": CONTEXT, "@graph": graph}
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


class _Graph:
    def __init__(self, parts: BundleParts, stored: dict[int, tuple[str, Digests]]) -> None:
        self._parts = parts
        self._stored = stored
        self._space = UUID(parts.custody.id)

    def nodes(self) -> Iterator[Node]:
        """Every node of the graph."""
        yield self._investigation()
        for each in self._parts.exhibits:
            yield self._file(each)
            yield self._record(each)
        yield from self._custody()
        for number, identifier in enumerate(self._parts.identifiers, start=1):
            yield self._identifier(number, identifier)
            yield from self._read_from(f"identifier-{number}", identifier.exhibits)
        for line in self._parts.quoted:
            yield self._message(line)
            yield from self._read_from(f"message-{line.exhibit}-{line.number}", [line.exhibit])

    def _node(self, key: str, kind: str, **more: Any) -> Node:
        return {"@id": self._id(key), "@type": kind, **more}

    def _id(self, key: str) -> str:
        return f"kb:{key.partition('-')[0]}-{uuid5(self._space, key)}"

    def _ref(self, key: str) -> Node:
        return {"@id": self._id(key)}

    def _facet(self, owner: str, name: str, **more: Any) -> Node:
        fields = {f"observable:{field}": value for field, value in more.items()}
        return self._node(f"facet-{owner}-{name}", f"observable:{name}", **fields)

    def _investigation(self) -> Node:
        members = [self._ref(f"record-{each.exhibit.number}") for each in self._parts.exhibits]
        return self._node(
            "investigation-0",
            "investigation:Investigation",
            **{
                "core:name": self._parts.case,
                "core:objectCreatedTime": _moment(self._parts.made),
                "core:object": members or [self._ref("actor-0")],
            },
        )

    def _file(self, each: ExhibitFile) -> Node:
        number = each.exhibit.number
        path, digests = self._stored[number]
        owner = f"file-{number}"
        content = self._facet(
            owner,
            "ContentDataFacet",
            hash=[
                self._hash(owner, "SHA256", digests.sha256),
                self._hash(owner, "SHA512", digests.sha512),
            ],
            isEncrypted=bool(self._parts.recipients),
            sizeInBytes=digests.size,
        )
        file = self._facet(owner, "FileFacet", filePath=path, sizeInBytes=digests.size)
        return self._node(owner, "observable:File", **{"core:hasFacet": [content, file]})

    def _hash(self, owner: str, method: str, value: str) -> Node:
        fields = {"types:hashMethod": method, "types:hashValue": _typed(value, "hexBinary")}
        return self._node(f"hash-{owner}-{method}", "types:Hash", **fields)

    def _record(self, each: ExhibitFile) -> Node:
        exhibit = each.exhibit
        return self._node(
            f"record-{exhibit.number}",
            "investigation:ProvenanceRecord",
            **{
                "investigation:exhibitNumber": str(exhibit.number),
                "core:description": exhibit.kind.value,
                "core:objectCreatedTime": _moment(exhibit.received),
                "core:object": [self._ref(f"file-{exhibit.number}")],
            },
        )

    def _custody(self) -> Iterator[Node]:
        actors = {"0": "Amana"}
        for position, entry in enumerate(self._parts.custody.entries, start=1):
            if entry is not None:
                actors[entry["actor"]] = entry["actor"]
                yield self._action(position, entry)
        for key, name in sorted(actors.items()):
            yield self._node(f"actor-{key}", "identity:Identity", **{"core:name": name})

    def _action(self, position: int, entry: dict[str, Any]) -> Node:
        fields: Node = {
            "core:name": entry["action"],
            "core:description": f"custody entry {position}",
            "action:startTime": _moment(datetime.fromisoformat(entry["at"])),
            "action:performer": self._ref(f"actor-{entry['actor']}"),
        }
        if entry["exhibit"] in self._stored:
            fields["action:object"] = self._ref(f"file-{entry['exhibit']}")
        return self._node(f"action-{position}", "investigation:InvestigativeAction", **fields)

    def _identifier(self, number: int, identifier: Identifier) -> Node:
        owner = f"identifier-{number}"
        kind, facets = self._facets(owner, identifier)
        more = {"core:name": identifier.raw, "core:hasFacet": facets}
        return self._node(owner, kind, **more)

    def _facets(self, owner: str, identifier: Identifier) -> tuple[str, list[Node]]:
        normal = identifier.normal
        if identifier.kind == "phone":
            phone = self._facet(owner, "PhoneAccountFacet", phoneNumber=normal)
            account = self._facet(owner, "AccountFacet", accountIdentifier=normal)
            return "observable:PhoneAccount", [phone, account]
        if identifier.kind == "email":
            return "observable:EmailAddress", [
                self._facet(owner, "EmailAddressFacet", addressValue=normal)
            ]
        if identifier.kind == "link":
            return "observable:URL", [self._facet(owner, "URLFacet", fullValue=normal)]
        if identifier.kind in ("handle", "account"):
            return "observable:DigitalAccount", [
                self._facet(owner, "AccountFacet", accountIdentifier=normal),
                self._facet(owner, "DigitalAccountFacet", displayName=identifier.raw),
            ]
        address = self._facet(owner, "DigitalAddressFacet", addressValue=normal)
        return "observable:DigitalAddress", [address]

    def _message(self, line: Line) -> Node:
        owner = f"message-{line.exhibit}-{line.number}"
        message: Node = {"messageText": line.text, "messageType": line.kind}
        sent = _sent(line)
        if sent:
            message["sentTime"] = sent
        place = {"rangeOffset": line.start, "rangeSize": line.end - line.start}
        facets = [
            self._facet(owner, "MessageFacet", **message),
            self._facet(owner, "DataRangeFacet", rangeOffsetType="bytes", **place),
        ]
        said = f"{line.at} ({line.zone}) {line.sender}".strip()
        return self._node(
            owner, "observable:Message", **{"core:description": said, "core:hasFacet": facets}
        )

    def _read_from(self, key: str, exhibits: Iterable[int]) -> Iterator[Node]:
        for number in exhibits:
            if number in self._stored:
                fields = {
                    "core:source": self._ref(key),
                    "core:target": self._ref(f"file-{number}"),
                    "core:kindOfRelationship": "Contained_Within",
                    "core:isDirectional": True,
                }
                kind = "observable:ObservableRelationship"
                yield self._node(f"relationship-{key}-{number}", kind, **fields)


def _sent(line: Line) -> Node | None:
    """Only an instant that the original states; the phone's own clock stands in the description."""
    try:
        at = datetime.fromisoformat(line.at)
    except ValueError:
        return None
    return _moment(at) if at.tzinfo is not None else None


def _moment(at: datetime) -> Node:
    return _typed(at.isoformat(timespec="seconds"), "dateTime")


def _typed(value: str, kind: str) -> Node:
    return {"@type": f"xsd:{kind}", "@value": value}
