"""Which chat of a file a message belongs to: some exports hold many, one after another."""

from typing import NamedTuple


class Chat(NamedTuple):
    """Bytes `start` to `end` of a file are this chat. `account` is the platform's own lasting id of
    the chat, such as "telegram:123"; title and participants are as the export names them."""

    start: int
    end: int
    title: str = ""
    account: str = ""
    participants: tuple[str, ...] = ()
