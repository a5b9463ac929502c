"""The addresses of all pages and files, by their first parts, so that few have to be tried for each request."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path

from pantau.web.routes import FILES, ROUTES

_PARTS = 2  # of an address that are looked at together


def _grouped(patterns: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """Those that begin alike together, in their order; first those that end with what others begin with."""
    groups: dict[str, list[URLPattern]] = {}
    for pattern in patterns:
        place = str(pattern.pattern)
        head = _head(place)
        groups.setdefault(head, []).append(path(place[len(head) :], pattern.callback, name=pattern.name))
    alone = groups.pop("", [])
    return [*alone, *(path(head, include(some)) for head, some in groups.items())]


def _head(place: str) -> str:
    """What comes before the first part that differs from page to page."""
    parts: list[str] = []
    for part in place.split("/")[:-1][:_PARTS]:
        if "<" in part:
            break
        parts.append(f"{part}/")
    return "".join(parts)


urlpatterns = _grouped(
    [
        *(pattern for route in ROUTES for pattern in route.patterns()),
        *(pattern for file in FILES for pattern in file.patterns()),
    ]
)
