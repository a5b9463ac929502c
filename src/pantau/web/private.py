"""What one person was shown is never kept for another: no cache keeps an answer of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivateMiddleware:
    """Marks every answer as `private, no-store`; static files do not come this way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response
