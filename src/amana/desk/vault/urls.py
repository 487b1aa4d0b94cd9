"""Addresses of the vault."""

from django.urls import path

from amana.desk.vault import pages

app_name = "vault"

urlpatterns = [
    path("cases/<str:number>/files/<int:exhibit>/", pages.save, name="save"),
]
