"""The round that somebody names by its code, or by the id in its addresses."""

from uuid import UUID

from pantau.domain.reporting_refusals import RoundAmbiguous, RoundNotFound
from pantau.records.models import Round


def round_named(text: str, *, plan: str = "") -> UUID:
    """The public id of the round; of a code that several plans use the one of `plan`, in its newest version.

    Raises RoundNotFound, RoundAmbiguous.
    """
    rounds = Round.objects.select_related("plan_version__plan")
    public_id = _id_in(text)
    found = list(rounds.filter(public_id=public_id)) if public_id else []
    if not found:
        named = rounds.filter(code__iexact=text).order_by("plan_version__number")
        found = list(named.filter(plan_version__plan__code__iexact=plan) if plan else named)
    plans = sorted({row.plan_version.plan.code for row in found})
    if not found:
        raise RoundNotFound(round=text)
    if len(plans) > 1:
        raise RoundAmbiguous(round=text, plans=", ".join(plans))
    return found[-1].public_id


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
