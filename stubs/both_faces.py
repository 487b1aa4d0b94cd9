"""Settings for the type checker alone: the desk's, with the relay's apps beside them.

Relay and desk are two Django sites that never run in one process, but the Django plugin of mypy
knows one settings module only; without the relay's apps its models would have no managers.
"""

from pathlib import Path

from amana.desk import settings as desk
from amana.desk.settings import *  # noqa: F403  the type checker must see the names

RELAY = Path(desk.__file__).parents[1] / "relay"
INSTALLED_APPS = [
    *desk.INSTALLED_APPS,
    *sorted(
        ".".join(("amana.relay", *models.relative_to(RELAY).with_suffix("").parts[:-1]))
        for models in RELAY.glob("*/models.py")
    ),
]
