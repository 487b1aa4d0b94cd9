"""Her style: readable in light and dark, the same in both directions, still."""

import re

import pytest

from amana.site import look

TEXT = ("ink", "ink-soft", "deep", "amber", "plum")
GROUND = {"amber": ("amber-ground",), "plum": ("plum-ground",), "ink": ("paper", "sheet", "sand")}


def tokens(scheme: str) -> dict[str, str]:
    light, dark = look.read("tokens.css").split("prefers-color-scheme: dark")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_keeps_seven_to_one(scheme: str):
    t = tokens(scheme)
    for ink in TEXT:
        for ground in GROUND.get(ink, ("paper", "sheet")):
            assert contrast(t[ink], t[ground]) >= 7, (scheme, ink, ground)
    assert contrast(t["on-deep"], t["deep"]) >= 7
    assert contrast(t["edge"], t["paper"]) >= 3


def test_there_is_no_left_and_no_right():
    css = "".join(look.read(name) for name in look.SHEETS)
    assert not re.search(r"\b(left|right)\b|(margin|padding|border)-(top|bottom)\b", css)
    assert not re.search(r"@font-face|url\(|animation|transition", css)
    assert not re.search(r"letter-spacing|italic|justify;", css)


def test_every_size_that_is_pressed_is_56_pixels():
    css = look.read("site.css")
    assert ".exit a {" in css and "min-block-size: 56px" in css.split(".exit a {")[1].split("}")[0]
    assert "min-block-size: 56px" in css.split("summary.choice, button {")[1].split("}")[0]
