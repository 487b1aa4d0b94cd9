"""The desk's addresses: each room names its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("amana.desk.staff.urls")),
    path("", include("amana.desk.cases.urls")),
    path("", include("amana.desk.intake.urls")),
    path("", include("amana.desk.vault.urls")),
    path("", include("amana.desk.dossiers.urls")),
    path("", include("amana.desk.replies.urls")),
    path("", include("amana.desk.recovery.urls")),
]

handler400 = "amana.desk.security.unreadable"
handler403 = "amana.desk.security.forbidden"
handler404 = "amana.desk.security.missing"
handler500 = "amana.desk.security.failed"
