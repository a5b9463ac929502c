"""The round that somebody names by its code, or by the id in its addresses."""

from uuid import UUID

from pantau.domain.refusals import NotFound
from pantau.domain.reporting_refusals import RoundAmbiguous
from pantau.records.models import Round
from pantau.records.queries.rounds import round_of_plan


def round_named(text: str, *, plan: str = "") -> UUID:
    """The public id of the round; a code that several plans use needs the plan.

    Raises NotFound, RoundAmbiguous, and where a plan is named as `round_of_plan`.
    """
    public_id = _id_in(text)
    if public_id is not None:
        return public_id
    if plan:
        return round_of_plan(plan, text).public_id
    found = list(Round.objects.filter(code__iexact=text).select_related("plan_version__plan").order_by("id"))
    plans = sorted({row.plan_version.plan.code for row in found})
    if not found:
        raise NotFound
    if len(plans) > 1:
        raise RoundAmbiguous(round=text, plans=", ".join(plans))
    return found[-1].public_id


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
