"""The journeys of an officer: invited, first sign-in, every sign-in, closing the desk. One file a
journey.
"""
