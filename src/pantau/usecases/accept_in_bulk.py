"""Many claims are accepted at once: those of types that a reviewer allowed, from the confidence that was set."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from pantau.domain.evidence.decisions import Decided
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimState
from pantau.domain.evidence_refusals import BulkNotAllowed
from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Actor, Verb, role_for
from pantau.domain.refusals import CellUnknown, NumberOutOfRange, SourceUnknown
from pantau.domain.sources import UNPUBLISHED
from pantau.records.ledger import Decided as Entered
from pantau.records.ledger import append
from pantau.records.models import BulkAllowance, Claim, Source
from pantau.records.pen import Pen
from pantau.usecases.accept_claims import accept_rows
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import one_after_the_other

MOST = 500
"""Claims after which one go ends; those that cannot be recorded are passed over and do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Claims of a type may be accepted at once from a confidence on, in hundredths; `waiting` of them now."""

    type: str
    least: int | None
    waiting: int


def allowances(*, source: str = "") -> tuple[Allowed, ...]:
    """For each type what is allowed, and how many claims wait that could be accepted so."""
    least = {row.type: row.least for row in BulkAllowance.objects.filter(withdrawn=False)}
    waiting = Claim.objects.filter(state=ClaimState.PROPOSED.value).exclude(source__kind__in=UNPUBLISHED)
    waiting = waiting.filter(source__code=source) if source else waiting
    return tuple(
        Allowed(
            type=one,
            least=least.get(one),
            waiting=waiting.filter(type=one, confidence__gte=least[one]).count() if one in least else 0,
        )
        for one in CLAIM_TYPES
    )


def allow_bulk(actor: Actor, *, type: str, least: int | None) -> None:
    """Allow claims of a type in bulk from a confidence on (hundredths), or with ``None`` no longer.

    Raises:
        NotFound: the actor may not.
        CellUnknown: there is no such type. NumberOutOfRange: no such confidence.
    """
    if type not in CLAIM_TYPES:
        raise CellUnknown(column="type", text=type[:40], expected=", ".join(CLAIM_TYPES), where="type")
    if least is not None and not 50 <= least <= 100:
        raise NumberOutOfRange(text=str(least), low=50, high=100, where="least")
    with writing(actor, Verb.ALLOW_BULK, reason=f"bulk {type} {least}") as pen:
        one_after_the_other()
        told = {"least": 100 if least is None else least, "withdrawn": least is None}
        row = BulkAllowance.objects.filter(type=type).first() or pen.insert(BulkAllowance, type=type, **told)
        pen.revise(row, **told)
        row = BulkAllowance.objects.get(pk=row.pk)
        shown = {"type": type, "least": least}
        entry = Entered(
            kind="bulk_allowance",
            subject=row.public_id,
            version=row.version,
            shown=digest_of_value(shown),
            details=shown,
        )
        append(pen, Decision.ALLOW, role=role_for(actor, Verb.ALLOW_BULK, None) or "", decided=[entry])


def accept_in_bulk(actor: Actor, *, source: str = "") -> Decided:
    """Accept everything that may be accepted at once, of one source or of all; a go ends after some `MOST`.

    What cannot be recorded is left and said. What still waits after that, `allowances` tells.

    Raises:
        NotFound: the actor may not. SourceUnknown: there is no such source.
        BulkNotAllowed: no type is allowed, or nothing of an allowed one waits.
    """
    with writing(actor, Verb.REVIEW_CLAIMS, reason="accept claims in bulk") as pen:
        one_after_the_other()
        if source and not Source.objects.filter(code=source).exclude(kind__in=UNPUBLISHED).exists():
            raise SourceUnknown(source=source)
        fits = Q(pk__in=[])
        for row in BulkAllowance.objects.filter(withdrawn=False):
            fits |= Q(type=row.type, confidence__gte=row.least)
        waiting = Claim.objects.filter(fits, state=ClaimState.PROPOSED.value).exclude(source__kind__in=UNPUBLISHED)
        waiting = waiting.filter(source__code=source) if source else waiting
        keys = list(waiting.order_by("source_id", "start", "id").values_list("id", flat=True))
        if not keys:
            raise BulkNotAllowed
        return _accepted(pen, keys)


def _accepted(pen: Pen, keys: Sequence[int]) -> Decided:
    """Accept so many of these claims (internal ids) in this order, and say of each that is left why."""
    decided = Decided(claims=())
    for first in range(0, len(keys), MOST):
        # what came along as a mention of one before waits no longer
        rows = Claim.objects.filter(pk__in=keys[first : first + MOST], state=ClaimState.PROPOSED.value)
        some = accept_rows(pen, list(rows.select_related("source").order_by("source_id", "start", "id")))
        decided = Decided(
            claims=(*decided.claims, *some.claims),
            made=(*decided.made, *some.made),
            left=(*decided.left, *some.left),
        )
        if len(decided.claims) >= MOST:
            break
    return decided
