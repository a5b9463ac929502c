"""The addresses of all pages and files."""

from pantau.web.routes import FILES, ROUTES

urlpatterns = [
    *(pattern for route in ROUTES for pattern in route.patterns()),
    *(pattern for file in FILES for pattern in file.patterns()),
]
