"""What other rooms are told, since cases may not know them (imports run one way)."""

from django.dispatch import Signal

secret_renewed = Signal()  # case, head, secret, unlocked: drop a standing record
resealing = Signal()  # case, head, secrets, unlocked, halted: re-seal what this room keeps; returns None
remaining = Signal()  # case: returns (done, total) of what this room still has to re-seal
erased = Signal()  # number: delete what this room keeps of the case
backup_verified = Signal()  # blobs: the keys of all blobs that the backup holds
