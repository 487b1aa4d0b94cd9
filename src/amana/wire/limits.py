"""Every limit of protocol §12. Both sides compile them in; no server can change one.

Sizes are bytes and periods are midnights (UTC) unless a comment says otherwise.
"""

from typing import Final

KIB: Final = 1024

# Archives and records (§3, §4).
LETTER: Final = 16 * KIB  # one size for every letter, so that its length says nothing
RECORD: Final = 4 * KIB  # state and standing: room for 30 keyholders and 16 ids
SLOT: Final = 17 * KIB  # a sealed LETTER with the grease stanza that rage may add
RECORD_FRAME: Final = 4 * KIB + 512  # a sealed RECORD, likewise

# JSON (§1).
MAX_JSON: Final = 64 * KIB
MAX_JSON_DEPTH: Final = 16  # arrays and objects, the outermost is level 1
MAX_INTEGER: Final = 2**53 - 1  # what a browser's numbers hold exactly
MAX_DOCUMENT: Final = 4 * 1024 * KIB  # the whole directory of a relay that many desks share

# Envelopes (§4).
STANZAS_SMALL: Final = 16
STANZAS_LARGE: Final = 32
MAX_STANZAS: Final = STANZAS_LARGE + 1  # and one of grease
MAX_HEADER: Final = 8 * KIB  # 33 stanzas are about 4 KiB
MAX_HOLDERS: Final = 30  # with two recovery recipients they fit 32 stanzas
MAX_ENVELOPE: Final = 1024 * KIB  # first reports may be long
MAX_WORDS: Final = 100_000  # characters; fits MAX_ENVELOPE in any script
MAX_CARD_NAMES: Final = 40
MAX_CARD_NAME: Final = 120  # characters

# Files (§8).
PART: Final = 1024 * KIB  # stays in memory on both sides
PARTS_A_TICKET: Final = 64  # 64 MiB a ticket
MAX_PARTS: Final = 1_088  # 1 GiB and its padding
MAX_FILE: Final = 1024 * 1024 * KIB
MAX_UPLOADS: Final = 40  # a letter
MAX_RECEIVED: Final = 32  # ids in `received`
MAX_RECEIVED_RECORD: Final = 16  # of a standing record: with 30 exclusions it must fit RECORD

# The relay (§8, §11).
IN_ROW: Final = 32 * KIB  # larger blobs are files
MAX_UNREAD: Final = 64  # letters a mailbox; then 507
MAX_DIFFICULTY: Final = 17  # 5 s on the slow reference; a client refuses more
CHALLENGE_SECONDS: Final = 30 * 60
NONCE_SECONDS: Final = 5 * 60
MAX_LISTED: Final = 1_000  # items of one list, acknowledge or confirm

# How long (P5).
KEPT_UNCOLLECTED: Final = 60
KEPT_STATUS: Final = 90
KEPT_UNFINISHED: Final = 7
KEPT_READ: Final = 2
KEPT_CONFIRMED: Final = 3  # at the earliest
MAILBOX_DAYS: Final = 400  # she may come back after a year

# The directory (§7), in days.
LIST_DAYS: Final = 14
CERTIFIER_DAYS: Final = 366  # a year, leap years included
REPLY_GRACE_DAYS: Final = 60  # a reply key verifies this much longer
CLOCK_DAYS: Final = 1  # a list issued later than this from now: the reader's clock is behind
