"""Who is asking: the person signed in, with the rights of this moment, or a visitor."""

from django.http import HttpRequest

from pantau.domain.permissions import VISITOR, Actor
from pantau.records.queries.people import acting

_KEPT = "pantau_actor"


def actor_of(request: HttpRequest) -> Actor:
    """The actor that a request acts as; the one place where a page learns it. Asked of the record once a request."""
    known: Actor | None = getattr(request, _KEPT, None)
    if known is None:
        user = getattr(request, "user", None)
        known = (acting(user) if user is not None and user.is_authenticated else None) or VISITOR
        setattr(request, _KEPT, known)
    return known
