"""What is the same on every page: head, banner, languages, the way out (P3, P6)."""

from dataclasses import dataclass

from amana.packs.language import Language
from amana.packs.pack import Pack
from amana.site import look
from amana.site.addresses import LEAVE
from amana.site.scripts import Script
from amana.site.tree import Element, html, tag

TITLE = "Home"  # one neutral word, the same on every page and in every language


@dataclass(frozen=True)
class Frame:
    """The style and policy of every page, where the instance file lies, demo or not."""

    pack: Pack
    style: str
    policy: str
    instance: str
    integrity: str
    script: Script
    demo: bool


@dataclass(frozen=True)
class Page:
    """One page: its address, its language, the address of the same page in each language, and what stands in it."""

    address: str
    language: Language
    twins: dict[str, str]
    content: tuple[Element, ...]
    kind: str


def nodes(page: Page, frame: Frame) -> list[Element]:
    """The page's body, for its HTML and its JSON alike."""
    text = frame.pack.texts[page.language.code]
    banner = [tag("aside", tag("p", text["page.demo"]), class_="demo")] if frame.demo else []
    main = tag(
        "main",
        *page.content,
        id="main",
        class_=page.kind,
        data_wait=text["page.wait"],
        data_offline=text["page.offline"],
    )
    return [*banner, _switch(page, frame.pack, text["page.language"]), main, _exit(text)]


def document(page: Page, frame: Frame) -> str:
    """The whole page as HTML."""
    text = frame.pack.texts[page.language.code]
    body = tag(
        "body",
        look.drawings(),
        *nodes(page, frame),
        data_again=text["page.again"],
        data_inside=text["page.inside"],
        data_saver=text["page.saver"],
    )
    return _html(page.language, frame, [*_head(frame)], body)


def blank_page(frame: Frame) -> str:
    """Where she leaves to: nothing at all."""
    scheme = tag("meta", name="color-scheme", content="light dark")
    return _html(frame.pack.first, frame, [scheme], tag("body"))


def _head(frame: Frame) -> list[Element]:
    return [
        tag("style", frame.style),
        tag("meta", name="instance", content=frame.instance, data_integrity=frame.integrity),
        tag(
            "script",
            type="module",
            src=frame.script.address,
            integrity=frame.script.integrity,
        ),
    ]


def _html(language: Language, frame: Frame, head: list[Element], body: Element) -> str:
    """Policy and referrer stand in the page too, for servers that do not send our headers."""
    return "<!doctype html>" + html(
        tag(
            "html",
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("meta", http_equiv="Content-Security-Policy", content=frame.policy),
                tag("meta", http_equiv="x-dns-prefetch-control", content="off"),
                tag("meta", name="referrer", content="no-referrer"),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                tag("meta", name="description", content=TITLE),
                tag("title", TITLE),
                tag("link", rel="icon", href="data:,"),
                *head,
            ),
            body,
            lang=language.code,
            dir=language.direction,
        )
    )


def _switch(page: Page, pack: Pack, label: str) -> Element:
    links = (
        tag(
            "a",
            other.name,
            href=page.twins[other.code],
            lang=other.code,
            dir=other.direction,
            aria_current="true" if other is page.language else None,
        )
        for other in pack.languages
    )
    return tag("nav", *links, class_="languages", aria_label=label)


def _exit(text: dict[str, str]) -> Element:
    inner = (drawing("door"), tag("span", text["page.exit"]))
    link = tag("a", *inner, href=LEAVE, id="exit", rel="noreferrer", title=text["page.exit_hint"])
    return tag("footer", link, class_="exit")


def said() -> Element:
    """Where a page says at once what happened."""
    return tag("div", id="said", class_="attention", role="alert")


def drawing(name: str) -> Element:
    """One of the line drawings, as decoration."""
    turned = " turn" if name == "turn" else ""
    use = tag("use", href=f"#{name}")
    return tag("svg", use, class_=f"drawing{turned}", aria_hidden="true")


def topic(title: str, *content: Element) -> Element:
    """A part of a page under its own heading."""
    return tag("section", tag("h2", title), *content, class_="topic")
