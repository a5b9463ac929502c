"""What a grid's script sends, cell by cell, and what it is told became of it."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, ParameterUnknown, Refusal
from pantau.domain.reporting_refusals import OtherPerson
from pantau.domain.reports import CELLS, CellChange, CellConflict
from pantau.usecases.draft_report import CellRefused
from pantau.web.ask import Visit
from pantau.web.forms import only_keys
from pantau.web.wording import language

_MOST = 2_000  # cells in one request; a grid of 300 lines pasted at once
_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # what no database keeps: NUL, and halves of signs
_KEYS = ("line", "cell", "was", "value")


def answered(visit: Visit, save: Callable[[Sequence[CellChange]], dict[str, Any]]) -> HttpResponse:
    """Save what was sent and say what became of it, as JSON; a refusal of all of it too.

    `user` is who typed the cells: they are never written under the name of whoever signed in meanwhile.
    """
    try:
        only_keys(visit, known=("do", "user", "changes"))
        if visit.form.get("user") != visit.actor.name:
            raise OtherPerson(name=visit.actor.name)
        return _json(save(_changes(str(visit.form.get("changes", "")))), status=200)
    except Refusal as refusal:
        return _json(refusal.as_json(language()), status=_status(refusal))


def clashes(conflicts: Sequence[CellConflict], refused: Sequence[CellRefused]) -> dict[str, Any]:
    """What was not saved: cells that somebody else changed, and cells whose text was not taken."""
    return {
        "conflicts": [one.as_json() for one in conflicts],
        "refused": [
            {"line": str(one.change.line), "cell": one.change.name, **one.refusal.as_json(language())}
            for one in refused
        ],
    }


def _changes(text: str) -> tuple[CellChange, ...]:
    """Raises CellUnknown for what is no list of changes, ParameterUnknown for a key that no change has."""
    try:
        sent = json.loads(text)
        if not isinstance(sent, list) or not 0 < len(sent) <= _MOST:
            raise CellUnknown(column="changes", text=str(type(sent).__name__), expected=f"1–{_MOST}")
        return tuple(_change(one) for one in sent)
    except (ValueError, RecursionError) as fault:
        raise CellUnknown(column="changes", text=text[:40], expected="JSON") from fault


def _change(sent: Any) -> CellChange:
    if not isinstance(sent, dict) or not all(isinstance(text, str) for text in sent.values()):
        raise CellUnknown(column="changes", text=str(sent)[:40], expected=", ".join(_KEYS))
    for name in sent:
        if name not in _KEYS:
            raise ParameterUnknown(name=name[:40], expected=", ".join(_KEYS))
    if set(sent) != set(_KEYS) or sent["cell"] not in CELLS:
        raise CellUnknown(column="cell", text=str(sent.get("cell"))[:40], expected=", ".join(CELLS))
    if _UNKEPT.search(sent["was"] + sent["value"]):
        raise CellUnknown(column=sent["cell"], text="U+0000, U+D800–U+DFFF", expected="Unicode")
    return CellChange(line=UUID(sent["line"]), name=sent["cell"], was=sent["was"], value=sent["value"])


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, NotFound):
        return 404
    return 409 if isinstance(refusal, ChangedMeanwhile | OtherPerson) else 422


def _json(data: dict[str, Any], *, status: int) -> HttpResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response
