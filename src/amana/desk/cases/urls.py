"""Addresses of the cases room. A case's number is random and says nothing."""

from django.urls import path

from amana.desk.cases.pages import listing, one, today

app_name = "cases"

urlpatterns = [
    path("", today.page, name="today"),
    path("take-up/<str:key>/", today.take_up, name="take-up"),
    path("cases/", listing.page, name="list"),
    path("cases/<str:number>/", one.page, name="case"),
    path("cases/<str:number>/progress/", one.progress, name="progress"),
    path("cases/<str:number>/history/", one.past, name="history"),
    path("cases/<str:number>/admit/", one.admit, name="admit"),
    path("cases/<str:number>/clear/", one.clear, name="clear"),
    path("cases/<str:number>/exclude/", one.exclude, name="exclude"),
    path("cases/<str:number>/lift/", one.lift, name="lift"),
    path("cases/<str:number>/let-back/", one.let_back, name="let-back"),
    path("cases/<str:number>/danger/", one.danger, name="danger"),
    path("cases/<str:number>/closed/", one.closed, name="closed"),
    path("cases/<str:number>/erase/", one.erase, name="erase"),
]
