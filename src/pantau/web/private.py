"""What one person was shown is never kept for another: a cache keeps only what the API says to anybody."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class PrivateMiddleware:
    """Marks answers as `private, no-store`; static files do not come this way.

    What an answer says of itself stands only where nobody showed who they are and no cookie comes with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response or _tells_who(request) or response.cookies:
            response["Cache-Control"] = "private, no-store"
        return response


def _tells_who(request: HttpRequest) -> bool:
    return "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES
