"""Who he is: identifiers in normal form, found in her words; and the words that threaten or demand.

Everything here only suggests: a person confirms each identifier and each mark.
"""
