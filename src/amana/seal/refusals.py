"""Why a directory, or one desk of it, is not believed: each reason with its own sentence
(protocol §7).

The TypeScript twin has the same names; vectors/directory.json names them.
"""

from amana.errors import AmanaError


class DirectoryRefusal(AmanaError):
    """The list of desks cannot be believed. Nothing was sent. Try again later, or by another
    connection.
    """


class Malformed(DirectoryRefusal):
    """The list of desks is not of the agreed form. Nothing was sent. Try again later, or by another
    connection."""


class BadSignature(DirectoryRefusal):
    """A signature in the list of desks does not hold: somebody changed it on the way. Nothing
    was sent. Do
    not write to this desk now; ask it by telephone."""


class TooFewCertifiers(DirectoryRefusal):
    """Fewer than two independent people vouch for a key of this desk. Nothing was sent. Do not
    write to this
    desk now; ask it by telephone."""


class Older(DirectoryRefusal):
    """The list of this desk is older than one that is already known. Nothing was sent. Somebody
    may be holding
    back the newer one; try by another connection."""


class Expired(DirectoryRefusal):
    """The list of this desk has expired. Nothing was sent. The desk must renew it; try again
    tomorrow.
    """


class ClockBehind(DirectoryRefusal):
    """The clock of this device is behind: it shows a day before this list was made. Nothing was
    sent. Set
    the date, then try again."""


class DemoKeys(DirectoryRefusal):
    """These are keys for trying out only, and this is not a demonstration. Nothing was sent. Do
    not write to
    this desk."""


class TooManyHolders(DirectoryRefusal):
    """The list of this desk names more people than a desk may have. Nothing was sent. The desk
    must shorten
    its list."""


class SharedRecovery(DirectoryRefusal):
    """Both recovery sets of this desk have a holder in common, so nobody could be left out
    safely. Nothing
    was sent. The desk must change its recovery holders."""


class NoRecovery(DirectoryRefusal):
    """This desk has no recovery set that this choice needs. Nothing was sent. Choose another
    desk, or ask
    this one by telephone."""
