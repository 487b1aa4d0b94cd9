"""The relay's addresses (protocol §8 and §9); openapi.yaml describes the same ones."""

from django.urls import path

from amana.relay.directory import views as directory
from amana.relay.letterbox import desk, views
from amana.relay.mailbox import views as mailbox

urlpatterns = [
    path("v1/challenge", views.challenge),
    path("v1/report", views.report),
    path("v1/report/status", views.report_status),
    path("v1/ticket", views.ticket),
    path("v1/part", views.part),
    path("v1/upload", views.upload),
    path("v1/upload/parts", views.upload_parts),
    path("v1/mailbox", mailbox.create),
    path("v1/mailbox/poll", mailbox.poll),
    path("v1/mailbox/state", mailbox.state),
    path("v1/mailbox/read", mailbox.read),
    path("v1/mailbox/destroy", mailbox.destroy),
    path("v1/mailbox/drop", mailbox.drop),
    path("v1/directory", directory.whole),
    path("v1/desk/nonce", desk.nonce),
    path("v1/desk/list", desk.waiting),
    path("v1/desk/fetch", desk.fetch),
    path("v1/desk/acknowledge", desk.acknowledge),
    path("v1/desk/confirm", desk.confirm),
    path("v1/desk/directory", desk.publish),
]

handler400 = "amana.relay.security.bad_request"
handler404 = "amana.relay.security.unknown_address"
handler500 = "amana.relay.security.broken"
