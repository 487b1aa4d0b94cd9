"""Addresses of the dossiers room: numbers only."""

from django.urls import path

from amana.desk.dossiers.pages import listing, papers, reviewing, writing

app_name = "dossiers"

_CASE = "cases/<str:number>/dossiers/"
_DRAFT = _CASE + "<int:key>/"

urlpatterns = [
    path(_CASE, listing.page, name="list"),
    path(_CASE + "begin/", listing.begin, name="begin"),
    path(_DRAFT, writing.page, name="draft"),
    path(_DRAFT + "about/", writing.about, name="about"),
    path(_DRAFT + "sentence/<str:part>/", writing.sentence, name="sentence"),
    path(_DRAFT + "move/<str:part>/", writing.move, name="move"),
    path(_DRAFT + "fill/<str:how>/", writing.fill, name="fill"),
    path(_DRAFT + "elements/", writing.elements, name="elements"),
    path(_DRAFT + "exhibits/", writing.exhibits, name="exhibits"),
    path(_DRAFT + "chats/", writing.chats, name="chats"),
    path(_DRAFT + "texts/", writing.chosen_texts, name="texts"),
    path(_DRAFT + "throw-away/", listing.throw_away, name="throw-away"),
    path(_DRAFT + "review/", reviewing.page, name="review"),
    path(_DRAFT + "review/warned/", reviewing.warned, name="warned"),
    path(_DRAFT + "review/judge/", reviewing.judge, name="judge"),
    path(_DRAFT + "make/", reviewing.make, name="make"),
    path(_CASE + "made/<int:key>/", papers.page, name="paper"),
    path(_CASE + "made/<int:key>/pdf/", papers.pdf, name="pdf"),
    path(_CASE + "made/<int:key>/bundle/", papers.bundle, name="bundle"),
    path(_CASE + "made/<int:key>/remove/", papers.remove, name="remove"),
]
