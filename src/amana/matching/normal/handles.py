"""Names of accounts: what each platform allows, in small letters. A name can be given up and taken by another."""

import re
from typing import Final, NamedTuple

from amana.matching.errors import LooksAlike, NotAHandle
from amana.matching.kinds import Kind
from amana.matching.normal.text import plain


class Platform(NamedTuple):
    """What a name may look like, and the paths of the platform's own that are no names."""

    name: re.Pattern[str]
    reserved: frozenset[str]
    dots_count: bool = True


def _platform(name: str, reserved: str = "", *, dots_count: bool = True) -> Platform:
    return Platform(re.compile(name), frozenset(reserved.split()), dots_count)


PLATFORMS: Final = {
    Kind.INSTAGRAM: _platform(
        r"(?!.*\.\.)[a-z0-9_](?:[a-z0-9._]{0,28}[a-z0-9_])?",
        "p reel reels tv explore stories accounts direct about legal web share s download popular",
    ),
    Kind.TELEGRAM: _platform(
        r"[a-z][a-z0-9_]{3,31}",
        "joinchat addstickers addemoji addtheme share iv proxy socks login setlanguage addlist boost bg invoice",
    ),
    Kind.SNAPCHAT: _platform(
        r"[a-z][a-z0-9._-]{1,13}[a-z0-9]", "add discover spotlight lens download unlock support"
    ),
    Kind.TIKTOK: _platform(
        r"[a-z0-9._]{1,23}[a-z0-9_]", "foryou following live music tag discover explore login video"
    ),
    Kind.FACEBOOK: _platform(
        r"[a-z0-9]{5,50}",
        "groups pages watch events marketplace gaming help login messages people permalink.php photo photo.php photos "
        "posts privacy profile.php reel reels share sharer sharer.php stories story.php video videos hacked settings public hashtag",
        dots_count=False,
    ),
    Kind.X: _platform(
        r"[a-z0-9_]{1,15}", "home explore i search intent hashtag share messages settings login"
    ),
    Kind.VIBER: _platform(r"[a-z0-9][a-z0-9._-]{1,39}"),
}
ANY: Final = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,38}[a-z0-9_])?")  # of a platform nobody named


def handle(raw: str, platform: Kind) -> str:
    """The name in small letters without @; Facebook's without dots, which do not count there.

    `platform` is one of PLATFORMS, or Kind.HANDLE when nobody knows it. Raises NotAHandle, LooksAlike.
    """
    name = plain(raw[:256]).text.strip().removeprefix("@").lower()
    rules = PLATFORMS.get(platform)
    if not name.isascii():
        # Folding а (Cyrillic) to a would name somebody else.
        raise LooksAlike
    if rules is None:
        return _fitting(name, ANY)
    if name in rules.reserved:
        raise NotAHandle
    return _fitting(name if rules.dots_count else name.replace(".", ""), rules.name)


def _fitting(name: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(name):
        raise NotAHandle
    return name
