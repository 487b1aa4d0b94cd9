"""The cases room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Models under the label `cases`."""

    name = "amana.desk.cases"
    label = "cases"

    def ready(self) -> None:
        """Background work that needs a key."""
        from amana.desk.cases import resealing, restoring  # noqa: F401
