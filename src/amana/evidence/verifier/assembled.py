"""Joins these files into the one `verify.py` that a stranger runs: the same code, nothing imported but Python's own library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from amana.errors import AmanaError

# Each needs only those before it.
ORDER: Final = (
    "words",
    "findings",
    "canonical",
    "ed25519",
    "names",
    "zip_form",
    "der",
    "container",
    "manifests",
    "seal",
    "chain",
    "exhibits",
    "stamps",
    "report",
)
_FUTURE: Final = "from __future__ import annotations\n"
_OWN: Final = re.compile(
    r"^from amana\.evidence\.verifier\.\w+ import (?:\([^)]*\)|[^\n]*)\n", re.MULTILINE
)
_OTHER: Final = re.compile(r"^(?:import [\w.]+|from [\w.]+ import [^\n(]+)\n", re.MULTILINE)
_DOCSTRING: Final = re.compile(r'\A"""(.*?)"""\n', re.DOTALL)
_HEAD: Final = '''#!/usr/bin/env python3
"""Checks a bundle of evidence. Run: python3 verify.py [folder or zip] (Python 3.8 or newer, nothing to install).

It only reads. Who changed the bundle could also have changed this file: a copy from the organisation itself is better.
Free software under the GNU Affero General Public License, version 3 or later.
"""

'''
_TAIL: Final = '\n\nif __name__ == "__main__":\n    sys.exit(main())\n'


class VerifierIncomplete(AmanaError):
    """A part of the verifier is missing from this installation. No bundle was made. Install Amana again."""


def single_file() -> bytes:
    """The text of `verify.py`, the same on every machine. Raises VerifierIncomplete."""
    imports: set[str] = set()
    parts = [_part(module, imports) for module in ORDER]
    return (_HEAD + _FUTURE + "\n" + "".join(sorted(imports)) + "\n\n".join(parts) + _TAIL).encode()


def _part(module: str, imports: set[str]) -> str:
    try:
        text = Path(__file__).with_name(f"{module}.py").read_text("utf-8")
    except OSError as error:
        raise VerifierIncomplete from error
    text = _OWN.sub("", text.replace(_FUTURE, ""))
    imports.update(_OTHER.findall(text))
    about = " ".join((_DOCSTRING.findall(text) or [""])[0].split())
    body = _DOCSTRING.sub("", _OTHER.sub("", text)).strip("\n")
    return f"\n# ---- {module}: {about}\n\n{body}\n"
