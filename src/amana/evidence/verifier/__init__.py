"""The verifier that a stranger runs. These files import the standard library of Python 3.8 and one another, nothing else;
`assembled` joins them into the one `verify.py` that lies in every bundle.
"""
