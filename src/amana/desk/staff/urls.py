"""Addresses of the staff room. No address holds a name, a word or an answer."""

from django.urls import path

from amana.desk.staff.pages import closing, first, here, invitation, organisation, own, sign_in

app_name = "staff"

urlpatterns = [
    path("sign-in/", sign_in.names, name="sign-in"),
    path("sign-in/second/", sign_in.second, name="second"),
    path("sign-in/first/", first.page, name="first"),
    path("sign-in/language/", here.language, name="language"),
    path("here/lock/", here.lock, name="lock"),
    path("here/awake/", here.awake, name="awake"),
    path("close/", closing.page, name="close"),
    path("organisation/", organisation.page, name="organisation"),
    path("organisation/invite/", invitation.page, name="invite"),
    path("organisation/<str:officer_id>/", organisation.person, name="person"),
    path("organisation/<str:officer_id>/again/", invitation.again, name="invite-again"),
    path("organisation/<str:officer_id>/lead/", organisation.lead, name="lead"),
    path("organisation/<str:officer_id>/lead/agree/", organisation.lead_agreed, name="lead-agree"),
    path(
        "organisation/<str:officer_id>/lead/withdraw/",
        organisation.lead_withdrawn,
        name="lead-withdraw",
    ),
    path("organisation/<str:officer_id>/leave/", organisation.leaves, name="leaves"),
    path("me/", own.page, name="own"),
    path("me/ties/", own.ties, name="ties"),
    path("me/language/", own.language, name="own-language"),
    path("me/words/", own.words, name="words"),
    path("me/passkeys/", own.passkeys_page, name="passkeys"),
    path("me/passkeys/<int:key>/remove/", own.remove_passkey, name="remove-passkey"),
]
