"""A plan under every counting rule at one moment: what its page, its JSON and its reports show."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from pantau.domain.claims import ClaimReading
from pantau.domain.initiatives import InitiativeRow, InitiativeTotals, total_initiatives
from pantau.domain.plans import LineRow, NamedList, PlanRow
from pantau.domain.progress import Answer, tally_lines
from pantau.domain.rates import (
    ADDRESSED,
    FULL,
    LineFacts,
    Rate,
    all_rates,
    counts_as_due,
    expected_progress,
    gather_facts,
    rate_lines,
)
from pantau.domain.regional import Derivation
from pantau.domain.statuses import NOT_BEGUN, Status
from pantau.domain.values import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Which reports count: the situation date, the moment of knowledge, a round or all, and the derivation."""

    as_of: date
    known_at: datetime
    by: Derivation
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreInput:
    """What is recorded of one plan at a moment.

    `owed` maps a line to the countries that owe it, `others` to the bodies and partners that owe a report on it too.
    """

    plan: PlanRow
    lines: tuple[LineRow, ...]
    owed: Mapping[int, frozenset[int]]
    answers: Sequence[Answer]
    initiatives: tuple[InitiativeRow, ...]
    lists: tuple[NamedList, ...]
    others: Mapping[int, frozenset[int]] = field(default_factory=dict)


