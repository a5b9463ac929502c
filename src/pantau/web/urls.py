"""The addresses of all pages."""

from pantau.web.routes import ROUTES

urlpatterns = [pattern for route in ROUTES for pattern in route.patterns()]
