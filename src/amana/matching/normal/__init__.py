"""One spelling for each identifier, so that the same man is the same in two cases. One file a kind.

Normal forms are for comparing and for the index; what is shown is always the original (P9).
"""
