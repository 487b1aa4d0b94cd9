"""Writes all vectors again; envelope.json, which is new each time, only when
asked.
"""

import sys

from vectors.generators import archives, directories, envelopes, identifiers, messages, receipts

for module in (receipts, archives, messages, directories, identifiers):
    module.main()
if "--envelopes" in sys.argv:
    envelopes.main()
