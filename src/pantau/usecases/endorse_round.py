"""A meeting of SOCA, the Council or the JCC took note of a round's accepted result: recorded and bound to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Matter, Verb, role_for
from pantau.domain.refusals import CellMissing, DateOutOfRange, TextTooLong
from pantau.domain.reporting_refusals import EndorsedAlready, NothingToDo, ShownChanged
from pantau.domain.reviews import EndorsingBody, result_digest
from pantau.records.ledger import Decided, append
from pantau.records.models import Endorsement
from pantau.records.queries.reviews import counting_shown
from pantau.records.queries.round_record import round_record
from pantau.usecases.access import writing

MEETING, NOTE = 200, 4_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Which body met, what the meeting is called, and on which day."""

    body: EndorsingBody
    name: str
    on: date
    note: str = ""


def endorse_round(actor: Actor, *, round: UUID, meeting: Meeting, seen: str = "") -> str:
    """Record that the meeting took note of everything accepted in the round; the digest of that result.

    `seen` is the digest of the result that the person was shown.

    Raises:
        NotFound: the round or the right is not there.
        CellMissing, TextTooLong, DateOutOfRange: the meeting cannot be meant.
        EndorsedAlready: this meeting is recorded already.
        NothingToDo: nothing is accepted in the round yet.
        ShownChanged: the result changed since it was shown.
    """
    record = round_record(round)
    plan = record.row.plan_version.plan
    about = Matter(plan=plan.pk, partner=plan.partner_id)
    with writing(actor, Verb.ENDORSE_ROUND, about=about, reason=f"endorse {record.row.code}") as pen:
        _require_meeting(meeting, start=record.row.start)
        shown = counting_shown(record)
        result = result_digest(shown)
        if not shown:
            raise NothingToDo(step=Decision.ENDORSE.words)
        if seen and seen != result:
            raise ShownChanged(line=record.row.code, what=record.row.code, seen="?", now="?")
        known = {"round": record.row, "body": meeting.body.value, "meeting": meeting.name.strip()}
        if Endorsement.objects.filter(**known).exists():
            raise EndorsedAlready(body=meeting.body.words, meeting=meeting.name.strip())
        row = pen.insert(Endorsement, **known, on=meeting.on, note=meeting.note.strip())
        append(
            pen,
            Decision.ENDORSE,
            role=role_for(actor, Verb.ENDORSE_ROUND, about) or "",
            decided=[
                Decided(
                    kind="endorsement",
                    subject=row.public_id,
                    version=1,
                    shown=result,
                    note=row.note,
                    details={
                        "plan": plan.code,
                        "round": record.row.code,
                        "round_id": str(record.row.public_id),
                        "body": row.body,
                        "meeting": row.meeting,
                        "on": row.on.isoformat(),
                        "reports": len(shown),
                    },
                )
            ],
        )
    return result


def _require_meeting(meeting: Meeting, *, start: date) -> None:
    if not meeting.name.strip():
        raise CellMissing(column="meeting", where="meeting")
    for column, text, limit in (("meeting", meeting.name, MEETING), ("note", meeting.note, NOTE)):
        if len(text.strip()) > limit:
            raise TextTooLong(column=column, length=len(text), limit=limit)
    today = timezone.now().date()
    if not start <= meeting.on <= today:
        raise DateOutOfRange(date=meeting.on, low=start, high=today)
