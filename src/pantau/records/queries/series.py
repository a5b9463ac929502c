"""Named reads of indicators and their values."""

from decimal import Decimal

from pantau.domain.actors import ActorRow
from pantau.domain.series import Series, ValueRow, ValueState
from pantau.records.models import Value
from pantau.records.queries.sources import passage_row, source_row


def exact(digits: int, scale: int) -> Decimal:
    """The exact number `digits` times ten to the minus `scale`."""
    return Decimal(digits).scaleb(-scale)


def decimal_of(digits: int | None, scale: int) -> Decimal | None:
    """As `exact`; no digits, no number."""
    return None if digits is None else exact(digits, scale)


def series_of(subject: ActorRow) -> tuple[Series, ...]:
    """All series of a subject, by indicator code, oldest value first."""
    rows = (
        Value.objects.filter(subject_id=subject.id, withdrawn=False)
        .select_related("indicator", "source", "passage__source")
        .order_by("indicator__code", "start", "end")
    )
    groups: dict[int, list[Value]] = {}
    for row in rows:
        groups.setdefault(row.indicator_id, []).append(row)
    return tuple(
        Series(
            indicator=group[0].indicator.code,
            name=group[0].indicator.name,
            unit=group[0].indicator.unit,
            values=tuple(_value_row(row) for row in group),
        )
        for group in groups.values()
    )


def _value_row(row: Value) -> ValueRow:
    return ValueRow(
        start=row.start,
        end=row.end,
        state=ValueState(row.state),
        number=decimal_of(row.digits, row.scale),
        rank=row.rank,
        note=row.note,
        source=source_row(row.source) if row.source else None,
        passage=passage_row(row.passage) if row.passage else None,
    )
