"""One tree of errors whose docstrings are the sentences that a person in front of them needs."""

from inspect import cleandoc


class AmanaError(Exception):
    """Something in Amana stopped. Nothing that was acknowledged is lost. Try again, then ask your administrator."""

    @property
    def sentence(self) -> str:
        """What happened, what is safe and what to do next, as one plain paragraph."""
        without = f"{type(self).__name__}. Python was started with -OO, which drops the sentence."
        return " ".join(cleandoc(type(self).__doc__ or AmanaError.__doc__ or without).split())
