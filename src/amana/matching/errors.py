"""Why something that was typed is not an identifier; each sentence is for whoever typed it."""

from amana.errors import AmanaError


class NotAnIdentifier(AmanaError):
    """This cannot be read as an identifier. Nothing was kept. Look at the original again and type it as it stands there."""


class NotAPhone(NotAnIdentifier):
    """This is no phone number that can exist. Nothing was kept. Type all digits, with + and the country's code if it is abroad."""


class NotAHandle(NotAnIdentifier):
    """An account of this platform cannot have this name. Nothing was kept. Open the profile and paste its link."""


class LooksAlike(NotAnIdentifier):
    """Letters of another alphabet look like Latin ones in this name or address. Nothing was kept. Open the profile and paste its link."""


class NotALink(NotAnIdentifier):
    """This is no web address. Nothing was kept. Copy the address from the browser or with the platform's own button."""


class NotAnEmail(NotAnIdentifier):
    """This is no e-mail address. Nothing was kept. Copy it from the message itself."""


class WrongChecksum(NotAnIdentifier):
    """At least one character of this number was misread or mistyped. Nothing was kept. Compare it with the original, one by one."""


class NotAnAccount(NotAnIdentifier):
    """This is no lasting number of an account. Nothing was kept. Take it from the export or from the profile's link."""


class NotATransfer(NotAnIdentifier):
    """This is no reference of a payment. Nothing was kept. Copy it from the receipt or from the message of the wallet."""
