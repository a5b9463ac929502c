"""Opening a reporting round: its dates, and who owes which line in it."""

from collections.abc import Mapping
from datetime import date

from pantau.domain.plans import LineRow, PlanRow
from pantau.domain.values import Period
from pantau.records.models import Obligation, PlanVersion, Round
from pantau.records.pen import Pen
from pantau.records.queries.progress import member_ids


def open_round(
    pen: Pen,
    *,
    plan: PlanRow,
    version: PlanVersion,
    lines: tuple[LineRow, ...],
    code: str,
    dates: Mapping[str, date | None],
) -> Round:
    """A new round with its obligations. `dates` are the fields start, end, opens, closes and cut_off of Round."""
    opened = pen.insert(Round, plan_version=version, code=code, **dates)
    oblige(pen, opened, plan=plan, lines=lines)
    return opened


def oblige(pen: Pen, opened: Round, *, plan: PlanRow, lines: tuple[LineRow, ...]) -> None:
    """Every member at the cut-off owes every line not withdrawn by then."""
    members = sorted(member_ids(plan, on=opened.cut_off, known_at=pen.at))
    pen.insert_many(
        Obligation,
        [
            {"round": opened, "line_id": line.id, "actor_id": member}
            for line in lines
            if not line.withdrawn(opened.cut_off)
            for member in members
        ],
    )


def dates_of(period: Period) -> dict[str, date]:
    """The dates of a round that nobody gave: it opens, closes and cuts off with its period."""
    return {
        "start": period.start,
        "end": period.end,
        "opens": period.start,
        "closes": period.end,
        "cut_off": period.end,
    }
