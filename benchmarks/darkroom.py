"""Budgets: the blur of a 12-megapixel JPEG in ≤ 250 ms, sandbox included; ≥ 50,000 chat messages a second through the pipe.

Everything else is told beside them: what the same picture costs without a sandbox, with the lock alone, and in other forms; a page,
moments of a film, words of a screenshot, a voice note; reading a sealed file from anywhere.
"""

import io
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, cast

import av
import pikepdf
import pillow_heif
import pyrage
from PIL import Image, ImageDraw, ImageFont

from amana.darkroom import bubble, room
from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.seeking import Seeking
from benchmarks.figure import AtLeast, AtMost, Figure
from benchmarks.spread import median
from benchmarks.stage import Stage

BLUR: Final = AtMost(250)  # ms
CHATS: Final = AtLeast(50_000)  # messages a second
_RUNS: Final = 9
_SIZE: Final = (4_000, 3_000)
_MESSAGES: Final = 100_000
_MB: Final = 1_000_000
_SEALED: Final = 64 * _MB


class NoWalls(RuntimeError):
    """bubblewrap cannot wall anything in here, so its time cannot be measured."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Pictures, then everything else."""
    yield from _pictures()
    yield from _others()
    yield from _chats()
    yield _seeking()


def _pictures() -> Iterator[Figure]:
    picture = _photo()
    jpeg = _encoded(picture, "JPEG", quality=90)
    if not bubble.works():
        raise NoWalls
    yield _took("blur of a 12 MP JPEG, walls and lock", jpeg, room.blur, BLUR)
    yield _took("reveal of a 12 MP JPEG", jpeg, room.reveal)
    yield Figure(
        "darkroom: the same JPEG, Pillow without a sandbox", _timed(lambda: _bare(jpeg)), "ms"
    )
    for form, name in (("PNG", "PNG"), ("HEIF", "HEIC")):
        yield _took(f"blur of a 12 MP {name}", _encoded(picture, form), room.blur)
    yield _took("what a 12 MP JPEG is", jpeg, room.probe)


def _others() -> Iterator[Figure]:
    yield _took("a page of a PDF, readable", _paper(), lambda source: room.reveal_page(source, 0))
    film = _film()
    yield _took("six moments of a 20 s film, 720p", film, room.frames)
    yield _took("one moment of it", film, lambda source: room.reveal_frame(source, 9.5))
    yield _took("words of a screenshot, 1080 x 2340", _screenshot(), room.ocr)


def _chats() -> Iterator[Figure]:
    export = room.Held(_export())
    began = time.perf_counter()
    count = sum(1 for part in room.chats(export, "WhatsApp Chat.txt") for _ in part.items())
    rate = count / (time.perf_counter() - began)
    yield Figure("darkroom: chat messages through the pipe", round(rate), "1/s", CHATS)


def _seeking() -> Figure:
    identity = new_identity()
    recipient = pyrage.x25519.Recipient.from_str(recipient_of(identity))
    sealed = pyrage.encrypt(os.urandom(_SEALED), [recipient])
    file = Seeking(lambda at, length: sealed[at : at + length], len(sealed), identity)
    began = time.perf_counter()
    for offset in range(0, _SEALED, _MB):
        file.read_at(offset, _MB)
    rate = _SEALED / _MB / (time.perf_counter() - began)
    return Figure("darkroom: a sealed file read in pieces", round(rate), "MB/s")


def _took(
    what: str, content: bytes, look: Callable[[room.Source], object], budget: AtMost | None = None
) -> Figure:
    source = room.Held(content)
    return Figure(f"darkroom: {what}", round(_timed(lambda: look(source)), 1), "ms", budget)


def _timed(work: Callable[[], object]) -> float:
    """The median of a few runs in milliseconds, after one that is not counted."""
    work()
    taken = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1_000)
    return median(taken)


def _bare(jpeg: bytes) -> bytes:
    image = Image.open(io.BytesIO(jpeg))
    image.draft("RGB", (112, 112))
    small = image.convert("RGB").resize((42, 32), Image.Resampling.BOX)
    return _encoded(small.resize((512, 384), Image.Resampling.BICUBIC), "WEBP", quality=60)


def _photo() -> Image.Image:
    """As busy as a photograph: noise, enlarged."""
    noise = Image.frombytes("RGB", (800, 600), os.urandom(800 * 600 * 3))
    return noise.resize(_SIZE, Image.Resampling.BICUBIC)


def _encoded(image: Image.Image, form: str, **more: int) -> bytes:
    pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


def _paper() -> bytes:
    buffer, document = io.BytesIO(), pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    lines = b" ".join(b"0 %d 595 2 re f" % at for at in range(0, 842, 6))
    page.Contents = document.make_stream(lines)
    document.save(buffer)
    return buffer.getvalue()


def _film() -> bytes:
    buffer = io.BytesIO()
    picture = _photo().resize((1280, 720))
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        for index in range(500):
            moved = picture.transform((1280, 720), Image.Transform.AFFINE, (1, 0, index, 0, 1, 0))
            container.mux(stream.encode(_frame(moved)))
        container.mux(stream.encode(None))
    return buffer.getvalue()


def _frame(image: Image.Image) -> av.VideoFrame:
    return cast(av.VideoFrame, av.VideoFrame.from_image(image))  # type: ignore[no-untyped-call]


def _screenshot() -> bytes:
    image = Image.new("RGB", (1080, 2340), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(44)
    for index in range(14):
        draw.text(
            (80, 160 + 150 * index), f"message {index}: 500 USDT, +964 770 000 0000", "black", font
        )
    return _encoded(image, "PNG")


def _export() -> bytes:
    start = datetime(2024, 1, 1)  # noqa: DTZ001  a phone's own clock
    lines = (
        f"{start + timedelta(minutes=number):%d/%m/%Y, %H:%M} - Person {number % 2}: words of message {number}\n"
        for number in range(_MESSAGES)
    )
    return "".join(lines).encode()
