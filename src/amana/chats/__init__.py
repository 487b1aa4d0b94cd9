"""Chat exports become one transcript form; every text shown is a byte range of the original (P9).

`importing.read` recognises an export and yields its parts; each part yields messages and gaps that
together cover every byte of it. Nothing here knows a case, a key or a page.
"""
