"""The addresses of all pages and files."""

from pantau.web.routes import FILES, ROUTES

urlpatterns = [pattern for route in (*ROUTES, *FILES) for pattern in route.patterns()]
