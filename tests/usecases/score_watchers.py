"""Somebody who scores a plan again and again while somebody else writes; each is a process that loads Django itself."""

from multiprocessing.synchronize import Barrier

from tests.records.racers import PATIENCE

WRITES = ("a report counts", "a line is withdrawn", "nothing", "a name changes")


def watch_or_write(number: int, name: str, barrier: Barrier) -> bool:
    """The watcher tells whether the scorecard was made anew after what the writer did; the writer whether it wrote."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.score_plan import score_plan

    write = WRITES[number]
    if name == "writer":
        barrier.wait(PATIENCE)
        wrote = _write(write)
        barrier.wait(PATIENCE)
        return wrote
    before = score_plan(LOCAL_OPERATOR, plan="TESTS")
    again = score_plan(LOCAL_OPERATOR, plan="TESTS")
    assert again.moment.known_at == before.moment.known_at  # nothing was written between the two
    barrier.wait(PATIENCE)
    barrier.wait(PATIENCE)
    after = score_plan(LOCAL_OPERATOR, plan="TESTS")
    exact = score_plan(LOCAL_OPERATOR, plan="TESTS", known_at=after.moment.known_at)
    assert after.as_json() == exact.as_json()
    return after.moment.known_at != before.moment.known_at


def _write(what: str) -> bool:
    from datetime import date

    from django.db import transaction
    from django.utils import timezone

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.records.models import Actor, Line
    from pantau.records.pen import Pen
    from pantau.records.workspace import find_folder
    from tests.usecases.office import Office
    from tests.workspaces import everybody, progress

    if what == "a report counts":
        Office(folder=find_folder()).progress(progress(everybody("completed")))
        return True
    with transaction.atomic():
        pen = Pen(actor=LOCAL_OPERATOR, at=timezone.now(), reason=what)
        if what == "a line is withdrawn":
            pen.change(Line.objects.order_by("id")[0], withdrawn_on=date(2024, 1, 1))
        elif what == "a name changes":
            pen.change(Actor.objects.get(code="X-ALF"), iso="AA")
        else:
            pen.change(Line.objects.order_by("id")[1], withdrawn_on=date(2024, 1, 1))
            transaction.set_rollback(True)
            return False
    return True
