"""Named reads of the bodies that an administrator looks after."""

from collections.abc import Iterable
from dataclasses import replace

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.refusals import NotFound
from pantau.records.models import Actor
from pantau.records.queries.actors import actor_row


def body_rows(kinds: Iterable[ActorKind]) -> list[ActorRow]:
    """Bodies of these kinds by code, each with what it belongs to."""
    return [_body(one) for one in Actor.objects.filter(kind__in=list(kinds)).select_related("parent").order_by("code")]


def body_at(code: str, *, kinds: Iterable[ActorKind]) -> ActorRow:
    """Raises NotFound for an unknown code and for what is of another kind."""
    found = Actor.objects.filter(code=code, kind__in=list(kinds)).select_related("parent").first()
    if found is None:
        raise NotFound
    return _body(found)


def _body(actor: Actor) -> ActorRow:
    return replace(actor_row(actor), parent=actor.parent.code if actor.parent else "", version=actor.version)
