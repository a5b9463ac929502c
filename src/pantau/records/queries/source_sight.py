"""Which sources may be read in full: a sheet that says what each country reported is as visible as its plan says."""

from django.db.models import Q

from pantau.domain.permissions import Actor, plan_matter, sees_countries
from pantau.domain.sources import PLAN_SHEETS, SourceRow, plan_of_sheet
from pantau.records.models import Plan, Source, StatusReportVersion
from pantau.records.queries.plans import plan_row
from pantau.records.queries.sources import source_text


def may_read_source(actor: Actor, source: SourceRow) -> bool:
    """Whether the actor sees all countries of every plan whose reports came in with this source (rule 12).

    A sheet counts for its plan even where none of its rows became a report: the statuses stand in its text.
    """
    sheet = source.kind in PLAN_SHEETS
    wanted = Q(versions__rounds__reports__versions__source_id=source.id)
    if sheet:
        wanted |= Q(code=plan_of_sheet(source.code))
    plans = Plan.objects.filter(wanted).distinct()
    rows = [plan_row(plan) for plan in plans.select_related("partner")]
    if sheet and not rows:
        return False
    return all(sees_countries(actor, row.visibility, plan_matter(row)) for row in rows)


def text_for(actor: Actor, source: SourceRow) -> str | None:
    """The text of a source where the actor may read it; ``None`` where they may not or it holds none."""
    return source_text(source) if may_read_source(actor, source) else None


def unreadable_sources(actor: Actor) -> frozenset[int]:
    """The internal ids of the sources whose text the actor may not read: the same rule, asked of all at once."""
    rows = [plan_row(plan) for plan in Plan.objects.select_related("partner")]
    shown = {row.id: row.code for row in rows if sees_countries(actor, row.visibility, plan_matter(row))}
    sheets = Source.objects.filter(kind__in=PLAN_SHEETS).values_list("id", "code")
    codes = frozenset(shown.values())
    unread = {id for id, code in sheets if plan_of_sheet(code) not in codes}
    closed = [row.id for row in rows if row.id not in shown]
    if closed:
        reported = StatusReportVersion.objects.filter(report__round__plan_version__plan__in=closed)
        unread.update(reported.filter(source__isnull=False).values_list("source_id", flat=True).distinct())
    return frozenset(unread)
