"""The last touch on the compiled file: a hint that makes readers reverse Latin text goes, and no picture may be inside (P10)."""

import io

import pikepdf

from amana.dossier.refusals import PictureInside


def finish(pdf: bytes) -> tuple[bytes, int]:
    """The finished bytes and the number of pages. Raises PictureInside.

    `/Direction /R2L` (PDF 32000-1, 12.2) makes pdfium, and with it Chrome, give `@user` as `resu@`.
    """
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        if any(_is_picture(each) for each in paper.objects):
            raise PictureInside
        preferences = paper.Root.get("/ViewerPreferences")
        if preferences is not None and "/Direction" in preferences:
            del preferences["/Direction"]
        written = io.BytesIO()
        paper.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            compress_streams=False,
            fix_metadata_version=False,
        )
        return written.getvalue(), len(paper.pages)


def _is_picture(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
