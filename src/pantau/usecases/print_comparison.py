"""A comparison of two kept texts is laid out on paper: for Word, for Excel, in the reader's language."""

from datetime import datetime

from pantau.domain.alignment import Change
from pantau.domain.plans import VersionRow
from pantau.domain.statuses import status_name
from pantau.records.queries.plans import plan_versions
from pantau.standards.comparisons import Paper, Side
from pantau.usecases.compare_plans import PlanComparison, PlanSide


def print_comparison(
    compared: PlanComparison, *, language: str, made_at: datetime, only: Change | None = None
) -> Paper:
    """The paper of a comparison that its reader may see already; `only` keeps the clauses of one change."""
    return Paper(
        old=_side(compared.old),
        new=_side(compared.new),
        setting=compared.setting,
        comparison=compared.comparison,
        made_at=made_at,
        language=language,
        statuses={key: status_name(state) for key, state in compared.standings.items()},
        vanished=frozenset(pair.old[0].key for pair in compared.vanished),
        as_of=compared.as_of,
        only=only,
    )


def _side(side: PlanSide) -> Side:
    row = _version(side)
    return Side(
        name=side.name,
        title=side.plan.title,
        state=side.state.words,
        in_force_from=row.in_force_from,
        consulted_on=row.consulted_on,
        language=side.language,
    )


def _version(side: PlanSide) -> VersionRow:
    return next(row for row in plan_versions(side.plan) if row.number == side.number)
