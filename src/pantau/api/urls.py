"""The addresses of the API: its resources, its description, and a problem for every other."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.generic import RedirectView

from pantau.api.docs import docs, openapi
from pantau.api.problems import problem
from pantau.api.v1 import api
from pantau.domain.refusals import NotFound


def unknown(_request: HttpRequest) -> HttpResponse:
    """An address that is none."""
    return problem(NotFound())


urlpatterns = [
    path("v1/", RedirectView.as_view(url="/api/v1/docs/")),
    path("v1/openapi.json", openapi, name="api-openapi"),
    path("v1/docs/", docs, name="api-docs"),
    path("v1/docs/<str:language>/", docs, name="api-docs-in"),
    path("v1/", api.urls),
    re_path("^", unknown),
]