class StatusCount(NamedTuple):
    """How many lines have a status; ``None`` is no report, "withdrawn" the decision on the line itself."""

    status: str | None
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """One top-level section: its lines by regional status, and the shares completed and being addressed."""

    label: str
    title: str
    lines: int
    statuses: tuple[StatusCount, ...]
    full: Rate
    addressed: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """One country's own answers: counts by status among the lines it owes, those it left open, and stale ones."""

    actor: int
    owed: int
    missing: int
    stale: int
    statuses: tuple[StatusCount, ...]

    def count(self, status: str) -> int:
        return next((row.lines for row in self.statuses if row.status == status), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A plan at a moment. `completeness` is reports accepted of owed; `timeliness` lines due and completed of due.

    `expected` is the share of the plan period elapsed in percent, `gap` the default rule's percent minus it.
    """

    plan: PlanRow
    moment: Moment
    facts: tuple[LineFacts, ...]
    rates: tuple[Rate, ...]
    completeness: Share
    timeliness: Share
    expected: str
    gap: str | None
    stale: int
    statuses: tuple[StatusCount, ...]
    sections: tuple[SectionRow, ...]
    countries: tuple[CountryRow, ...]
    untouched: tuple[LineRow, ...]
    initiatives: InitiativeTotals
    claims: tuple[ClaimReading, ...] = ()

    @property
    def lines(self) -> int:
        return len(self.facts)

    @property
    def withdrawn(self) -> int:
        return sum(one.withdrawn for one in self.facts)

    def as_json(self) -> dict[str, Any]:
        """The answer of `score --json`."""
        return {
            "plan": self.plan.code,
            "illustrative": self.plan.illustrative,
            "as_of": self.moment.as_of.isoformat(),
            "known_at": self.moment.known_at.isoformat(),
            "by": self.moment.by.value,
            "round": self.moment.round or None,
            "lines": self.lines,
            "withdrawn": self.withdrawn,
            "completeness": {"accepted": self.completeness.part, "owed": self.completeness.whole},
            "stale": self.stale,
            "timeliness": {"completed": self.timeliness.part, "due": self.timeliness.whole},
            "expected": self.expected,
            "gap": self.gap,
            "rules": [rate.as_json() for rate in self.rates],
            "claims": [claim.as_json() for claim in self.claims],
        }


def score(given: ScoreInput, moment: Moment) -> Scorecard:
    """All rules, bounds and breakdowns of one plan at one moment, without claims."""
    plan = given.plan
    initiatives = total_initiatives(given.initiatives, as_of=moment.as_of, known_at=moment.known_at)
    leads = {line.id: line.lead for line in given.lines if line.lead is not None}
    facts = gather_facts(
        given.lines,
        tally_lines(given.owed, given.answers, leads=leads, others=given.others),
        as_of=moment.as_of,
        plan_end=plan.period.end,
        by=moment.by,
        covered=initiatives.covered,
    )
    rates = all_rates(facts, initiatives=initiatives, lists=given.lists)
    headline = next(rate for rate in rates if rate.rule == plan.rule and rate.unit != "pairs")
    expected, gap = expected_progress(plan.period.elapsed(moment.as_of), headline)
    tallies = [one.scenes.now.tally for one in facts]
    missing = sum(tally.missing + tally.others_missing for tally in tallies)
    owed = sum(tally.reported + tally.others for tally in tallies) + missing
    return Scorecard(
        plan=plan,
        moment=moment,
        facts=tuple(facts),
        rates=rates,
        completeness=Share(part=owed - missing, whole=owed, unreported=missing),
        timeliness=_timeliness(facts),
        expected=expected,
        gap=gap,
        stale=sum(tally.stale for tally in tallies),
        statuses=_by_status(facts),
        sections=_by_section(facts),
        countries=_by_country(given.owed, given.answers),
        untouched=tuple(one.line for one in facts if _untouched(one)),
        initiatives=initiatives,
    )


def line_state(facts: LineFacts) -> str | None:
    """The regional status of a line to show, `withdrawn` where that was decided, ``None`` for no report."""
    if facts.withdrawn:
        return "withdrawn"
    return facts.status.value if facts.status else None


def _untouched(facts: LineFacts) -> bool:
    begun = facts.scenes.now.tally.ever_started or facts.covered
    return not begun and not facts.withdrawn and (facts.status is None or facts.status in NOT_BEGUN)


def _timeliness(facts: Iterable[LineFacts]) -> Share:
    due = [one for one in facts if counts_as_due(one)]
    return Share(
        part=sum(one.status is Status.COMPLETED for one in due),
        whole=len(due),
        unreported=sum(one.status is None for one in due),
    )


_STATES: tuple[str | None, ...] = (
    "completed",
    "partially",
    "ongoing",
    "continuing",
    "planned",
    "deferred",
    "not_started",
    "not_applicable",
    None,
    "withdrawn",
)


def _by_status(facts: Iterable[LineFacts]) -> tuple[StatusCount, ...]:
    counts = Counter(line_state(one) for one in facts)
    return tuple(StatusCount(state, counts[state]) for state in _STATES if counts[state])


def _by_section(facts: Sequence[LineFacts]) -> tuple[SectionRow, ...]:
    groups: dict[tuple[str, str], list[LineFacts]] = {}
    for one in facts:
        groups.setdefault(one.line.section, []).append(one)
    return tuple(
        SectionRow(
            label=label,
            title=title,
            lines=len(group),
            statuses=_by_status(group),
            full=rate_lines(FULL, group),
            addressed=rate_lines(ADDRESSED, group),
        )
        for (label, title), group in groups.items()
    )


def _by_country(owed: Mapping[int, frozenset[int]], found: Iterable[Answer]) -> tuple[CountryRow, ...]:
    owing = Counter(actor for actors in owed.values() for actor in actors)
    statuses: dict[int, Counter[str]] = {actor: Counter() for actor in owing}
    stale: Counter[int] = Counter()
    for answer in found:
        if answer.reporter in owed.get(answer.line, ()):
            statuses[answer.reporter][answer.status.value] += 1
            stale[answer.reporter] += answer.stale
    return tuple(
        CountryRow(
            actor=actor,
            owed=owing[actor],
            missing=owing[actor] - statuses[actor].total(),
            stale=stale[actor],
            statuses=tuple(
                StatusCount(state, statuses[actor][state]) for state in _STATES if state and statuses[actor][state]
            ),
        )
        for actor in sorted(owing)
    )
