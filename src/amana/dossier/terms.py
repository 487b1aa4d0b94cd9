"""The closed vocabularies of a dossier. What a person reads for each stands in `words/`."""

from enum import StrEnum


class Basis(StrEnum):
    """Where a sentence comes from; the three are never mixed in one sentence."""

    STATES = "states"  # she says so
    SEEN = "seen"  # an officer saw it in an exhibit
    INFERRED = "inferred"  # concluded, from exhibits that are named


class Support(StrEnum):
    """What the exhibits give for a legal element. There is no word for "met": that is the court's (P12)."""

    SUPPORTED = "supported"
    NOT_SHOWN = "not_shown"
    UNKNOWN = "unknown"


class Element(StrEnum):
    """The six rows of the table of elements."""

    THREAT = "threat"
    DEMAND = "demand"
    HONOUR = "honour"
    PUBLICATION = "publication"
    LOSS = "loss"
    ATTRIBUTION = "attribution"


class IdentifierKind(StrEnum):
    """What may point to the person who writes."""

    HANDLE = "handle"
    ACCOUNT = "account"  # a platform's own lasting number
    PHONE = "phone"
    LINK = "link"
    EMAIL = "email"
    WALLET = "wallet"
    TRANSFER = "transfer"  # the reference of a payment
    OTHER = "other"


class LossKind(StrEnum):
    """What was taken."""

    TRANSFER = "transfer"
    CASH = "cash"
    GOLD = "gold"
    PHONE = "phone"
    CARD = "card"  # code of a prepaid card
    OTHER = "other"


class LossState(StrEnum):
    """Whether an entry stands on her word or on proof that a person looked at."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"


class Original(StrEnum):
    """Where the original of an exhibit is when the paper is read."""

    IN_BUNDLE = "in_bundle"
    SEALED = "sealed"  # in the bundle, locked to a recipient
    AT_DESK = "at_desk"  # not handed over


class BlockStyle(StrEnum):
    """A piece of a platform's explanation."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
