"""Files as phones make them and as an attacker would, all plainly made by a program."""

import io
import math
import struct
import zlib
from functools import cache
from typing import Any, Final, cast

import av
import pikepdf
import pillow_heif
from PIL import Image, ImageDraw, ImageFont

RED, GREEN, BLUE, GREY = (220, 30, 30), (30, 200, 40), (40, 60, 210), (128, 128, 128)
CORNERS: Final = (RED, GREEN, BLUE, GREY)  # left top, right top, left bottom, right bottom
SECRET: Final = b"words that were hidden in the file"

pillow_heif.register_heif_opener()


def quarters(width: int = 640, height: int = 480) -> Image.Image:
    """Four plain colours, one a corner."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for index, colour in enumerate(CORNERS):
        left, top = index % 2 * width // 2, index // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return image


def encoded(image: Image.Image, form: str, **more: Any) -> bytes:
    """The bytes of a picture."""
    buffer = io.BytesIO()
    image.save(buffer, form, **more)
    return buffer.getvalue()


def corners(content: bytes) -> list[tuple[int, ...]]:
    """The colours of a picture's quarters, in their middle."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = image.size
    places = ((w * width // 4, h * height // 4) for h in (1, 3) for w in (1, 3))
    return [tuple(image.getpixel(place)) for place in places]  # type: ignore[arg-type]


def png_claiming(width: int, height: int) -> bytes:
    """A small file that says it is a huge picture, and holds a row of zeros."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


@cache
def film(form: str = "mp4", *, frames: int = 100) -> bytes:
    """Red at first, then blue; 25 frames a second."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=form) as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.codec_context.gop_size = 10
        for index in range(frames):
            colour = RED if index < frames // 2 else BLUE
            picture = av.VideoFrame.from_image(Image.new("RGB", (320, 240), colour))
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return buffer.getvalue()


@cache
def voice(form: str, codec: str, rate: int, seconds: float = 2.0) -> bytes:
    """A tone of 440 Hz."""
    buffer, count = io.BytesIO(), int(rate * seconds)
    tone = (round(12_000 * math.sin(2 * math.pi * 440 * at / rate)) for at in range(count))
    with av.open(buffer, "w", format=form) as container:
        stream = cast(av.AudioStream, container.add_stream(codec, rate=rate))
        stream.codec_context.layout = "mono"
        frame = av.AudioFrame(format="s16", layout="mono", samples=count)
        frame.planes[0].update(struct.pack(f"<{count}h", *tone))
        frame.sample_rate, frame.pts = rate, 0
        size = stream.codec_context.frame_size or None
        fitting = av.AudioResampler(stream.format.name, "mono", rate, size)
        for part in (*fitting.resample(frame), *fitting.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return buffer.getvalue()


def paper(pages: int = 2, *, contents: bytes = b"", **more: Any) -> bytes:
    """A PDF of A4 pages; `contents` are drawn on each."""
    buffer, document = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(contents)
    document.save(buffer, **more)
    return buffer.getvalue()


def screenshot(*lines: str) -> bytes:
    """Lines of Latin letters as a phone shows them."""
    image = Image.new("RGB", (1080, 400 + 160 * len(lines)), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(46)
    for index, line in enumerate(lines):
        draw.text((80, 200 + 160 * index), line, fill="black", font=font)
    return encoded(image, "PNG")
