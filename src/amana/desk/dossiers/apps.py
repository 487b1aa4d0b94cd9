"""The dossiers room as Django knows it."""

from typing import Any

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Keeps its drafts and papers as sealed records of the case; a paper that holds the hash of a locked file goes with it."""

    name = "amana.desk.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Listens to the cases room."""
        from amana.desk.cases import signals

        signals.locked.connect(_locked, dispatch_uid="amana.desk.dossiers")


def _locked(sender: object, *, opened: Any, exhibit: int, **_: object) -> None:
    from amana.desk.dossiers.flows.make import forget_exhibit

    forget_exhibit(opened, exhibit)
