"""Writes all vectors of wire and seal again."""

from vectors.generators import archives, messages, receipts

for module in (receipts, archives, messages):
    module.main()
