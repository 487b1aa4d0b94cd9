"""Officers, their keys and their sessions: nobody reads anything here without a key of her own
(P2).
"""
