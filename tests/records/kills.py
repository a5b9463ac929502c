"""Kills an import at its steps, in a process of its own for each, and looks at what is left."""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import django


def main(what: str, first: int, every: int) -> None:
    """Prints how many rows there are of each table: before, after each kill, and when done.

    It is killed at the step of number `first` and at each `every` steps further, as long as it has so many.
    """
    django.setup()
    at = first
    print(json.dumps(_counts()))
    while _killed(what, at=at):
        print(json.dumps(_counts()))
        at += every
    print(json.dumps(_counts()))


def _killed(what: str, *, at: int) -> bool:
    """Whether the import was killed at that step; it is done where it has fewer."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child == 0:
        watch(at)
        IMPORTS[what](at)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), f"the import ended with {status}"
    return status != 0


def watch(at: int) -> None:
    """Be killed before the statement of that number, a commit being one."""
    from django.db import connection

    left = at

    def step() -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., Any], *arguments: Any) -> Any:
        step()
        return execute(*arguments)

    commit = connection._commit

    def committed() -> Any:
        step()
        return commit()

    connection.execute_wrappers.append(statement)
    connection._commit = committed  # type: ignore[method-assign]


def _counts() -> dict[str, int]:
    from pantau.records.pen import records

    # a row without history or the other way round is for `verify` to find, in the end
    return {model.__name__: model._default_manager.count() for model in records()}


def _plan(number: int) -> None:
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.domain.values import Period
    from pantau.usecases.import_plan import PlanDetails, import_plan, preview_plan
    from tests.workspaces import PLAN

    period = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
    details = PlanDetails(code=f"KILLED-{number}", title=None, period=period)
    preview = preview_plan(_file(f"plan-{number}.txt", PLAN), details=details)
    import_plan(LOCAL_OPERATOR, preview=preview)


def _careless(number: int) -> None:
    """The control: the same import, each of its writes a transaction of its own."""
    from django.db import transaction

    from pantau.records import pen

    transaction.atomic = lambda *_, **__: nullcontext()  # type: ignore[assignment]
    pen._needs_transaction = lambda: None
    _plan(number)


def _progress(number: int) -> None:
    """Three rows change what is there, one opens a round."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.import_progress import import_progress, preview_progress
    from tests.workspaces import everybody, progress

    rows = progress(everybody("completed", ["1.1"])) + "1.1,X-ALF,planned,2025-06-30\n"
    preview = preview_progress(_file(f"progress-{number}.csv", rows), plan="TESTS")
    import_progress(LOCAL_OPERATOR, preview=preview)


def _request(number: int) -> None:
    """A request of a program with a key, whose effect is one more ministry."""
    from pantau.domain.permissions import LOCAL_OPERATOR, Verb
    from pantau.records.models import Actor
    from pantau.usecases.access import writing
    from pantau.usecases.take_request import Taken, take_request

    def work() -> Taken:
        with writing(LOCAL_OPERATOR, Verb.IMPORT_REGISTER, reason="killed") as pen:
            pen.insert(Actor, code="KILLED", kind="ministry", name={"en": "Killed", "id": "Mati"})
        return Taken(status=200, data={"number": number})

    take_request(LOCAL_OPERATOR, key="the same each time", digest="the same each time", work=work)


def _file(name: str, content: str) -> Path:
    path = Path(os.environ["PANTAU_WORKSPACE"]).parent / name
    path.write_text(content, encoding="utf-8")
    return path


IMPORTS: dict[str, Callable[[int], None]] = {
    "plan": _plan,
    "progress": _progress,
    "careless": _careless,
    "request": _request,
}

if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
