"""The replies room as Django knows it."""

from typing import Any

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """Drops a standing record whenever a case's secret or its readers are new."""

    name = "amana.desk.replies"
    label = "replies"

    def ready(self) -> None:
        """Listens to the cases room."""
        from amana.desk.cases import signals

        signals.secret_renewed.connect(_renewed, dispatch_uid="amana.desk.replies")
        signals.readers_changed.connect(_changed, dispatch_uid="amana.desk.replies")
        signals.shown.connect(_shown, dispatch_uid="amana.desk.replies")


def _renewed(sender: object, *, opened: Any, unlocked: Any, **_: object) -> None:
    from amana.desk.replies import again
    from amana.desk.replies.standing import drop_standing

    unread = again.unread(opened)
    drop_standing(opened, unlocked)
    again.drop(opened, unread)


def _changed(sender: object, *, opened: Any, unlocked: Any, **_: object) -> None:
    from amana.desk.replies.standing import drop_standing

    drop_standing(opened, unlocked)


def _shown(sender: object, *, opened: Any, **_: object) -> tuple[str, dict[str, Any]]:
    from amana.desk.replies.form import facts

    return "reply", facts(opened, "")
