"""Two kept texts side by side: versions of one plan, or a plan and its successor, with where each line stood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from pantau.domain.alignment import Change, Comparison, Decided, Pair, Setting, align
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.plans import PlanRow, VersionState
from pantau.domain.scorecard import Moment, line_state, score
from pantau.domain.statuses import Status, status_name
from pantau.domain.words import Words
from pantau.records.models import Alignment, PlanVersion
from pantau.records.queries.plans import nodes_of_version, plan_named, version_named
from pantau.records.queries.progress import score_input
from pantau.usecases.write_version import READER, clauses_of, key_of

NO_REPORT = "no_report"
_SETTLED = frozenset({Status.COMPLETED.value, "withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSide:
    """One of the two texts, as people name it: the plan's code, or code@number."""

    plan: PlanRow
    number: int
    state: VersionState
    language: str

    @property
    def name(self) -> str:
        return f"{self.plan.code}@{self.number}"

    def as_json(self) -> dict[str, Any]:
        title = self.plan.title.as_json()
        return {"plan": self.plan.code, "version": self.number, "state": self.state.value, "title": title}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanComparison:
    """Both texts and what became of every clause.

    `standings` and `lines` are the regional status and the public id of each old line, by the key of its clause.
    `as_of` is the day the statuses hold for.
    """

    old: PlanSide
    new: PlanSide
    setting: Setting
    comparison: Comparison
    as_of: date
    standings: Mapping[str, str]
    lines: Mapping[str, UUID]

    def status_of(self, pair: Pair) -> Words:
        """The name of the regional status of the old line of a pair."""
        return status_name(self.standings.get(pair.old[0].key, NO_REPORT))

    @property
    def vanished(self) -> tuple[Pair, ...]:
        """The lines that were dropped though they were neither completed nor withdrawn."""
        return tuple(
            pair
            for pair in self.comparison.changed(Change.DROPPED)
            if pair.old[0].countable and self.standings.get(pair.old[0].key, "") not in _SETTLED
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "old": self.old.as_json(),
            "new": self.new.as_json(),
            "setting": self.setting.value,
            "as_of": self.as_of.isoformat(),
            **self.comparison.as_json(),
            "standings": dict(self.standings),
            "vanished": [pair.old[0].key for pair in self.vanished],
        }


def compare_plans(actor: Actor, *, old: str, new: str) -> PlanComparison:
    """Compare two texts named CODE (its version in force) or CODE@NUMBER.

    Lines stand as they did when the old plan ended, or as they stand today.

    Raises PlanUnknown, VersionUnknown.
    """
    require(actor, Verb.READ)
    now = timezone.now()
    before, after = (version_named(name, as_of=now.date(), known_at=now) for name in (old, new))
    left, right = (_side(version) for version in (before, after))
    nodes = nodes_of_version(before)
    comparison = align(clauses_of(nodes), clauses_of(nodes_of_version(after)), known=_decided_between(before, after))
    as_of = min(now.date(), left.plan.period.end)
    return PlanComparison(
        old=left,
        new=right,
        setting=Setting.VERSION if left.plan.id == right.plan.id else Setting.SUCCESSOR,
        comparison=comparison,
        as_of=as_of,
        standings=_standings(left.plan, before, as_of=as_of),
        lines={key_of(node.path): node.line.public_id for node in nodes if node.line},
    )


def _side(version: PlanVersion) -> PlanSide:
    return PlanSide(
        plan=plan_named(version.plan.code),
        number=version.number,
        state=VersionState(version.state),
        language=version.language,
    )


def _standings(plan: PlanRow, version: PlanVersion, *, as_of: date) -> dict[str, str]:
    """The regional status of each line of a version, by the key of its clause; no report is one, too."""
    moment = Moment(as_of=as_of, known_at=timezone.now(), by=plan.by)
    card = score(score_input(plan, moment, version=version), moment)
    return {key_of(one.line.path): line_state(one) or NO_REPORT for one in card.facts}


def _decided_between(before: PlanVersion, after: PlanVersion) -> Iterable[Decided]:
    """What a person decided of lines that were split or merged between two versions."""
    rows = Alignment.objects.filter(
        old_node__plan_version=before, new_node__plan_version=after, change__in=(Change.SPLIT, Change.MERGED)
    ).exclude(decided_by=READER)
    groups: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for row in rows.select_related("old_node", "new_node").order_by("id"):
        one, other = key_of(row.old_node.path), key_of(row.new_node.path)
        old, new = groups.setdefault((row.change, one if row.change == Change.SPLIT else other), (set(), set()))
        old.add(one)
        new.add(other)
    return [Decided(old=tuple(sorted(old)), new=tuple(sorted(new))) for old, new in groups.values()]
