"""Addresses of the vault. They hold numbers only: of the case, which is random, and of the exhibit."""

from django.urls import path

from amana.desk.vault.pages import exhibit, exhibits, losses, notices, saving, timeline, traces

app_name = "vault"

_CASE = "cases/<str:number>/"

urlpatterns = [
    path(_CASE + "exhibits/", exhibits.page, name="exhibits"),
    path(_CASE + "exhibits/lines/", exhibits.lines, name="exhibit-lines"),
    path(_CASE + "exhibits/add/", exhibits.receive, name="receive"),
    path(_CASE + "exhibits/<int:exhibit>/", exhibit.page, name="exhibit"),
    path(_CASE + "exhibits/<int:exhibit>/blur/<int:part>/", exhibit.blur, name="blur"),
    path(_CASE + "exhibits/<int:exhibit>/look/", exhibit.look, name="look"),
    path(_CASE + "exhibits/<int:exhibit>/no-person/", exhibit.no_person, name="no-person"),
    path(_CASE + "exhibits/<int:exhibit>/lock/", exhibit.lock, name="lock"),
    path(_CASE + "exhibits/<int:exhibit>/read-text/", exhibit.read_text, name="read-text"),
    path(_CASE + "exhibits/<int:exhibit>/dates/", exhibit.dates, name="dates"),
    path(_CASE + "exhibits/<int:exhibit>/gaps/", timeline.gaps, name="gaps"),
    path(_CASE + "glimpse/<str:name>/", exhibit.glimpse, name="glimpse"),
    path(_CASE + "files/<int:exhibit>/", saving.save, name="save"),
    path(_CASE + "chats/", timeline.page, name="timeline"),
    path(_CASE + "chats/mark/", timeline.mark, name="mark"),
    path(_CASE + "who/", traces.page, name="traces"),
    path(_CASE + "who/settle/", traces.settle, name="trace-settle"),
    path(_CASE + "who/enter/", traces.enter, name="trace-enter"),
    path(_CASE + "who/forget/", traces.forget, name="trace-forget"),
    path(_CASE + "losses/", losses.page, name="losses"),
    path(_CASE + "losses/enter/", losses.enter, name="loss-enter"),
    path(_CASE + "losses/confirm/", losses.confirm, name="loss-confirm"),
    path(_CASE + "losses/remove/", losses.remove, name="loss-remove"),
    path("locked/<str:key>/", notices.put_away, name="notice"),
]
