"""The audit as a Django app: it listens to what happens to the staff, who cannot import it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "amana.desk.audit"
    label = "audit"

    def ready(self) -> None:
        from amana.desk.audit import journal

        journal.listen()
