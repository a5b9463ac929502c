"""A plan's text becomes a plan: tree, countable lines, and every node tied to its passage."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pantau.domain.permissions import Actor, Verb
from pantau.domain.plans import Visibility
from pantau.domain.plantree import Node, PlanTree
from pantau.domain.rates import RULE_CODES
from pantau.domain.refusals import (
    ActorUnknown,
    CellUnknown,
    CodeInvalid,
    NoLines,
    PlanExists,
    TextTooLong,
    TitleMissing,
)
from pantau.domain.regional import Derivation
from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.files.content import file_content
from pantau.files.text import decoded
from pantau.reading.plans import read_plan
from pantau.records.models import Actor as ActorRecord
from pantau.records.models import Line, Passage, Plan, PlanNode, PlanVersion, Source
from pantau.records.pen import Pen
from pantau.records.store import digest_of
from pantau.usecases.access import writing
from pantau.usecases.cells import actor_index
from pantau.usecases.keep_source import keep_source

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDetails:
    """What a person says of a plan beside its text; ``None`` and "" leave a known plan as it is."""

    code: str
    title: Words | None
    period: Period
    partner: str = ""
    adopted_on: date | None = None
    visibility: Visibility | None = None
    by: Derivation | None = None
    rule: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """What importing would do: `effect` is new, changed (details only) or unchanged; `known` is the plan as seen."""

    path: Path
    content: bytes
    tree: PlanTree
    details: PlanDetails
    known: Plan | None
    effect: str

    def as_json(self, language: str) -> dict[str, Any]:
        return {"plan": self.details.code, "effect": self.effect, "tree": self.tree.as_json(language)}


def preview_plan(path: Path, *, details: PlanDetails) -> PlanPreview:
    """Read a plan file and compare it with what is kept; nothing is written.

    Raises:
        CodeInvalid, TitleMissing, TextTooLong, CellUnknown, ActorUnknown: the details cannot stand.
        FileMissing, FileEmpty, FileBinary, FileEncoding, FileTooLarge: the file cannot be read.
        NoLines: the text holds no action line.
        PlanExists: the code belongs to a plan with another text.
    """
    _check(details)
    content = file_content(path)
    tree = _tree(content, file=path.name)
    known = Plan.objects.filter(code__iexact=details.code).first()
    if known is None and details.title is None and not tree.title:
        raise TitleMissing
    _check_title(details.title or Words(en=tree.title))
    if known is not None and _source_of(known).digest != digest_of(content):
        raise PlanExists(plan=details.code)
    return PlanPreview(
        path=path, content=content, tree=tree, details=details, known=known, effect=_effect(known, details)
    )


def _tree(content: bytes, *, file: str) -> PlanTree:
    """Raises NoLines and what decoding raises."""
    tree = read_plan(decoded(content, file=file))
    if not tree.countable_total:
        raise NoLines(file=file)
    return tree


def import_plan(actor: Actor, *, preview: PlanPreview) -> Plan:
    """Write exactly what the preview showed, in one transaction. Raises ChangedMeanwhile."""
    details = preview.details
    with writing(actor, Verb.IMPORT_PLAN, reason=f"plan import {preview.path.name}") as pen:
        if preview.known is not None:
            pen.revise(preview.known, **_given(details))
            return Plan.objects.get(pk=preview.known.pk)
        defaults = {"title": Words(**{preview.tree.language: preview.tree.title or details.code}), "rule": "R6-full"}
        plan = pen.insert(Plan, **(defaults | _given(details)), code=details.code)
        _write_version(pen, plan=plan, preview=preview)
        return plan


def _check(details: PlanDetails) -> None:
    if not _CODE.fullmatch(details.code):
        raise CodeInvalid(code=details.code)
    if details.rule and details.rule not in RULE_CODES:
        raise CellUnknown(column="rule", text=details.rule, expected=", ".join(RULE_CODES))
    if details.partner and actor_index().find(details.partner) is None:
        raise ActorUnknown(actor=details.partner)


def _check_title(title: Words) -> None:
    length, limit = max(len(title.en), len(title.id)), Source._meta.get_field("title").max_length or 0
    if length > limit:
        raise TextTooLong(column="--title", length=length, limit=limit)


def _given(details: PlanDetails) -> dict[str, Any]:
    """The fields of the plan that the person gave."""
    partner: ActorRecord | None = actor_index().find(details.partner) if details.partner else None
    fields: dict[str, Any] = {
        "title": details.title,
        "start": details.period.start,
        "end": details.period.end,
        "partner": partner,
        "adopted_on": details.adopted_on,
        "visibility": details.visibility,
        "derivation": details.by,
        "rule": details.rule or None,
        "illustrative": details.illustrative or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _effect(known: Plan | None, details: PlanDetails) -> str:
    if known is None:
        return "new"
    differs = any(getattr(known, name) != value for name, value in _given(details).items())
    return "changed" if differs else "unchanged"


def _source_of(plan: Plan) -> Source:
    return PlanVersion.objects.filter(plan=plan).select_related("source").order_by("-number")[0].source


def _write_version(pen: Pen, *, plan: Plan, preview: PlanPreview) -> None:
    tree = preview.tree
    source = keep_source(
        pen,
        content=preview.content,
        code=f"{plan.code}-text-1",
        kind="plan",
        title=plan.title.into(tree.language),
        language=tree.language,
        file_name=preview.path.name,
        published_on=plan.adopted_on,
        illustrative=plan.illustrative,
    )
    version = pen.insert(
        PlanVersion,
        plan=plan,
        number=1,
        in_force_from=plan.adopted_on or plan.start,
        language=tree.language,
        source=source,
    )
    text = decoded(preview.content, file=preview.path.name)
    passages = pen.insert_many(
        Passage,
        [
            {"source": source, "start": node.start, "end": node.end, "text": text[node.start : node.end]}
            for node in tree.nodes
        ],
    )
    lines = iter(pen.insert_many(Line, [{"plan": plan} for node in tree.nodes if node.countable]))
    values = [
        {
            "plan_version": version,
            "line": next(lines) if node.countable else None,
            "place": place,
            "passage": passages[place],
            **_wording(node, tree.language),
        }
        for place, node in enumerate(tree.nodes)
    ]
    _write_nodes(pen, values)


def _wording(node: Node, language: str) -> dict[str, Any]:
    return {
        "depth": node.depth,
        "label": node.label,
        "printed": node.printed,
        "path": list(node.path),
        "kind": node.kind,
        "countable": node.countable,
        "words": Words(**{language: node.text or node.printed or node.label}),
    }


def _write_nodes(pen: Pen, values: list[dict[str, Any]]) -> None:
    """Nodes level by level, so that each finds its parent written."""
    written: dict[tuple[str, ...], PlanNode] = {}
    for depth in sorted({len(value["path"]) for value in values}):
        level = [value for value in values if len(value["path"]) == depth]
        rows = pen.insert_many(
            PlanNode, [value | {"parent": written.get(tuple(value["path"][:-1]))} for value in level]
        )
        written |= {tuple(row.path): row for row in rows}
