"""A plan's text comes in: read into a tree, tied to its passages, kept as a plan or as a further draft of one."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pantau.domain.alignment import Comparison, align, clauses
from pantau.domain.permissions import Actor, Matter, Verb, require
from pantau.domain.plans import Visibility
from pantau.domain.plantree import PlanTree
from pantau.domain.rates import RULE_CODES
from pantau.domain.refusals import (
    ActorUnknown,
    CellUnknown,
    CodeInvalid,
    FileUnreadable,
    NoLines,
    TextTooLong,
    TitleMissing,
)
from pantau.domain.regional import Derivation
from pantau.domain.review import reviewed_tree
from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.files.child import Told
from pantau.files.content import DOCUMENT_LIMIT, file_content
from pantau.files.text import read_text
from pantau.records.models import Actor as ActorRecord
from pantau.records.models import Plan, PlanNode, PlanVersion, Source
from pantau.records.pen import Pen
from pantau.records.queries.actors import partner_matter
from pantau.records.queries.plans import nodes_of_version, plan_named
from pantau.records.store import digest_of
from pantau.usecases.access import writing
from pantau.usecases.cells import actor_index
from pantau.usecases.start_draft import read_plan_file
from pantau.usecases.write_version import PlanText, base_of, clauses_of, write_version

Columns = Mapping[tuple[int, int], str]

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDetails:
    """What a person says of a plan beside its text; ``None`` and "" leave a known plan as it is."""

    code: str
    title: Words | None
    period: Period
    partner: str = ""
    predecessor: str = ""
    adopted_on: date | None = None
    visibility: Visibility | None = None
    by: Derivation | None = None
    rule: str = ""
    illustrative: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """What importing would do.

    `effect` is new (a plan), version (a further draft of a known plan), changed (details only) or unchanged; `known`
    is the plan as seen, `comparison` what a further draft changes.
    """

    said: PlanText
    details: PlanDetails
    known: Plan | None
    effect: str
    comparison: Comparison | None

    def as_json(self, language: str) -> dict[str, Any]:
        changes = {"changes": self.comparison.counts} if self.comparison else {}
        tree = self.said.tree.as_json(language)
        return {"plan": self.details.code, "effect": self.effect, **changes, "tree": tree}


def preview_plan(
    path: Path,
    *,
    details: PlanDetails,
    review: Path | None = None,
    columns: Columns | None = None,
    told: Told | None = None,
) -> PlanPreview:
    """Read a plan file and compare it with what is kept; nothing is written.

    `review` is the tree a person edited, `columns` what a person said of the columns of its tables; `told` hears how
    far the reading is.

    Raises:
        CodeInvalid, TitleMissing, TextTooLong, CellUnknown, ActorUnknown: the details cannot stand.
        NoLines: the text holds no action line.
        What `pantau.files.document.read_document` and `pantau.domain.review.given` raise.
    """
    received = receive_plan_file(path, columns=columns, told=told)
    if review is not None:
        received = replace(received, tree=_reviewed(received, review), reviewed=True)
    return preview_text(received, details=details)


def preview_text(said: PlanText, *, details: PlanDetails) -> PlanPreview:
    """Compare a plan's text with what is kept; raises as `preview_plan` does of the details."""
    _check(details)
    known = Plan.objects.filter(code__iexact=details.code).first()
    if known is None and details.title is None and not said.tree.title:
        raise TitleMissing
    _check_title(details.title or Words(en=said.tree.title))
    _check_labels(said.tree)
    effect = _effect(known, details, said)
    comparison = _comparison(known, said) if known and effect == "version" else None
    return PlanPreview(said=said, details=details, known=known, effect=effect, comparison=comparison)


def receive_plan_file(path: Path, *, columns: Columns | None = None, told: Told | None = None) -> PlanText:
    """The plan in a file of any kind. Raises FileMissing, FileTooLarge, and what `read_plan_file` raises."""
    content = file_content(path, limit=DOCUMENT_LIMIT)
    received = read_plan_file(content, file=path.name, columns=columns, told=told)
    return PlanText(content=content, file=path.name, text=received.document.text, tree=received.tree)


def _reviewed(received: PlanText, review: Path) -> PlanTree:
    try:
        given = json.loads(read_text(review))
    except (ValueError, RecursionError) as fault:
        raise FileUnreadable(file=review.name, detail=str(fault), where=review.name) from fault
    tree = reviewed_tree(received.tree, text=received.text, given=given)
    if not tree.countable_total:
        raise NoLines(file=review.name)
    return tree


