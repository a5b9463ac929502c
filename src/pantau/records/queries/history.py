"""Named reads of history: every version of a record with who wrote it, when, why, and what changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Matter, Verb, may
from pantau.domain.record_history import (
    RecordHistory,
    RecordKind,
    RecordPart,
    RecordVersion,
    changes_between,
    spread,
)
from pantau.domain.refusals import NotFound
from pantau.domain.workflow import ReportState
from pantau.records import models as kept
from pantau.records.models import (
    Extension,
    Line,
    Plan,
    PlanNode,
    PlanVersion,
    PublishedFigure,
    ReportEvidence,
    RoleGrant,
    Round,
    StatusReport,
    StatusReportVersion,
    User,
)

# What is bookkeeping or a secret, and never shown.
_HIDDEN = {
    "id",
    "public_id",
    "version",
    "created_at",
    "changed_at",
    "password",
    "digits",
    "scale",
    "report",
    "report_version",
    "user",
}
_TOLD = ("code", "name", "file_name", "label", "public_id")  # what a row that another points to is called by


def record_history(actor: Actor, *, kind: RecordKind, record: UUID) -> RecordHistory:
    """A record with all versions that the actor may see. Raises NotFound where there is none such."""
    return _READERS[kind](actor, record)


def _plan(actor: Actor, record: UUID) -> RecordHistory:
    row = _found(Plan, record, actor=actor)
    texts = PlanVersion.objects.filter(plan=row).order_by("number")
    parts = [_part("plan", row.code, row), *(_part("version", str(one.number), one) for one in texts)]
    return RecordHistory(kind=RecordKind.PLAN, name=row.code, parts=tuple(parts))


def _line(actor: Actor, record: UUID) -> RecordHistory:
    row = _found(Line, record, actor=actor)
    nodes = list(PlanNode.objects.filter(line=row).select_related("plan_version").order_by("plan_version__number"))
    name = f"{row.plan.code} {nodes[-1].label if nodes else ''}".strip()
    parts = [_part("line", "", row), *(_part("wording", str(one.plan_version.number), one) for one in nodes)]
    return RecordHistory(kind=RecordKind.LINE, name=name, parts=tuple(parts))


def _round(actor: Actor, record: UUID) -> RecordHistory:
    row = _found(Round, record, actor=actor)
    longer = Extension.objects.filter(round=row).select_related("reporter").order_by("id")
    parts = [_part("round", row.code, row), *(_part("extension", one.reporter.code, one) for one in longer)]
    return RecordHistory(kind=RecordKind.ROUND, name=row.code, parts=tuple(parts))


def _actor(actor: Actor, record: UUID) -> RecordHistory:
    row = _found(kept.Actor, record, actor=actor)
    return RecordHistory(kind=RecordKind.ACTOR, name=row.code, parts=(_part("actor", row.code, row),))


def _figure(actor: Actor, record: UUID) -> RecordHistory:
    row = _found(PublishedFigure, record, actor=actor)
    return RecordHistory(kind=RecordKind.FIGURE, name=row.code, parts=(_part("figure", row.code, row),))


def _person(actor: Actor, record: UUID) -> RecordHistory:
    row = User.objects.filter(public_id=record).first()
    if row is None or not may(actor, Verb.MANAGE_PEOPLE):
        raise NotFound
    roles = RoleGrant.objects.filter(user=row).order_by("id")
    parts = [_part("person", row.name, row), *(_part("role", one.role, one) for one in roles)]
    return RecordHistory(kind=RecordKind.PERSON, name=row.name, parts=tuple(parts))


def _report(actor: Actor, record: UUID) -> RecordHistory:
    """A draft is shown to those who may read drafts; the rest see what was submitted, step by step."""
    row = (
        StatusReport.objects.filter(public_id=record)
        .select_related("round__plan_version__plan", "reporter", "line__lead")
        .first()
    )
    if row is None:
        raise NotFound
    about = _matter(row)
    drafts, submitted = may(actor, Verb.READ_DRAFT, about), may(actor, Verb.READ_SUBMITTED, about)
    parts = []
    for version in StatusReportVersion.objects.filter(report=row).order_by("number"):
        shown = _part(
            "report",
            str(version.number),
            version,
            shows=lambda past: drafts or (submitted and not ReportState(past.state).editable),
        )
        if shown.versions:
            parts.append(shown)
            parts += _files(version)
    if not parts:
        raise NotFound
    node = PlanNode.objects.filter(line=row.line, plan_version=row.round.plan_version).first()
    name = f"{row.round.plan_version.plan.code} {node.label if node else ''}, {row.reporter.code}, {row.round.code}"
    return RecordHistory(kind=RecordKind.REPORT, name=name, parts=tuple(parts))


def _files(version: StatusReportVersion) -> Iterator[RecordPart]:
    for one in ReportEvidence.objects.filter(report_version=version).select_related("source").order_by("id"):
        yield _part("file", one.source.file_name, one)


_READERS: Mapping[RecordKind, Callable[[Actor, UUID], RecordHistory]] = {
    RecordKind.PLAN: _plan,
    RecordKind.LINE: _line,
    RecordKind.ROUND: _round,
    RecordKind.REPORT: _report,
    RecordKind.ACTOR: _actor,
    RecordKind.FIGURE: _figure,
    RecordKind.PERSON: _person,
}


def _found(model: Any, record: UUID, *, actor: Actor) -> Any:
    """The row, for those who work here: who wrote it stands beside. Raises NotFound."""
    row = model.objects.filter(public_id=record).first()
    if row is None or not may(actor, Verb.USE_DESK):
        raise NotFound
    return row


def _matter(report: StatusReport) -> Matter:
    plan = report.round.plan_version.plan
    bodies = set(report.line.bodies.filter(ended_at__isnull=True).values_list("body_id", flat=True))
    return Matter(
        plan=plan.pk,
        partner=plan.partner_id,
        reporter=report.reporter_id,
        country=report.reporter.parent_id or report.reporter_id,
        bodies=frozenset(bodies if report.line.lead_id is None else {*bodies, report.line.lead_id}),
    )


def _everything(_past: Any) -> bool:
    return True


def _part(what: str, name: str, row: Any, *, shows: Callable[[Any], bool] = _everything) -> RecordPart:
    """The versions of one row in their order; each is held against the one before that is shown."""
    model = row.history.model
    past = [one for one in model.objects.filter(id=row.pk).order_by("version", "history_id") if shows(one)]
    values = _values(type(row), past)
    people = dict(User.objects.filter(pk__in={one.history_user_id for one in past}).values_list("pk", "name"))
    versions = []
    before: Mapping[str, str] = {}
    for one, said in zip(past, values, strict=True):
        versions.append(
            RecordVersion(
                number=one.version,
                by=people.get(one.history_user_id, LOCAL_OPERATOR.name),
                at=one.history_date,
                why=one.history_change_reason or "",
                values=said,
                changes=changes_between(before, said),
            )
        )
        before = said
    return RecordPart(what=what, name=name, versions=tuple(versions))


def _values(model: type[models.Model], past: Sequence[Any]) -> list[dict[str, str]]:
    """What each history row says, with the rows that it points to by what they are called."""
    fields = [field for field in model._meta.concrete_fields if field.name not in _HIDDEN]
    named = {field.name: _names(field, past) for field in fields if isinstance(field, models.ForeignKey)}
    said = []
    for one in past:
        values: dict[str, str] = defaultdict(str)
        for field in fields:
            value = getattr(one, field.attname)
            value = named[field.name].get(value) if field.name in named else value
            values |= dict(spread(field.name, value))
        said.append({name: text for name, text in values.items() if text})
    return said


def _names(field: Any, past: Iterable[Any]) -> dict[Any, str]:
    related = field.related_model
    has = {one.name for one in related._meta.concrete_fields}
    column = next(name for name in _TOLD if name in has and not _is_words(related, name))
    keys = {getattr(one, field.attname) for one in past} - {None}
    return {key: str(value) for key, value in related.objects.filter(pk__in=keys).values_list("pk", column)}


def _is_words(model: Any, name: str) -> bool:
    return isinstance(model._meta.get_field(name), kept.record.WordsField)
