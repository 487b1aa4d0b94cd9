"""The words that a page of HTML in a mail shows, and where its links lead: a hidden target is told."""

import html
import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*|!)([^<>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HIDDEN = frozenset(("script", "style"))
_LINES = frozenset(("p", "div", "br", "tr", "li", "table", "ul", "ol", "hr", "blockquote", "pre"))
_LINES |= {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLANK = re.compile(r"[ \t\r\n\f]+")


def page_text(page: str) -> str:
    """The text of a page: a line for each block, `words <target>` for a link whose words do not say
    its target. Scripts and styles are not shown."""
    reader = _Reader()
    at = 0
    for tag in _TAG.finditer(page):
        reader.words(page[at : tag.start()])
        reader.tag(closes=bool(tag[1]), name=tag[2].lower(), rest=tag[3])
        at = tag.end()
    reader.words(page[at:])
    lines = (line.strip() for line in "".join(reader.shown).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader:
    def __init__(self) -> None:
        self.shown: list[str] = []
        self._hidden = self._target = ""
        self._link_from = 0

    def words(self, raw: str) -> None:
        if raw and not self._hidden:
            self.shown.append(html.unescape(_BLANK.sub(" ", raw)))

    def tag(self, *, closes: bool, name: str, rest: str) -> None:
        if self._hidden:
            if closes and name == self._hidden:
                self._hidden = ""
        elif name in _HIDDEN and not closes:
            self._hidden = name
        elif name == "a":
            self._end_link()
            found = None if closes else _HREF.search(rest)
            if found:
                self._target = html.unescape(found[1] or found[2] or found[3] or "").strip()
                self._link_from = len(self.shown)
        elif name in _LINES:
            self.shown.append("\n")

    def _end_link(self) -> None:
        words = "".join(self.shown[self._link_from :])
        if self._target and self._target not in words:
            self.shown.append(f" <{self._target}>")
        self._target = ""
