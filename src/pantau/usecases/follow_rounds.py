"""Rounds as one person may follow them: those that concern them, with the reporters whose standing they may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import NotFound
from pantau.domain.rounds import Counts, ReporterStanding, RoundFacts, RoundStanding, concerns, seen_by, total
from pantau.records.queries.rounds import all_rounds, round_with_id, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedRound:
    """One round on a day: how it stands for those without an extension, and who may be seen of its reporters."""

    round: RoundFacts
    standing: RoundStanding
    reporters: tuple[ReporterStanding, ...]

    @property
    def counts(self) -> Counts:
        """Those of the reporters that may be seen, together."""
        return total(self.reporters)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(one.late for one in self.reporters)

    def as_json(self) -> dict[str, Any]:
        return {
            **self.round.as_json(),
            "standing": self.standing.state.value,
            "reporters_seen": len(self.reporters),
            "reporters_late": self.late,
            "counts": self.counts.as_json(),
        }


def rounds_for(actor: Actor, *, on: date, plan: str = "") -> tuple[FollowedRound, ...]:
    """The rounds that concern the actor, of one plan or of all, the one that opens last first; in seven queries.

    Raises NotFound, PlanUnknown.
    """
    require(actor, Verb.USE_DESK)
    rounds = all_rounds(plan=plan)
    found = standings(rounds, on=on)
    return tuple(
        _followed(actor, round, found.get(round.id, ()), on=on)
        for round in rounds
        if concerns(actor, round, found.get(round.id, ()))
    )


def round_for(actor: Actor, *, round: UUID, on: date) -> FollowedRound:
    """One round. Raises NotFound where there is none or it does not concern the actor."""
    facts = round_with_id(round)
    reporters = standings([facts], on=on).get(facts.id, ())
    if not concerns(actor, facts, reporters):
        raise NotFound
    return _followed(actor, facts, reporters, on=on)


def _followed(actor: Actor, round: RoundFacts, reporters: tuple[ReporterStanding, ...], *, on: date) -> FollowedRound:
    return FollowedRound(round=round, standing=round.standing(on), reporters=seen_by(actor, round, reporters))
