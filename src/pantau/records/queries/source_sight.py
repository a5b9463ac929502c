"""Which sources may be read in full: a sheet that says what each country reported is as visible as its plan says."""

from pantau.domain.permissions import Actor, plan_matter, sees_countries
from pantau.domain.sources import SourceRow
from pantau.records.models import Plan, StatusReportVersion
from pantau.records.queries.plans import plan_row
from pantau.records.queries.sources import source_text


def may_read_source(actor: Actor, source: SourceRow) -> bool:
    """Whether the actor sees all countries of every plan whose reports came in with this source (rule 12)."""
    plans = Plan.objects.filter(versions__rounds__reports__versions__source_id=source.id).distinct()
    rows = [plan_row(plan) for plan in plans.select_related("partner")]
    return all(sees_countries(actor, row.visibility, plan_matter(row)) for row in rows)


def text_for(actor: Actor, source: SourceRow) -> str | None:
    """The text of a source where the actor may read it; ``None`` where they may not or it holds none."""
    return source_text(source) if may_read_source(actor, source) else None


def unreadable_sources(actor: Actor) -> frozenset[int]:
    """The internal ids of the sources whose text the actor may not read: the same rule, asked of all at once."""
    plans = Plan.objects.filter(versions__rounds__reports__versions__source__isnull=False).distinct()
    rows = [plan_row(plan) for plan in plans.select_related("partner")]
    closed = [row.id for row in rows if not sees_countries(actor, row.visibility, plan_matter(row))]
    if not closed:
        return frozenset()
    sheets = StatusReportVersion.objects.filter(report__round__plan_version__plan__in=closed, source__isnull=False)
    return frozenset(sheets.values_list("source_id", flat=True).distinct())
