"""Named reads of plans, their trees, lines, rounds and named lists."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from pantau.domain.plans import LineRow, NamedList, NodeRow, PlanRow, RoundRow, VersionRow, VersionState, Visibility
from pantau.domain.refusals import NotFound, PlanUnknown, RoundUnknown, VersionUnknown
from pantau.domain.regional import Derivation
from pantau.domain.sources import PassageRow
from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.records.models import Alignment, Line, NamedListLine, Plan, PlanNode, PlanVersion, Round
from pantau.records.models import NamedList as NamedListModel
from pantau.records.queries.known import as_known
from pantau.records.queries.sources import passage_row


def plan_row(plan: Plan) -> PlanRow:
    return PlanRow(
        id=plan.id,
        public_id=plan.public_id,
        code=plan.code,
        title=plan.title,
        period=Period(start=plan.start, end=plan.end),
        partner=plan.partner.code if plan.partner else "",
        partner_name=plan.partner.name if plan.partner else Words(en="", id=""),
        visibility=Visibility(plan.visibility),
        by=Derivation(plan.derivation),
        rule=plan.rule,
        illustrative=plan.illustrative,
        partner_id=plan.partner_id,
    )


def plan_rows(*, partner: str = "") -> list[tuple[PlanRow, int]]:
    """Every plan, or those with one partner, with the countable lines of its newest version in force, by code."""
    plans = Plan.objects.select_related("partner").order_by("code")
    if partner:
        plans = plans.filter(partner__code=partner)
    counted = Count("nodes", filter=Q(nodes__countable=True))
    versions = PlanVersion.objects.annotate(many=counted)
    lines = {one.plan_id: one.many for one in versions.order_by(F("in_force_from").asc(nulls_first=True), "number")}
    return [(plan_row(plan), lines.get(plan.id, 0)) for plan in plans]


def plan_named(code: str) -> PlanRow:
    """Raises PlanUnknown for an unknown code."""
    plan = Plan.objects.select_related("partner").filter(code__iexact=code).first()
    if plan is None:
        raise PlanUnknown(plan=code)
    return plan_row(plan)


def plan_as_counted(plan: PlanRow, *, known_at: datetime) -> PlanRow:
    """The plan with the period, derivation and rule known at a moment; who may see it stays decided by what is now."""
    (then,) = as_known(Plan.objects.filter(id=plan.id), known_at)
    period = Period(start=then.start, end=then.end)
    return replace(plan, period=period, by=Derivation(then.derivation), rule=then.rule)


def version_in_force(plan: PlanRow, as_of: date, *, known_at: datetime) -> PlanVersion:
    """The version in force at `as_of` as known at a moment; before the first came into force, the first.

    A plan of which no version was adopted yet is read by its newest draft. A later version that was not here yet at
    `known_at` is none; the first is, since what it stands for was there.
    """
    rows = as_known(PlanVersion.objects.filter(plan_id=plan.id).order_by("number"), known_at)
    known = [row for row in rows if row.created_at <= known_at or row is rows[0]]
    adopted = [row for row in known if row.in_force_from is not None]
    come = [row for row in adopted if row.in_force_from is not None and row.in_force_from <= as_of]
    if come:
        return max(come, key=lambda row: (row.in_force_from, row.number))
    return adopted[0] if adopted else known[-1]


def plan_versions(plan: PlanRow) -> list[VersionRow]:
    """Every text of a plan, oldest first."""
    return [_version_row(row) for row in _counted_versions().filter(plan_id=plan.id).order_by("number")]


def all_versions() -> list[tuple[PlanRow, VersionRow]]:
    """Every text of every plan, by code and number."""
    rows = _counted_versions().select_related("plan__partner").order_by("plan__code", "number")
    return [(plan_row(row.plan), _version_row(row)) for row in rows]


def _counted_versions() -> Any:
    rows = PlanVersion.objects.select_related("source", "second_source")
    return rows.annotate(lines=Count("nodes", filter=Q(nodes__countable=True)))


def plan_kin(plan: PlanRow) -> tuple[str, tuple[str, ...]]:
    """The code of the plan before, empty where there is none, and the codes of the plans after."""
    row = Plan.objects.select_related("predecessor").get(id=plan.id)
    after = Plan.objects.filter(predecessor_id=plan.id).order_by("start", "code").values_list("code", flat=True)
    return (row.predecessor.code if row.predecessor else "", tuple(after))


def version_numbered(plan: PlanRow, number: int) -> PlanVersion:
    """The text of a plan with that number. Raises VersionUnknown."""
    version = PlanVersion.objects.filter(plan_id=plan.id, number=number).first()
    if version is None:
        raise VersionUnknown(plan=plan.code, number=number)
    return version


def version_named(name: str, *, as_of: date, known_at: datetime) -> PlanVersion:
    """The text that CODE@NUMBER names, or the one in force that CODE names. Raises PlanUnknown, VersionUnknown."""
    code, _, number = name.strip().partition("@")
    plan = plan_named(code)
    if not number:
        return version_in_force(plan, as_of, known_at=known_at)
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise VersionUnknown(plan=plan.code, number=number)
    return version_numbered(plan, int(number))


def _version_row(row: Any) -> VersionRow:
    return VersionRow(
        id=row.id,
        public_id=row.public_id,
        number=row.number,
        state=VersionState(row.state),
        in_force_from=row.in_force_from,
        consulted_on=row.consulted_on,
        language=row.language,
        source=row.source.code,
        lines=row.lines,
        second_source=row.second_source.code if row.second_source else "",
    )


def nodes_of_version(version: PlanVersion) -> list[PlanNode]:
    """The nodes of a version in document order, with their lines."""
    nodes = PlanNode.objects.filter(plan_version=version).select_related("line", "plan_version")
    return list(nodes.order_by("place"))


def plan_nodes(version: PlanVersion) -> list[NodeRow]:
    """The tree of a version, in document order."""
    return [node_row(node) for node in nodes_of_version(version)]


def node_row(node: PlanNode) -> NodeRow:
    return NodeRow(
        label=node.label,
        printed=node.printed,
        path=tuple(node.path),
        depth=node.depth,
        kind=node.kind,
        countable=node.countable,
        words=node.words,
        line=node.line.public_id if node.line else None,
        due_on=node.line.due_on if node.line else None,
        withdrawn_on=node.line.withdrawn_on if node.line else None,
    )


def plan_lines(version: PlanVersion, *, known_at: datetime) -> tuple[LineRow, ...]:
    """The countable lines of a version in document order, with their details as known at a moment."""
    nodes = PlanNode.objects.filter(plan_version=version).filter(Q(countable=True) | Q(depth=1)).order_by("place")
    known = as_known(Line.objects.filter(wordings__plan_version=version), known_at)
    by_id = {line.id: line for line in known}
    lines = []
    section = ("", "")
    for node in nodes:
        if node.depth == 1 and node.kind == "heading":
            section = (node.label, node.words.into(version.language))
        if node.line_id is not None:
            lines.append(_line_row(node, by_id[node.line_id], section if node.depth > 1 else ("", "")))
    return tuple(lines)


def _line_row(node: PlanNode, line: Line, section: tuple[str, str]) -> LineRow:
    return LineRow(
        id=line.id,
        public_id=line.public_id,
        label=node.label,
        path=tuple(node.path),
        words=node.words,
        section=section,
        due_on=line.due_on,
        lead=line.lead_id,
        withdrawn_on=line.withdrawn_on,
    )


def line_passage(version: PlanVersion, line: UUID) -> PassageRow:
    """The passage of a version's text that a line stands in. Raises NotFound."""
    node = PlanNode.objects.filter(plan_version=version, line__public_id=line).select_related("passage__source").first()
    if node is None:
        raise NotFound
    return passage_row(node.passage)


