"""Who is asking: until accounts come, everybody at this computer is the local operator."""

from django.http import HttpRequest

from pantau.domain.permissions import LOCAL_OPERATOR, Actor


def actor_of(_request: HttpRequest) -> Actor:
    """The actor that a request acts as; the one place where a page learns it."""
    return LOCAL_OPERATOR
