from typing import Self, final

@final
class Recipient:
    """A public key; `str()` gives its `age1…` form. Two objects of one key are not equal."""

    @classmethod
    def from_str(cls, v: str) -> Self: ...

@final
class Identity:
    """A private key; `str()` gives its `AGE-SECRET-KEY-1…` form, so never print one."""

    @classmethod
    def generate(cls) -> Self: ...
    @classmethod
    def from_str(cls, v: str) -> Self: ...
    def to_public(self) -> Recipient: ...
