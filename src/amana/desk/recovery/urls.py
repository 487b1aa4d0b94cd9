"""Addresses of the recovery room."""

from django.urls import path

from amana.desk.recovery import pages

app_name = "recovery"

urlpatterns = [
    path("recovery/", pages.page, name="list"),
    path("recovery/<str:key>/agree/", pages.agreed, name="agree"),
    path("recovery/<str:key>/discard/", pages.discarded, name="discard"),
]
