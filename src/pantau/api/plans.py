"""Plans: the list, and one with its texts and kin."""

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from pantau.api.answers import answered
from pantau.api.asked import Code, PlansAsked
from pantau.api.paging import part_of
from pantau.api.shapes import PlanPart, WholePlan
from pantau.records.queries.plans import plan_kin, plan_named, plan_rows, plan_versions

router = Router(tags=["plans"])


@router.get("", operation_id="plans", response=PlanPart)
def plans(request: HttpRequest, asked: Query[PlansAsked]) -> HttpResponse:
    """Every plan, with the countable lines of its text in force."""
    found = plan_rows(partner=asked.partner)
    data = part_of(request, found, asked=asked, shown=lambda one: one[0].as_json() | {"lines": one[1]})
    return answered(data)


@router.get("/{plan}", operation_id="plan", response=WholePlan)
def plan(request: HttpRequest, plan: Path[Code]) -> HttpResponse:
    """One plan. Raises PlanUnknown."""
    row = plan_named(plan)
    before, after = plan_kin(row)
    versions = [version.as_json() for version in plan_versions(row)]
    kin = {"predecessor": before or None, "successors": list(after), "versions": versions}
    return answered(row.as_json() | kin)
