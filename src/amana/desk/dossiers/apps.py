"""The dossiers room as Django knows it."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Keeps its drafts and papers as sealed records of the case."""

    name = "amana.desk.dossiers"
    label = "dossiers"
