"""The desk's look as a Django app: base page, styles, scripts, template tags."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "amana.desk.ui"
    label = "ui"
