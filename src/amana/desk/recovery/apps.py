"""The recovery room as Django knows it."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    """Takes over what was recovered, and seals every case to the recovery sets of now."""

    name = "amana.desk.recovery"
    label = "recovery"

    def ready(self) -> None:
        """Importing the flows registers their keyed work."""
        from amana.desk.recovery import renewing  # noqa: F401
        from amana.desk.recovery.flows import take_over  # noqa: F401
