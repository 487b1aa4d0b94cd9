"""The intake room as Django knows it."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Models under the label `intake`."""

    name = "amana.desk.intake"
    label = "intake"
