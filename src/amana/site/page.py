"""Her pages without scripts: the first one in each language, and the empty one (P3, P10)."""

from dataclasses import dataclass

from amana.packs.language import Language
from amana.packs.pack import Pack
from amana.packs.service import Service
from amana.site import look
from amana.site.markup import Markup, join, tag
from amana.site.scripts import Script

TITLE = "Home"  # one neutral word, the same on every page and in every language
STEPS = ("pay", "send", "keep", "tell")


@dataclass(frozen=True)
class Frame:
    """What is the same on every page: the style, where the instance file lies, demo or not."""

    pack: Pack
    style: str
    instance: str
    integrity: str
    script: Script
    demo: bool


def first_page(frame: Frame, language: Language) -> str:
    """The whole first page in one language."""
    text = frame.pack.texts[language.code]
    head = join(
        tag("style", Markup(frame.style)),
        tag("meta", name="instance", content=frame.instance, data_integrity=frame.integrity),
        tag(
            "script",
            type="module",
            src=frame.script.address,
            integrity=frame.script.integrity,
        ),
    )
    body = tag(
        "body",
        Markup(look.drawings()),
        tag("aside", tag("p", text["page.demo"]), class_="demo") if frame.demo else Markup(""),
        _switch(frame.pack, language, text["page.language"]),
        tag("main", *_home(frame.pack, language), id="main"),
        _exit(text),
        data_wait=text["page.wait"],
        data_offline=text["page.offline"],
        data_again=text["page.again"],
    )
    return _document(language, head, body)


def blank_page(frame: Frame) -> str:
    """Where she leaves to: nothing at all."""
    scheme = tag("meta", name="color-scheme", content="light dark")
    return _document(frame.pack.first, scheme, tag("body"))


def _document(language: Language, head: Markup, body: Markup) -> str:
    return "<!doctype html>" + tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", TITLE),
            tag("link", rel="icon", href="data:,"),
            head,
        ),
        body,
        lang=language.code,
        dir=language.direction,
    )


def _switch(pack: Pack, here: Language, label: str) -> Markup:
    links = (
        tag(
            "a",
            other.name,
            href=f"/{other.address}",
            lang=other.code,
            dir=other.direction,
            **({"aria_current": "true"} if other is here else {}),
        )
        for other in pack.languages
    )
    return tag("nav", *links, class_="languages", aria_label=label)


def _exit(text: dict[str, str]) -> Markup:
    inner = (drawing("door"), tag("span", text["page.exit"]))
    link = tag("a", *inner, href="/x", id="exit", rel="noreferrer", title=text["page.exit_hint"])
    return tag("footer", link, class_="exit")


def drawing(name: str) -> Markup:
    """One of the line drawings, as decoration."""
    return tag("svg", tag("use", href=f"#{name}"), class_="drawing", aria_hidden="true")


def _home(pack: Pack, language: Language) -> list[Markup]:
    text = pack.texts[language.code]
    help_ = tag(
        "details",
        tag("summary", drawing("phone"), tag("span", text["home.help"]), class_="choice main"),
        tag("div", *_help(pack, language), class_="stack"),
    )
    tell = tag(
        "details",
        tag("summary", drawing("cup"), tag("span", text["home.tell"]), class_="choice"),
        tag("div", tag("p", text["home.script"], class_="note")),
        id="tell",
    )
    back = tag(
        "details",
        tag("summary", drawing("list"), tag("span", text["home.receipt"]), class_="choice"),
        tag("div", tag("p", text["home.script"], class_="note")),
        id="return",
    )
    return [
        tag("h1", text["home.title"]),
        tag("p", text["home.never"], class_="never"),
        tag("div", id="said", class_="attention", role="alert"),
        help_,
        tell,
        back,
        tag("p", text["home.lead"]),
        _topic(text["home.reads_title"], text["home.reads"], text["home.honest"]),
        _topic(text["home.leave_title"], text["home.leave"]),
        tag(
            "section",
            tag("h2", text["steps.title"]),
            tag("ul", *(tag("li", text[f"steps.{step}"]) for step in STEPS)),
            class_="topic",
        ),
    ]


def _topic(title: str, *paragraphs: str) -> Markup:
    return tag("section", tag("h2", title), *(tag("p", p) for p in paragraphs), class_="topic")


def _help(pack: Pack, language: Language) -> list[Markup]:
    text = pack.texts[language.code]
    rows = (service_row(service, pack, language) for service in pack.services.hers())
    return [
        tag("p", text["help.lead"]),
        tag("ul", *rows, class_="numbers"),
        tag("p", text["help.after"], class_="soft small"),
    ]


def service_row(service: Service, pack: Pack, language: Language) -> Markup:
    """One number with its warning and, always, whether and when somebody checked it (P12)."""
    text = pack.texts[language.code]
    return tag(
        "li",
        tag("span", service.name[language.code]),
        tag("a", service.contact, href=f"tel:{service.contact}", class_="exact"),
        tag("span", text[f"area.{service.area}"], class_="soft small"),
        tag("span", service.warning[language.code], class_="soft small"),
        tag("span", checked(service, text), class_="state"),
    )


def checked(service: Service, text: dict[str, str]) -> str:
    """ "Seen on …, not checked" or "Checked on … by …"; dates stay ISO, isolated left to right."""
    day = service.verified_on or service.seen
    sentence = text["help.verified" if service.verified_on else "help.unverified"]
    return sentence.replace("{date}", f"\u2066{day}\u2069").replace("{name}", service.verified_by)
