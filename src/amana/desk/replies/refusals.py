"""What the relay's client tells the outbox, where neither needs the other's tables."""

from amana.errors import AmanaError


class MailboxFull(AmanaError):
    """Her mailbox holds as many unread answers as it can, so this one waits here. Nothing is lost; it is tried again."""
