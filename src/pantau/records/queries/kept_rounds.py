"""Named reads of rounds as programs ask for them."""

from uuid import UUID

from pantau.domain.kept_rounds import KeptRound
from pantau.domain.refusals import NotFound
from pantau.domain.values import Period
from pantau.records.models import Round


def kept_rounds(*, plan: str = "") -> list[KeptRound]:
    """Every round, or those of one plan, by plan and end."""
    rows = Round.objects.select_related("plan_version__plan").order_by("plan_version__plan__code", "end", "code", "id")
    if plan:
        rows = rows.filter(plan_version__plan__code__iexact=plan)
    return [_kept(row) for row in rows]


def kept_round(public_id: UUID) -> KeptRound:
    """Raises NotFound."""
    row = Round.objects.select_related("plan_version__plan").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return _kept(row)


def _kept(row: Round) -> KeptRound:
    return KeptRound(
        public_id=row.public_id,
        plan=row.plan_version.plan.code,
        code=row.code,
        period=Period(start=row.start, end=row.end),
        opens=row.opens,
        closes=row.closes,
        cut_off=row.cut_off,
        closed_at=row.closed_at,
    )
