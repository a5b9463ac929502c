"""A person adds a claim that the reader missed: the passage, its type, and what it says."""

from collections.abc import Mapping

from pantau.domain.evidence.fields import corrected, fields_of
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimRow, ClaimState
from pantau.domain.evidence_refusals import ClaimThere, TextMissing
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import CellUnknown, PassageNotFound, SourceUnknown
from pantau.domain.sources import UNPUBLISHED
from pantau.domain.words import Words
from pantau.records.models import Claim, Source
from pantau.records.queries.claims import bare_claims
from pantau.records.queries.sources import source_row, source_text
from pantau.usecases.access import writing
from pantau.usecases.claim_desk import enter, one_after_the_other, rows_now
from pantau.usecases.read_source import CORRECTED

_ONCE = Words(en="exactly once", id="tepat satu kali")
_THERE = Words(en="at that place", id="pada tempat itu")
_NOWHERE = -1


def add_claim(
    actor: Actor, *, source: str, type: str, passage: str, typed: Mapping[str, str], start: int = _NOWHERE
) -> ClaimRow:
    """Keep a claim on the passage, as a person reads it, to be decided on like any other.

    `typed` are the fields of its type (domain.evidence.fields). The passage must stand in the text exactly once, or
    begin at the code point `start`.

    Raises:
        NotFound: the actor may not. SourceUnknown, TextMissing: there is no such source, or its text is not at hand.
        CellUnknown: there is no such type. PassageNotFound: the passage is not there. ClaimThere: such a claim is.
        ClaimUnfit: a field cannot hold what was typed, or must not be empty.
    """
    if type not in CLAIM_TYPES:
        raise CellUnknown(column="type", text=type[:40], expected=", ".join(CLAIM_TYPES), where="type")
    with writing(actor, Verb.REVIEW_CLAIMS, reason=f"add claim to {source[:60]}") as pen:
        one_after_the_other()
        kept = Source.objects.filter(code=source).exclude(kind__in=UNPUBLISHED).first()
        if kept is None:
            raise SourceUnknown(source=source)
        begin = _place(kept, passage=passage, start=start)
        place = {"source": kept, "type": type, "start": begin, "end": begin + len(passage)}
        told = {"rule": CORRECTED, "confidence": 100, "state": ClaimState.PROPOSED.value}
        row = Claim.objects.filter(**place).first()
        if row is None:
            row = pen.insert(Claim, **place, **told, text=passage, value={}, attributes={})
        elif row.state != ClaimState.SUPERSEDED.value:
            raise ClaimThere(text=passage[:80], where="passage")
        blank = bare_claims(Claim.objects.filter(pk=row.pk))[0]
        needed = {field.name: "" for field in fields_of(type) if field.needed}
        value, attributes = corrected(blank, typed=needed | dict(typed))
        pen.change(row, value=value, attributes=attributes, **told)
        now = rows_now([row.public_id])[0]
        enter(pen, Decision.CORRECT, [now])
    return now


def _place(source: Source, *, passage: str, start: int) -> int:
    """Where the passage begins in the text of its source."""
    text = source_text(source_row(source))
    if text is None:
        raise TextMissing(source=source.code)
    found, expected = passage.strip() != "" and text.count(passage) == 1, _ONCE
    if start != _NOWHERE:
        found, expected = passage.strip() != "" and text[start : start + len(passage)] == passage, _THERE
    if not found:
        raise PassageNotFound(expected=expected, source=source.code, text=passage[:200], where="passage")
    return text.index(passage) if start == _NOWHERE else start
