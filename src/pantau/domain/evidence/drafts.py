"""What a claim becomes when it is accepted, before anything is looked up in the record.

Actors are named by their ids in claims: ISO 3166-1 alpha-2, `ASEAN`, or `org:` and a short form.
"""

from dataclasses import dataclass
from datetime import date

from pantau.domain.evidence.rows import ClaimRow, LinkRow
from pantau.domain.evidence.spans import Span
from pantau.domain.values import Period, Quantity
from pantau.domain.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a figure is about: what a person linked, else the agreement that the text names, else an actor."""

    linked: LinkRow | None = None
    agreement: ClaimRow | None = None
    actor: str = ""
    counterpart: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """A published figure; `converts` is the claim of the amount that it restates. Counts of a rate are lines."""

    subject: Subject
    metric: str
    quantity: Quantity
    status: str
    period: Period | None
    as_of: date | None
    verb: str = ""
    rule: str = ""
    numerator: int | None = None
    denominator: int | None = None
    converts: ClaimRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    kind: str
    ordinal: int | None
    title: Words
    place: str
    country: str
    span: Span | None
    chair: str
    host: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentDraft:
    """An instrument; `status` is empty where the text only mentions it, `on` the day of that status if it is known."""

    kind: str
    title: Words
    parties: tuple[str, ...]
    period: Period | None
    status: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDraft:
    act: str
    text: str
    areas: tuple[str, ...]
    actors: tuple[str, ...]
    made_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDraft:
    """A country coordinates the relations with a partner for a term."""

    country: str
    partner: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    group: str
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDraft:
    """An actor that the text names; it is linked where the register has it."""

    actor: str


Draft = FigureDraft | MeetingDraft | InstrumentDraft | CommitmentDraft | TermDraft | GroupDraft | ActorDraft