def last_day_in_force(plan: PlanRow, line: UUID, *, as_of: date, known_at: datetime) -> date | None:
    """The last day up to `as_of` on which a line stood in the plan; ``None`` where it never did by then."""
    versions = as_known(PlanVersion.objects.filter(plan_id=plan.id).order_by("number"), known_at)
    adopted = [(row.in_force_from, row) for row in versions if row.in_force_from and row.in_force_from <= as_of]
    holding = set(
        PlanNode.objects.filter(plan_version__plan_id=plan.id, line__public_id=line).values_list(
            "plan_version_id", flat=True
        )
    )
    until = as_of
    for since, row in sorted(adopted, key=lambda one: one[0], reverse=True):
        if row.id in holding:
            return until
        until = since - timedelta(days=1)
    return None


def became(line: UUID, *, plan: PlanRow) -> list[NodeRow]:
    """The nodes of later versions that a line was split into or merged in, where it goes on in none itself."""
    onward = Alignment.objects.filter(
        old_node__line__public_id=line,
        new_node__plan_version__plan_id=plan.id,
        new_node__plan_version__in_force_from__isnull=False,
    ).exclude(new_node__line__public_id=line)
    return [node_row(row.new_node) for row in onward.select_related("new_node__line").order_by("new_node__place")]


def rounds_of(plan: PlanRow, *, known_at: datetime) -> list[RoundRow]:
    """The rounds of a plan, over all its versions, that were known at a moment, oldest first."""
    rounds = Round.objects.filter(plan_version__plan_id=plan.id, created_at__lte=known_at)
    return [
        RoundRow(
            id=row.id,
            version=row.plan_version_id,
            code=row.code,
            period=Period(start=row.start, end=row.end),
            opens=row.opens,
            closes=row.closes,
            cut_off=row.cut_off,
        )
        for row in as_known(rounds.order_by("end", "start", "code"), known_at)
    ]


def round_named(plan: PlanRow, code: str, *, rounds: list[RoundRow]) -> RoundRow:
    """The round of that code among `rounds`. Raises RoundUnknown."""
    for row in rounds:
        if row.code == code:
            return row
    raise RoundUnknown(plan=plan.code, round=code, known=", ".join(row.code for row in rounds) or "-")


def named_lists(plan: PlanRow, *, as_of: date, known_at: datetime) -> tuple[NamedList, ...]:
    """The named lists decided up to `as_of` and known at `known_at`, latest first."""
    known = as_known(
        NamedListModel.objects.filter(plan_id=plan.id, created_at__lte=known_at).order_by("code"), known_at
    )
    decided = [row for row in known if row.decided_on <= as_of]
    links = NamedListLine.objects.filter(named_list__plan_id=plan.id, created_at__lte=known_at)
    lines: dict[int, set[int]] = {}
    for named_list, line in links.values_list("named_list_id", "line_id"):
        lines.setdefault(named_list, set()).add(line)
    return tuple(
        NamedList(
            code=row.code,
            name=row.name,
            authority=row.authority,
            decided_on=row.decided_on,
            lines=frozenset(lines.get(row.id, ())),
        )
        for row in sorted(decided, key=lambda row: row.decided_on, reverse=True)
    )
