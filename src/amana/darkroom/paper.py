"""A PDF inside the worker: its pages as pixels, never its scripts, forms or attachments (P10)."""

import io
from typing import Any, BinaryIO, Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from amana.darkroom.errors import DamagedFile, Locked, NoSuchPlace, TooLarge

MAX_PAGES: Final = 5_000
_MAX_POINTS: Final = 20_000  # of one side: 7 metres
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
# The smallest file that has a page: read before the lock, so that fonts and callbacks are there afterwards.
_SMALLEST: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>"
    b"/Contents 4 0 R>>endobj 4 0 obj<</Length 26>>stream\nBT /F 9 Tf (amana) Tj ET \nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def load() -> None:
    """Draws a page once."""
    drawn(opened(io.BytesIO(_SMALLEST)), 0, 9)


def opened(file: BinaryIO) -> Any:
    """A pypdfium2.PdfDocument. Raises Locked, DamagedFile or TooLarge."""
    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise (Locked if error.err_code == _PASSWORD else DamagedFile) from error
    if len(document) > MAX_PAGES:
        raise TooLarge
    return document


def told(file: BinaryIO) -> dict[str, Any]:
    """Pages, the first one's size in points, and what the file says made it, when."""
    document = opened(file)
    written = document.get_metadata_dict(skip_empty=True)
    return {
        "pages": len(document),
        "size": size_of(document, 0),
        "software": written.get("Producer", ""),
        "taken": written.get("CreationDate", ""),
    }


def size_of(document: Any, number: int) -> tuple[int, int]:
    """Of one page from 0, in points."""
    width, height = document.get_page_size(number)
    return max(round(width), 1), max(round(height), 1)


def drawn(document: Any, number: int, side: int) -> Image.Image:
    """Page `number` from 0, its longer side `side` pixels, on white. Raises NoSuchPlace or TooLarge."""
    if not 0 <= number < len(document):
        raise NoSuchPlace
    page = document[number]
    longer = max(page.get_size())
    if not 0 < longer <= _MAX_POINTS:
        raise TooLarge
    image: Image.Image = page.render(scale=side / longer, may_draw_forms=False).to_pil()
    return image.convert("RGB")
