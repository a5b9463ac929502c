"""How a job leaves its worker: the fields of one that waits again, and of one that could not be done."""

from typing import Any

from pantau.domain.jobs import JobState
from pantau.domain.refusals import Refusal, RowsRejected

WAITING: dict[str, Any] = {
    "state": JobState.QUEUED,
    "stage": "waiting",
    "done": 0,
    "of": 0,
    "taken_by": "",
    "started_at": None,
    "seen_at": None,
}


def failed(refusal: Refusal) -> dict[str, Any]:
    problems = [_told(problem) for problem in refusal.problems] if isinstance(refusal, RowsRejected) else []
    return {"state": JobState.FAILED, "refusal": _told(refusal) | ({"problems": problems} if problems else {})}


def _told(refusal: Refusal) -> dict[str, Any]:
    return {
        "code": refusal.code,
        "says": refusal.says.as_json(),
        "mend": refusal.mend.as_json(),
        "where": refusal.where,
    }
