"""The vault as Django knows it."""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Seals files again whenever a case's secret is new, and checks those that arrived."""

    name = "amana.desk.vault"
    label = "vault"

    def store(self) -> Any:
        """Where blobs are, for the backups, which may not import this room."""
        from amana.desk.vault.blobs import store

        return store()

    def ready(self) -> None:
        """Listens to the cases room."""
        from amana.desk.cases import signals
        from amana.desk.vault import stamps, work  # noqa: F401  they register what they do by themselves

        signals.resealing.connect(_reseal, dispatch_uid="amana.desk.vault")
        signals.remaining.connect(_remaining, dispatch_uid="amana.desk.vault")
        signals.unfinished.connect(_unfinished, dispatch_uid="amana.desk.vault")
        signals.shown.connect(_shown, dispatch_uid="amana.desk.vault")
        signals.told.connect(_told, dispatch_uid="amana.desk.vault")
        signals.locked_before.connect(_locked_before, dispatch_uid="amana.desk.vault")
        signals.erased.connect(_erased, dispatch_uid="amana.desk.vault")


def _reseal(sender: object, *, opened: Any, halted: Callable[[], bool], **_: object) -> None:
    from amana.desk.vault.blobs import store
    from amana.desk.vault.resealing import check_new, reseal_files

    check_new(opened, store(), halted)
    reseal_files(opened, store(), halted)


def _remaining(sender: object, *, opened: Any, **_: object) -> tuple[int, int]:
    from amana.desk.vault.resealing import remaining

    return remaining(opened)


def _unfinished(sender: object, **_: object) -> set[int]:
    from amana.desk.vault.resealing import unfinished

    return unfinished()


def _erased(sender: object, *, number: int, **_: object) -> None:
    from amana.desk.vault.erasing import erase_files

    erase_files(number)


def _locked_before(sender: object, *, keys: list[int], **_: object) -> None:
    from amana.desk.vault.flows.lock import forget_restored

    forget_restored(keys)


def _told(sender: object, *, unlocked: Any, **_: object) -> tuple[str, list[Any]]:
    from amana.desk.vault import notices

    return "locked_unseen", notices.mine(unlocked)


def _shown(sender: object, *, opened: Any, **_: object) -> tuple[str, list[Any]]:
    from amana.desk.vault.files import files_of

    return "files", files_of(opened)
