"""All addresses, in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pantau.web.accounts.urls import unspoken

urlpatterns = [
    *i18n_patterns(path("accounts/", include("pantau.web.accounts.urls")), path("", include("pantau.web.urls"))),
    *unspoken,
]
