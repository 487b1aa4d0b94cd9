"""Chat exports become one transcript form; every text shown is a byte range of the original (P9).

`importing.read_export` recognises an export and yields its parts; each part yields messages and gaps
that together are every byte of it. Nothing here knows a case, a key or a page.
"""
