"""A small plan written by the pen: two rounds, three countries that owe, a body that leads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pantau.domain.plans import PlanRow
from pantau.domain.statuses import Status
from pantau.records.queries.plans import plan_named
from tests.records.rows import MOMENT, row_of

CODE = "SMALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """The rows of the plan, and the plan as queries hand it over."""

    plan: PlanRow
    version: Any
    lines: list[Any]
    rounds: list[Any]
    countries: list[Any]
    body: Any


def small_plan(*, lines: int = 3) -> Small:
    plan = row_of("Plan", code=CODE, start=date(2021, 1, 1), end=date(2025, 12, 31), rule="R6-full", illustrative=True)
    version = row_of("PlanVersion", plan=plan, number=1, in_force_from=date(2021, 1, 1), language="en")
    made = [row_of("Line", plan=plan) for _ in range(lines)]
    for place, line in enumerate(made):
        label = f"1.{place + 1}"
        row_of("PlanNode", plan_version=version, line=line, place=place, label=label, path=["1", label], kind="line")
    years = [
        {
            "code": str(year),
            "start": date(year, 1, 1),
            "end": date(year, 12, 31),
            "opens": date(year, 11, 1),
            "closes": date(year, 12, 15),
            "cut_off": date(year, 10, 31),
        }
        for year in (2023, 2024)
    ]
    member = {"kind": "member_state", "member_from": date(2000, 1, 1), "illustrative": True}
    return Small(
        plan=plan_named(CODE),
        version=version,
        lines=made,
        rounds=[row_of("Round", plan_version=version, **dates) for dates in years],
        countries=[row_of("Actor", **member) for _ in range(3)],
        body=row_of("Actor", kind="sectoral_body", illustrative=True),
    )


def report(line: Any, reporter: Any, round: Any) -> Any:
    return row_of("StatusReport", line=line, reporter=reporter, round=round)


def accepted(report: Any, status: Status, *, at: datetime = MOMENT, **values: Any) -> Any:
    """A version of a report that was accepted at a moment."""
    defaults = {"number": 1, "state": "accepted", "as_of": date(2024, 6, 30)}
    return row_of("StatusReportVersion", **(defaults | values), report=report, status=status.value, accepted_at=at)
