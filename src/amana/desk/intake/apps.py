"""The intake room as Django knows it."""

from typing import Any

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Takes in follow-ups and files in officers' sessions, and tells the cases room who waits."""

    name = "amana.desk.intake"
    label = "intake"

    def ready(self) -> None:
        """Listens to the cases room; importing the flows registers their keyed work."""
        from amana.desk.cases import signals
        from amana.desk.intake import uploads  # noqa: F401
        from amana.desk.intake.flows import attach  # noqa: F401

        signals.forsaken.connect(_forsaken, dispatch_uid="amana.desk.intake")
        signals.arriving.connect(_arriving, dispatch_uid="amana.desk.intake")
        signals.backup_verified.connect(_backed_up, dispatch_uid="amana.desk.intake")


def _arriving(sender: object, *, unlocked: Any, **_: object) -> list[Any]:
    from amana.desk.intake.listing import new_reports

    return list(new_reports(unlocked))


def _forsaken(sender: object, *, unlocked: Any, **_: object) -> list[Any]:
    from amana.desk.intake.flows.take_up import forsaken

    return list(forsaken(unlocked))


def _backed_up(sender: object, *, kept: set[int], **_: object) -> None:
    from amana.desk.intake.models import Waiting

    Waiting.objects.filter(key__in=kept).update(backed_up=True)
