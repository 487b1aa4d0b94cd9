"""The replies room as Django knows it."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """Models under the label `replies`."""

    name = "amana.desk.replies"
    label = "replies"
