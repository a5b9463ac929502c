"""The same request sent twice at one moment, by two processes on one workspace."""

from multiprocessing.synchronize import Barrier
from typing import Any

from tests.records.racers import PATIENCE


def _write(number: int, name: str) -> dict[str, Any]:
    """The effect of a request: one more ministry, named after the round."""
    from pantau.domain.permissions import LOCAL_OPERATOR, Verb
    from pantau.records.models import Actor
    from pantau.usecases.access import writing

    with writing(LOCAL_OPERATOR, Verb.IMPORT_REGISTER, reason="race") as pen:
        words = {"en": f"Round {number}", "id": f"Putaran {number}"}
        pen.insert(Actor, code=f"RACE-{number}-{name}", kind="ministry", name=words)
    return {"by": name}


def take_once(number: int, name: str, barrier: Barrier) -> bool:
    """Whether the answer tells of one's own work: the other one gets the same answer without doing it."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.take_request import Taken, take_request

    def work() -> Taken:
        return Taken(status=200, data=_write(number, name))

    barrier.wait(PATIENCE)
    taken = take_request(LOCAL_OPERATOR, key=f"race-{number}", digest="same", work=work)
    return bool(taken.data["by"] == name)


def take_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Look whether it was done, do it, write down that it was: both look before either has."""
    from django.utils import timezone

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.records.models import TakenRequest, User

    if TakenRequest.objects.filter(key=f"race-{number}").exists():
        return False
    barrier.wait(PATIENCE)
    data, now = _write(number, name), timezone.now()
    row = TakenRequest(
        user=User.objects.get(name=LOCAL_OPERATOR.name),
        key=f"race-{number}",
        digest="same",
        status=200,
        answer=data,
        created_at=now,
        changed_at=now,
    )
    TakenRequest.objects.bulk_create([row], ignore_conflicts=True)
    return True
