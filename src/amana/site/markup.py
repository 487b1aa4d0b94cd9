"""A few lines that build HTML so that no text can become markup."""

from html import escape

VOID = frozenset({"meta", "link", "input", "br"})


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str | bool) -> Markup:
    """`tag("p", "a < b", class_="soft")`. Plain strings are escaped; a `_` at the end of an
    attribute is dropped, others become `-`; True gives the attribute without a value."""
    opened = f"<{name}" + "".join(_attribute(*pair) for pair in attributes.items()) + ">"
    if name in VOID:
        return Markup(opened)
    return Markup(opened + join(*content) + f"</{name}>")


def join(*content: str) -> Markup:
    """Several pieces, one after another."""
    return Markup("".join(c if isinstance(c, Markup) else escape(c, quote=False) for c in content))


def _attribute(name: str, value: str | bool) -> str:
    if value is False:
        return ""
    shown = name.rstrip("_").replace("_", "-")
    return f" {shown}" if value is True else f' {shown}="{escape(str(value))}"'
