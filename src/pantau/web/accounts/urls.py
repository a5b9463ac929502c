"""The addresses under /accounts/: those of allauth that we show, and the link of an invitation."""

from allauth.account import views as account
from allauth.mfa.totp.views import activate_totp
from allauth.socialaccount import views as social
from csp.decorators import csp_update
from django.urls import include, path, re_path

from pantau.web.accounts.invitation import invitation
from pantau.web.accounts.sign_in import SignIn, nobody_signs_up

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", nobody_signs_up, name="account_signup"),  # allauth wants the name
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("invitation/<str:secret>/", invitation, name="invitation"),
    # the square that an authenticator app reads is a picture inside the page
    path("2fa/totp/activate/", csp_update({"img-src": ["data:"]})(activate_totp), name="mfa_activate_totp"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("ministry/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("ministry/error/", social.login_error, name="socialaccount_login_error"),
    path("ministry/closed/", social.signup, name="socialaccount_signup"),
    path("ministry/", social.connections, name="socialaccount_connections"),
]
# Registered with a ministry as the one address to come back to, whatever language somebody reads.
unspoken = [path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls"))]
