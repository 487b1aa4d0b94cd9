"""Writes all vectors of wire and seal again; envelope.json, which is new each time, only when
asked.
"""

import sys

from vectors.generators import archives, directories, envelopes, messages, receipts

for module in (receipts, archives, messages, directories):
    module.main()
if "--envelopes" in sys.argv:
    envelopes.main()
