"""The doors: every use-case asks the policy here and gets a pen inside a transaction, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from pantau.domain.permissions import Actor, Matter, Verb, require
from pantau.records.pen import Pen


@contextmanager
def writing(actor: Actor, verb: Verb, *, reason: str, about: Matter | None = None) -> Iterator[Pen]:
    """A pen for one change of state: all of it is written with its history, or none.

    Raises NotFound where the actor may not do this to what it is about.
    """
    require(actor, verb, about)
    with transaction.atomic():
        yield Pen(actor=actor, at=timezone.now(), reason=reason)
