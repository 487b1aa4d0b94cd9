"""The cases room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Models under the label `cases`."""

    name = "amana.desk.cases"
    label = "cases"
