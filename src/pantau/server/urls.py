"""All addresses: pages in both languages, and the API beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [path("api/", include("pantau.api.urls")), *i18n_patterns(path("", include("pantau.web.urls")))]
