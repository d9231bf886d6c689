"""Addresses below /account/: ours, and those of allauth that the hall uses."""

from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as union
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import include, path

from unionhall.kernel.web.account import beginning, own, places, profile, proof, readings, ways

urlpatterns = [
    path("", ways.ways, name="account_ways"),
    path("", ways.ways, name="mfa_index"),  # where allauth returns to
    path("profile/", profile.profile, name="account_profile"),
    path("object/<str:key>/", ways.objecting, name="account_object"),
    path("second-proof/", proof.second_proof, name="account_second_proof"),
    path("signed-in/", places.signed_in, name="account_signed_in"),
    path("signed-in/end/", places.sign_out_everywhere, name="account_sign_out_everywhere"),
    path("signed-in/end/<slug:name>/", places.sign_out_there, name="account_sign_out_there"),
    path("office/", beginning.put_away, name="account_put_away"),
    path("readings/", readings.readings, name="account_readings"),
    path("data/", own.own, name="account_own"),
    path("data/copy/", own.copy, name="account_copy"),
    path("data/erase/", own.erase, name="account_erase"),
    path("steps/", steps.authenticate, name="mfa_authenticate"),
    path("steps/again/", steps.reauthenticate, name="mfa_reauthenticate"),
    path("steps/app/", include("allauth.mfa.totp.urls")),
    path("steps/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("steps/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("steps/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("steps/passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("steps/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("steps/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("steps/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("from-union/cancelled/", union.login_cancelled, name="socialaccount_login_cancelled"),
    path("from-union/error/", union.login_error, name="socialaccount_login_error"),
    path("from-union/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("from-union/<slug:provider_id>/back/", openid.callback, name="openid_connect_callback"),
    path("", include("allauth.account.urls")),
]
