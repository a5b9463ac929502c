"""All addresses, in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [*i18n_patterns(path("", include("pantau.web.urls")))]
