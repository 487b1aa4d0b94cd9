"""A service on her page: what is known of it first, its number only behind that (P12)."""

from urllib.parse import urlsplit

from amana.packs.language import Language
from amana.packs.pack import Pack
from amana.packs.service import Fact, Service
from amana.site.tree import Element, tag

FACTS = ("logs", "tells_families", "asks_files", "text_works")
SCHEMES = {"phone": "tel:", "email": "mailto:", "web": ""}


def exact(text: str) -> Element:
    """A number or address: left to right, in one piece, selected by one tap."""
    return tag("bdi", text, class_="exact")


def service_details(service: Service, pack: Pack, language: Language) -> Element:
    """Closed: its name and where it holds. Opened: who answers, what they do with a call, then how to reach it."""
    text, code = pack.texts[language.code], language.code
    rows = [
        _row(text["fact.answers"], service.answers[code]),
        *(_fact(name, getattr(service, name), text) for name in FACTS),
        _row(text["fact.call_list"], service.call_list[code]),
    ]
    return tag(
        "details",
        tag(
            "summary", tag("b", service.name[code]), " ", tag("small", text[f"area.{service.area}"])
        ),
        tag(
            "div",
            tag("p", service.warning[code]),
            tag("dl", *(part for row in rows for part in row)),
            _source(service, text),
            tag("p", checked(service, text), class_="state"),
            tag("p", _contact(service)),
            class_="stack",
        ),
        class_="service",
    )


def _contact(service: Service) -> Element:
    outside = "noreferrer noopener" if service.kind == "web" else None
    shown = service.contact.removeprefix("https://")
    href = SCHEMES[service.kind] + service.contact
    return tag("a", shown, href=href, class_="exact call", rel=outside)


def _row(name: str, value: str) -> tuple[Element, Element]:
    return tag("dt", name), tag("dd", value)


def _fact(name: str, fact: Fact, text: dict[str, str]) -> tuple[Element, Element]:
    return _row(text[f"fact.{name}"], text[f"fact.{fact.value}"])


def _source(service: Service, text: dict[str, str]) -> Element:
    """The hosts on which this was read; whole addresses stand in `services.toml`."""
    facts = [getattr(service, name).source for name in FACTS]
    hosts = dict.fromkeys(urlsplit(one).netloc or one for one in (service.source, *facts) if one)
    return tag("p", text["fact.source"], " ", exact(", ".join(hosts)), class_="soft small")


def checked(service: Service, text: dict[str, str]) -> str:
    """ "Seen on …, not checked" or "Checked on … by …"; dates stay ISO, isolated left to right."""
    day = service.verified_on or service.seen
    sentence = text["help.verified" if service.verified_on else "help.unverified"]
    return sentence.replace("{date}", f"\u2066{day}\u2069").replace("{name}", service.verified_by)
