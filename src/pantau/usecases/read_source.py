"""The claims of a source are read from its text and kept; what was decided before stays."""

from dataclasses import dataclass
from typing import Any

from pantau.domain.evidence.rows import ClaimState
from pantau.domain.evidence_refusals import TextMissing
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import ChangedMeanwhile, SourceUnknown
from pantau.domain.sources import UNPUBLISHED
from pantau.reading.claims.claim import Claim as ReadClaim
from pantau.reading.claims.reader import read_claims
from pantau.records.models import Claim, Source
from pantau.records.pen import Pen
from pantau.records.queries.sources import source_row, source_text
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import one_after_the_other

_WAITING = (ClaimState.PROPOSED.value, ClaimState.SUPERSEDED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClaims:
    """How many claims are new, how many stay as they were, and how many the reader does not find any longer."""

    new: int
    kept: int
    superseded: int


def read_source(actor: Actor, *, code: str) -> ReadClaims:
    """Read the text of a source and keep its claims. Reading again changes only those that nobody decided on.

    Raises:
        NotFound: the actor may not.
        SourceUnknown: there is no such source. TextMissing: its text is not at hand.
        ChangedMeanwhile: what is known of the source was corrected while its text was read.
    """
    require(actor, Verb.REVIEW_CLAIMS)
    source = Source.objects.filter(code=code).exclude(kind__in=UNPUBLISHED).first()
    if source is None:
        raise SourceUnknown(source=code)
    text = source_text(source_row(source))
    if text is None:
        raise TextMissing(source=code)
    found = read_claims(text, published=source.published_on)
    with writing(actor, Verb.REVIEW_CLAIMS, reason=f"read claims of {code}") as pen:
        one_after_the_other()
        now = Source.objects.get(pk=source.pk)
        if now.version != source.version:  # the day it was published decides what "last year" means
            raise ChangedMeanwhile(what=source.code, seen=source.version, now=now.version)
        return _keep(pen, source, found=found)


def _keep(pen: Pen, source: Source, *, found: tuple[ReadClaim, ...]) -> ReadClaims:
    known = {(row.type, row.start, row.end): row for row in Claim.objects.filter(source=source)}
    read = {(one.type, one.start, one.end): one for one in found}
    new = [_values(one) | {"source": source} for key, one in read.items() if key not in known]
    pen.insert_many(Claim, new)
    kept = 0
    for key in read.keys() & known.keys():
        kept += 1
        row = known[key]
        if row.state in _WAITING and not _corrected(row):
            pen.revise(row, **_values(read[key]))
    gone = [row for key, row in known.items() if key not in read and row.state == ClaimState.PROPOSED.value]
    gone = [row for row in gone if not _corrected(row)]
    pen.change_many(gone, state=ClaimState.SUPERSEDED.value)
    return ReadClaims(new=len(new), kept=kept, superseded=len(gone))


CORRECTED = "corrected"
"""The rule of a claim whose reading a person corrected."""


def _corrected(row: Claim) -> bool:
    return row.rule == CORRECTED


def _values(claim: ReadClaim) -> dict[str, Any]:
    return {
        "type": claim.type,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "value": dict(claim.value),
        "attributes": dict(claim.attributes),
        "rule": claim.rule,
        "confidence": round(claim.confidence * 100),
        "state": ClaimState.PROPOSED.value,
    }