def import_plan(actor: Actor, *, preview: PlanPreview) -> Plan:
    """Write exactly what the preview showed, in one transaction. Raises ChangedMeanwhile."""
    about = may_import(actor, preview)
    with writing(actor, Verb.IMPORT_PLAN, about=about, reason=f"plan import {preview.said.file}") as pen:
        return write_plan(pen, preview=preview)


def may_import(actor: Actor, preview: PlanPreview) -> Matter:
    """What the right is asked about, if the actor has it for the plan as it is and as it would become.

    Raises NotFound.
    """
    known, partner = preview.known, partner_matter(preview.details.partner)
    if known is None:
        require(actor, Verb.IMPORT_PLAN, partner)
        return partner
    about = Matter(plan=known.pk, partner=known.partner_id)
    require(actor, Verb.IMPORT_PLAN, about)
    if preview.details.partner:
        require(actor, Verb.IMPORT_PLAN, replace(partner, plan=known.pk))
    return about


def write_plan(pen: Pen, *, preview: PlanPreview) -> Plan:
    """The same with a pen that is there already."""
    details, tree = preview.details, preview.said.tree
    if preview.known is not None:
        pen.revise(preview.known, **_given(details))
        plan = Plan.objects.get(pk=preview.known.pk)
        if preview.effect == "version":
            write_version(pen, plan=plan, said=preview.said, in_force_from=None)
        return plan
    defaults = {"title": Words(**{tree.language: tree.title or details.code}), "rule": "R6-full"}
    plan = pen.insert(Plan, **(defaults | _given(details)), code=details.code)
    write_version(pen, plan=plan, said=preview.said, in_force_from=_first_day(plan, details))
    return plan


def _first_day(plan: Plan, details: PlanDetails) -> date | None:
    """When a plan's first text is in force: on its adoption, else from the start; never while it is a draft."""
    return None if details.draft else plan.adopted_on or plan.start


def _check(details: PlanDetails) -> None:
    if not _CODE.fullmatch(details.code):
        raise CodeInvalid(code=details.code)
    if details.rule and details.rule not in RULE_CODES:
        raise CellUnknown(column="rule", text=details.rule, expected=", ".join(RULE_CODES))
    if details.partner and actor_index().find(details.partner) is None:
        raise ActorUnknown(actor=details.partner)
    if details.predecessor and plan_named(details.predecessor).code.casefold() == details.code.casefold():
        raise CellUnknown(column="predecessor", text=details.predecessor, expected="-")


def _check_title(title: Words) -> None:
    length, limit = max(len(title.en), len(title.id)), Source._meta.get_field("title").max_length or 0
    if length > limit:
        raise TextTooLong(column="--title", length=length, limit=limit)


def _check_labels(tree: PlanTree) -> None:
    limit = PlanNode._meta.get_field("label").max_length or 0
    for node in tree.nodes:
        length = max(len(node.label), len(node.printed))
        if length > limit:
            raise TextTooLong(column="label", length=length, limit=limit, where=" > ".join(node.path)[:limit])


def _given(details: PlanDetails) -> dict[str, Any]:
    """The fields of the plan that the person gave."""
    partner: ActorRecord | None = actor_index().find(details.partner) if details.partner else None
    fields: dict[str, Any] = {
        "title": details.title,
        "start": details.period.start,
        "end": details.period.end,
        "partner": partner,
        "predecessor": Plan.objects.get(code=plan_named(details.predecessor).code) if details.predecessor else None,
        "adopted_on": details.adopted_on,
        "visibility": details.visibility,
        "derivation": details.by,
        "rule": details.rule or None,
        "illustrative": details.illustrative or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _effect(known: Plan | None, details: PlanDetails, said: PlanText) -> str:
    if known is None:
        return "new"
    versions = PlanVersion.objects.filter(plan=known, source__digest=digest_of(said.content))
    if not any(not said.reviewed or _is_tree(version, said.tree) for version in versions):
        return "version"
    differs = any(getattr(known, name) != value for name, value in _given(details).items())
    return "changed" if differs else "unchanged"


def _is_tree(version: PlanVersion, tree: PlanTree) -> bool:
    """Whether a version holds exactly this tree."""
    kept = [
        (tuple(node.path), node.kind, node.countable, node.printed, node.words.into(version.language))
        for node in nodes_of_version(version)
    ]
    return kept == [
        (node.path, node.kind, node.countable, node.printed, node.text or node.printed or node.label)
        for node in tree.nodes
    ]


def _comparison(known: Plan, said: PlanText) -> Comparison:
    base = base_of(known)
    return align(clauses_of(nodes_of_version(base)) if base else (), clauses(said.tree))
