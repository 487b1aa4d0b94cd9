"""What an identifier can be. The values are the type names of matching and must never change."""

from enum import StrEnum


class Kind(StrEnum):
    """`HANDLE` is an @name whose platform nobody said; `…_ID` are a platform's own lasting numbers."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    INSTAGRAM = "instagram"
    TELEGRAM = "telegram"
    SNAPCHAT = "snapchat"
    TIKTOK = "tiktok"
    FACEBOOK = "facebook"
    X = "x"
    VIBER = "viber"
    INSTAGRAM_ID = "instagram-id"
    TELEGRAM_ID = "telegram-id"
    FACEBOOK_ID = "facebook-id"
    X_ID = "x-id"
    BTC = "btc"
    EVM = "evm"  # one address on every chain of Ethereum's kind
    TRON = "tron"
    IBAN = "iban"
    TRANSFER = "transfer"  # the reference of a payment
    CARD = "card"  # a code of phone credit or a bank card: masked, never kept
