"""vectors/padding.json and vectors/archive.json: lengths, and members to the bytes of a tar
file.
"""

from vectors.generators.book import sample, write

from amana.wire.archive import Form, digest_of, pad, write_archive, write_body
from amana.wire.encoding import b64u
from amana.wire.padding import file_length, padme, report_length

LENGTHS = (
    *range(10),
    *(511, 512, 513, 1000, 16383, 16384, 16385, 20000, 65535, 65536, 65537, 99999),
    *(1 << 20, (1 << 20) + 1, 5_000_000, 123_456_789, (1 << 30) - 1, 1 << 30),
)
ARABIC = "هو يهدّدني. لا أريد أن يعرف أحد.\n"
SORANI = "هەڕەشەم لێ دەکات. نامەوێت کەس بزانێت.\n"


def main() -> None:
    """Lengths around every step; archives of each form."""
    steps = {"padme": padme, "file": file_length, "report": report_length}
    write(
        "padding",
        generator="vectors/generators/archives.py",
        checked_by="client/test; tests/vectors (PADMÉ by floating point)",
        cases=[{"length": n, **{name: step(n) for name, step in steps.items()}} for n in LENGTHS],
    )
    write(
        "archive",
        generator="vectors/generators/archives.py",
        checked_by="client/test; tests/vectors (Debian's tar, Python's tarfile)",
        cases=[_case(form, members) for form, members in _archives()],
    )


def _archives() -> list[tuple[Form, dict[str, bytes]]]:
    mac, signed = sample("mac", 32), sample("mac", 96)
    words = (ARABIC + SORANI).encode()
    card = '{"v":"amana-card/1","names":["قبيلة مثال","هۆزی نموونە"]}'.encode()
    return [
        (Form.RECORD, {"manifest.json": b"{}", "mac": mac}),
        (Form.RECORD, {"manifest.json": b'{"a":1}'.ljust(512), "mac": signed}),
        (Form.LETTER, {"manifest.json": b"{}", "words.txt": b"", "mac": mac}),
        (Form.LETTER, {"manifest.json": b"{}", "words.txt": words, "mac": signed}),
        (Form.LETTER, {"manifest.json": b"{}", "words.txt": b"x" * 12_800, "mac": mac}),
        (Form.REPORT, {"manifest.json": b"{}", "words.txt": words, "card.json": card, "mac": mac}),
        (Form.REPORT, {"manifest.json": b"{}", "words.txt": words * 400, "mac": mac}),
    ]


def _case(form: Form, members: dict[str, bytes]) -> dict[str, object]:
    archive = write_archive(members)
    return {
        "form": form.value,
        "members": {name: b64u(content) for name, content in members.items()},
        "archive": b64u(archive),
        "T": b64u(digest_of(write_body(members))),
        "padded": len(pad(archive, form)),
    }
