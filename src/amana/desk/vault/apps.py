"""The vault room as Django knows it."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Models under the label `vault`."""

    name = "amana.desk.vault"
    label = "vault"
