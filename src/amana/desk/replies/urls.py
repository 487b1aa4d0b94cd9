"""Addresses of the replies room."""

from django.urls import path

from amana.desk.replies import pages

app_name = "replies"

urlpatterns = [
    path("cases/<str:number>/reply/", pages.send, name="send"),
    path("cases/<str:number>/reply/left/", pages.left, name="left"),
]
