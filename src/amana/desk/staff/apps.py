"""The staff room as a Django app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "amana.desk.staff"
    label = "staff"

    def ready(self) -> None:
        from amana.desk.staff import desk_keys
        from amana.desk.staff.flows import leads

        leads.listen()
        desk_keys.listen()
