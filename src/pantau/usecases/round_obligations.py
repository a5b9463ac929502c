"""Who owes which line in a round, worked out once for the preview, the commit and every import that opens rounds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Matter, Verb, role_for
from pantau.domain.plans import LineRow, PlanRow
from pantau.domain.rounds import Exempt, Owing
from pantau.domain.values import Period
from pantau.records.ledger import Decided, append
from pantau.records.models import LineBody, Obligation, Plan, PlanVersion, Round
from pantau.records.pen import Pen
from pantau.records.queries.progress import member_ids

Pair = tuple[int, int]
"""A line and an actor who owes it, by internal ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """A round as it would be opened: its dates, and every pair that it makes owe. `dates` are fields of Round."""

    plan: PlanRow
    version: PlanVersion
    code: str
    dates: Mapping[str, Any]
    owing: tuple[Owing, ...]
    pairs: tuple[Pair, ...]
    exceptions: tuple[Exempt, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of all that opening it decides: what a preview shows and the ledger binds."""
        return digest_of_value(
            {**self.said, "version": self.version.number, "pairs": [list(pair) for pair in self.pairs]}
        )

    @property
    def said(self) -> dict[str, Any]:
        """What the ledger says of it in words."""
        return {
            "plan": self.plan.code,
            "round": self.code,
            **{name: value.isoformat() if isinstance(value, date) else value for name, value in self.dates.items()},
            "owing": [one.value for one in self.owing],
            "owed": len(self.pairs),
            "exceptions": [one.as_json() for one in self.exceptions],
        }


def write_round(pen: Pen, planned: RoundPlan, *, verb: Verb, about: Matter | None = None) -> Round:
    """The round with its obligations and the decision in the ledger, in the caller's transaction."""
    opened = pen.insert(Round, plan_version=planned.version, code=planned.code, **planned.dates)
    oblige(pen, opened, planned, verb=verb, about=about)
    return opened


def oblige(pen: Pen, opened: Round, planned: RoundPlan, *, verb: Verb, about: Matter | None = None) -> None:
    """The obligations of a round that was just written, and the decision in the ledger."""
    pen.insert_plain(Obligation, planned.pairs, fields=("line_id", "actor_id"), shared={"round_id": opened.id})
    append(
        pen,
        Decision.OPEN,
        role=role_for(pen.actor, verb, about) or "",
        decided=[
            Decided(
                kind="round",
                subject=opened.public_id,
                version=opened.version,
                shown=planned.digest,
                details=planned.said,
            )
        ],
    )


def members_owe(
    *, plan: PlanRow, version: PlanVersion, lines: Iterable[LineRow], code: str, dates: Mapping[str, Any], at: datetime
) -> RoundPlan:
    """The round that an import opens: every member at the cut-off owes every line not withdrawn by then."""
    standing = [line for line in lines if not line.withdrawn(dates["cut_off"])]
    pairs = pairs_owed(plan=plan, lines=standing, owing=(Owing.MEMBERS,), cut_off=dates["cut_off"], at=at)
    return RoundPlan(plan=plan, version=version, code=code, dates=dates, owing=(Owing.MEMBERS,), pairs=pairs)


def pairs_owed(
    *, plan: PlanRow, lines: Iterable[LineRow], owing: Collection[Owing], cut_off: date, at: datetime
) -> tuple[Pair, ...]:
    """Who owes which of these lines, each pair once, in the order of the lines."""
    everywhere: set[int] = set()
    if Owing.MEMBERS in owing:
        everywhere |= member_ids(plan, on=cut_off, known_at=at)
    if Owing.PARTNER in owing:
        everywhere |= set(Plan.objects.filter(id=plan.id, partner__isnull=False).values_list("partner_id", flat=True))
    bodies = _bodies(plan) if Owing.CONTRIBUTING in owing else {}
    pairs = []
    for line in lines:
        who = everywhere | bodies.get(line.id, set())
        if Owing.LEAD in owing and line.lead is not None:
            who = who | {line.lead}
        pairs += [(line.id, actor) for actor in sorted(who)]
    return tuple(pairs)


def _bodies(plan: PlanRow) -> dict[int, set[int]]:
    """The bodies that contribute to each line of a plan now."""
    found: dict[int, set[int]] = {}
    links = LineBody.objects.filter(line__plan_id=plan.id, ended_at__isnull=True)
    for line, body in links.values_list("line_id", "body_id"):
        found.setdefault(line, set()).add(body)
    return found


def dates_of(period: Period) -> dict[str, date]:
    """The dates of a round that nobody gave: it opens, closes and cuts off with its period."""
    return {
        "start": period.start,
        "end": period.end,
        "opens": period.start,
        "closes": period.end,
        "cut_off": period.end,
    }
