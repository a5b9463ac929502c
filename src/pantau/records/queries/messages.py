"""Named reads of mail that goes out, and of whom a reporter's mail goes to."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pantau.domain.messages import MessageRow, MessageState
from pantau.domain.permissions import Role
from pantau.records.models import Message
from pantau.records.queries.people import holding

REPORTING = (Role.FOCAL_POINT, Role.APPROVER, Role.DESK, Role.PARTNER)
"""Who is told about a reporter: the focal point and the approver of a country, the desk of a body, a partner's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person who answers for a reporter, for one plan (internal id) or for all; `email` may be empty."""

    user: int
    public_id: UUID
    name: str
    email: str
    plan: int | None


def recipients(reporters: Collection[int], *, on: date) -> Mapping[int, tuple[Recipient, ...]]:
    """Who answers for each of these reporters (internal ids) on a day, each person once for a plan; one query."""
    grants = holding(on).filter(role__in=[role.value for role in REPORTING], place__in=reporters, user__is_active=True)
    found: dict[int, dict[tuple[int, int | None], Recipient]] = defaultdict(dict)
    for grant in grants.select_related("user"):
        assert grant.place_id is not None
        found[grant.place_id][grant.user_id, grant.plan_id] = Recipient(
            user=grant.user_id,
            public_id=grant.user.public_id,
            name=grant.user.full_name or grant.user.name,
            email=grant.user.email,
            plan=grant.plan_id,
        )
    return {place: tuple(people.values()) for place, people in found.items()}


def message_rows(*, state: str = "") -> list[MessageRow]:
    """All messages, or those in one state, the newest first."""
    rows = Message.objects.select_related("user").order_by("-id")
    return [message_row(row) for row in (rows.filter(state=state) if state else rows)]


def message_row(row: Message) -> MessageRow:
    return MessageRow(
        public_id=row.public_id,
        person=row.user.name,
        kind=row.kind,
        subject=row.subject,
        state=MessageState(row.state),
        tries=row.tries,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        fault=row.fault,
        created_at=row.created_at,
    )
