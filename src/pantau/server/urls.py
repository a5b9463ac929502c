"""All addresses: pages in both languages, and the API beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pantau.web.accounts.urls import unspoken

urlpatterns = [
    path("api/", include("pantau.api.urls")),
    *i18n_patterns(path("accounts/", include("pantau.web.accounts.urls")), path("", include("pantau.web.urls"))),
    *unspoken,
]
