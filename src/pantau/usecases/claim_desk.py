"""What every decision on claims works with: the source, its text and claims, the pen, and the register of actors."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pantau.domain.actors import ActorKind
from pantau.domain.evidence.becomes import Scene, is_country
from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence.rows import ClaimRow, LinkRow
from pantau.domain.evidence_refusals import ClaimUnknown, TextMissing
from pantau.domain.ledger import Decision
from pantau.domain.permissions import Verb, role_for
from pantau.domain.refusals import ChangedMeanwhile, Refusal
from pantau.domain.sources import UNPUBLISHED
from pantau.domain.words import Words, table, words_from
from pantau.reading.claims.names import names_of
from pantau.records.ledger import Decided as Entered
from pantau.records.ledger import append
from pantau.records.models import Actor, Claim, ClaimLink, Instrument, Passage, Record, Source, Workspace
from pantau.records.pen import Pen
from pantau.records.queries.claims import claim_rows, claims_of, link_row
from pantau.records.queries.sources import source_row, source_text
from pantau.usecases.keep_source import keep_passage

_CODE = 40  # characters of an actor's code


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A record that a claim backs; `made`: accepting the claim made it."""

    kind: str
    record: Record
    made: bool = False


@dataclass(kw_only=True)
class ClaimDesk:
    """One source on the desk, for one decision."""

    pen: Pen
    source: Source
    scene: Scene
    actors: dict[str, Actor]
    members: frozenset[str]

    def actor(self, key: str) -> Actor | None:
        """The actor of the register that an id of a claim means."""
        code = table("evidence")["actor_codes"].get(key) or key.rpartition(":")[2]
        return self.actors.get(code.casefold())

    def known(self, keys: Sequence[str]) -> list[Actor]:
        """The actors of these ids that the register has, each once."""
        found = [one for one in map(self.actor, keys) if one is not None]
        return list({one.pk: one for one in found}.values())

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What is refused within is rolled back, and what the desk learned of it is forgotten with it."""
        actors, scene = dict(self.actors), self.scene
        try:
            with transaction.atomic():
                yield
        except Refusal:
            self.actors, self.scene = actors, scene
            self.__dict__.pop("instruments", None)
            raise

    def add_actor(self, key: str, *, name: Words) -> Actor:
        """A country or body that the register does not have, as a new actor; a country as the word list names it."""
        if is_country(key):
            known = names_of(key)
            values = {"code": key, "iso": key, "name": words_from(known) if known else name, "parent": None}
            kind = ActorKind.OTHER_COUNTRY.value
        else:
            kind, parent = _kind_of(key)
            values = {"code": key.rpartition(":")[2].upper()[:_CODE], "name": name, "parent": self.actor(parent)}
        made = self.pen.insert(Actor, kind=kind, **values)
        self.actors[made.code.casefold()] = made
        return made

    @cached_property
    def instruments(self) -> list[Instrument]:
        """All instruments with their parties, those that stand first; who makes one adds it."""
        return list(Instrument.objects.prefetch_related("parties__actor").order_by("withdrawn", "id"))

    def claim(self, public_id: UUID) -> ClaimRow:
        """A claim of this source as the desk knows it now."""
        return next(one for one in self.scene.claims if one.public_id == public_id)

    def learn(self, claim: ClaimRow) -> None:
        """From now on the desk knows the claim like this."""
        claims = tuple(claim if one.public_id == claim.public_id else one for one in self.scene.claims)
        self.scene = replace(self.scene, claims=claims)

    def passage(self, claim: ClaimRow) -> Passage:
        """The passage of a claim, kept."""
        return keep_passage(self.pen, source=self.source, start=claim.start, end=claim.end, text=claim.text)


def _kind_of(key: str) -> tuple[str, str]:
    """The kind of actor that an id speaks of, and the country it ends in."""
    words = key.rpartition(":")[2].split("-")
    country = words[-1].upper() if len(words) > 1 and len(words[-1]) == 2 else ""
    kinds: Mapping[str, str] = table("evidence")["actor_kinds"]
    named = next((kinds[word] for word in words if word in kinds), "")
    return named or (ActorKind.MINISTRY.value if country else ActorKind.ORGANISATION.value), country


def desk_for(pen: Pen, source: Source) -> ClaimDesk:
    """Raises TextMissing where the text of the source is not at hand."""
    row = source_row(source)
    text = source_text(row)
    if text is None:
        raise TextMissing(source=source.code)
    actors = list(Actor.objects.all())
    spellings = {one.iso.casefold(): one for one in actors if one.iso} | {one.code.casefold(): one for one in actors}
    scene = Scene(language=source.language, stated_on=source.published_on, text=text, claims=claims_of(row))
    members = frozenset(one.iso or one.code for one in actors if one.kind == ActorKind.MEMBER_STATE.value)
    return ClaimDesk(pen=pen, source=source, scene=scene, actors=spellings, members=members)


def find_actor(key: str) -> Actor | None:
    """The actor of the register that an id of a claim means."""
    if not key:
        return None
    code = table("evidence")["actor_codes"].get(key) or key.rpartition(":")[2]
    return Actor.objects.filter(Q(code__iexact=code) | Q(iso__iexact=code)).order_by("id").first()


def one_after_the_other() -> None:
    """Decisions on claims are taken one after the other: two may find or make the same record."""
    Workspace.objects.select_for_update().first()


def seen_claims(chosen: Sequence[Seen]) -> list[Claim]:
    """The claims as they were seen, in the order chosen.

    Raises ClaimUnknown, and ChangedMeanwhile where one has another version by now.
    """
    keys = [one.claim for one in chosen]
    found = {row.public_id: row for row in Claim.objects.filter(public_id__in=keys).select_related("source")}
    rows: list[Claim] = []
    for one in chosen:
        row = found.get(one.claim)
        if row is None or row.source.kind in UNPUBLISHED:
            raise ClaimUnknown(claim=one.claim)
        if row.version != one.version:
            raise ChangedMeanwhile(what="claim", seen=one.version, now=row.version)
        rows.append(row)
    return rows


def rows_now(claims: Sequence[UUID]) -> tuple[ClaimRow, ...]:
    """The claims as they are now, in this order."""
    found = {row.public_id: row for row in claim_rows(Claim.objects.filter(public_id__in=claims))}
    return tuple(found[one] for one in claims)


def back(pen: Pen, claims: Sequence[Claim], *, targets: Sequence[Target]) -> dict[int, tuple[LinkRow, ...]]:
    """Link the claims to what they back from now on; the first of them made what was made. The links by claim."""
    links = pen.insert_many(
        ClaimLink,
        [
            {"claim": claim, "bond": "backs", "made": one.made and claim is claims[0], one.kind: one.record}
            for claim in claims
            for one in targets
        ],
    )
    found: dict[int, tuple[LinkRow, ...]] = {}
    for link in links:
        found[link.claim_id] = (*found.get(link.claim_id, ()), link_row(link))
    return found


def enter(pen: Pen, decision: Decision, claims: Sequence[ClaimRow], *, notes: Mapping[UUID, str] | None = None) -> None:
    """One entry of the ledger for each claim, bound to the passage and the reading that the person saw."""
    role = role_for(pen.actor, Verb.REVIEW_CLAIMS, None) or ""
    append(
        pen,
        decision,
        role=role,
        decided=[
            Entered(
                kind="claim",
                subject=claim.public_id,
                version=claim.version,
                shown=claim.digest,
                note=(notes or {}).get(claim.public_id, ""),
                details={"source": claim.source.code, "type": claim.type, "start": claim.start, "end": claim.end},
            )
            for claim in claims
        ],
    )
