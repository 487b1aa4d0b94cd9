"""Given a file in which anything was changed, then it is seen or refused with a sentence; the desk itself never falls over."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.darkroom import room
from amana.darkroom.errors import DarkRoomRefused
from tests.darkroom.samples import encoded, film, paper, quarters, voice

Look = Callable[[room.Source], object]
LOOKS: dict[str, tuple[bytes, Look]] = {
    "jpg": (encoded(quarters(), "JPEG"), room.blur),
    "png": (encoded(quarters(), "PNG"), room.blur),
    "gif": (encoded(quarters(), "GIF"), room.blur),
    "webp": (encoded(quarters(), "WEBP"), room.reveal),
    "tiff": (encoded(quarters(), "TIFF"), room.reveal),
    "heic": (encoded(quarters(), "HEIF"), room.blur),
    "mp4": (film(frames=20), room.frames),
    "opus": (voice("ogg", "libopus", 48_000, 0.3), room.listen),
    "pdf": (paper(), lambda source: room.reveal_page(source, 0)),
}
changes = st.lists(
    st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6
)


@pytest.mark.parametrize("kind", LOOKS)
@given(changes=changes, cut=st.integers(0, 400))
@settings(max_examples=8, deadline=None)
def test_anything_may_be_changed(kind, changes, cut):
    content, look = LOOKS[kind]
    changed = bytearray(content)
    for place, octets in changes:
        at = 16 + place % len(content)
        changed[at : at + len(octets)] = octets
    source = room.Held(bytes(changed[: len(changed) - cut]))
    with suppress(DarkRoomRefused):
        look(source)
    assert room.probe(source).kind.name == room.kind(source).name
