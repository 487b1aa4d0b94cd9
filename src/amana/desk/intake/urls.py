"""Addresses of the intake."""

from django.urls import path

from amana.desk.intake import pages

app_name = "intake"

urlpatterns = [
    path("intake/", pages.page, name="list"),
    path("intake/<str:key>/", pages.one, name="report"),
    path("intake/<str:key>/take-up/", pages.take_up, name="take-up"),
    path("intake/<str:key>/confirm/", pages.confirm, name="confirm"),
]
