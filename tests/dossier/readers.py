"""Three programs that read text out of a PDF, each as a person's own reader would."""

import io
import subprocess
from collections.abc import Callable, Mapping
from typing import Final

import pypdf
import pypdfium2  # type: ignore[import-untyped]

_UNSEEN: Final = dict.fromkeys(
    map(ord, "\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff")
)


def seen(text: str) -> str:
    """The text without characters that nobody sees, and with plain spaces."""
    return text.translate(_UNSEEN).replace("\u00a0", " ")


def poppler(pdf: bytes) -> str:
    """As `pdftotext` reads it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return seen(done.stdout.decode())


def by_pypdf(pdf: bytes) -> str:
    """As pypdf reads it."""
    return seen("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def pdfium(pdf: bytes) -> str:
    """As Chrome's reader reads it."""
    with pypdfium2.PdfDocument(pdf) as paper:
        return seen("\n".join(page.get_textpage().get_text_range() for page in paper))


READERS: Final[Mapping[str, Callable[[bytes], str]]] = {
    "poppler": poppler,
    "pypdf": by_pypdf,
    "pdfium": pdfium,
}
