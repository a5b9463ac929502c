"""The page to sign in, which in a demo workspace says whom one can be."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse

from pantau.domain.refusals import NotFound
from pantau.usecases.demo_people import demo_people


class SignIn(LoginView):
    """As allauth's own."""

    def get_context_data(self, **places: Any) -> dict[str, Any]:
        return {**super().get_context_data(**places), "demo": demo_people()}


def nobody_signs_up(_request: HttpRequest) -> HttpResponse:
    """Accounts come by invitation alone. Raises NotFound."""
    raise NotFound
