"""Which sources may be read in full: a sheet that says what each country reported is as visible as its plan says."""

from pantau.domain.permissions import Actor, plan_matter, sees_countries
from pantau.domain.sources import SourceRow
from pantau.records.models import Plan
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
