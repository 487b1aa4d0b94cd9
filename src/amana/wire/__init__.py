"""What travels: limits, encodings, padding, archives and messages, the twin of client/src/wire
(protocol.md).
"""
