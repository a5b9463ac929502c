"""The same plan in its other language: its text comes onto the nodes that are there, by their labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pantau.domain.alignment import Basis, Clause, Pair, align, clauses
from pantau.domain.permissions import Actor, Verb, plan_matter
from pantau.domain.plans import PlanRow
from pantau.domain.refusals import LanguageOwn, TextUnmatched
from pantau.domain.words import LANGUAGES, Words
from pantau.records.models import Passage, PlanNode, PlanVersion
from pantau.records.queries.plans import nodes_of_version, plan_named, plan_versions, version_numbered
from pantau.usecases.access import writing
from pantau.usecases.keep_source import keep_source
from pantau.usecases.write_version import PlanText, clauses_of, key_of

_FEWEST = 0.5  # of the smaller text's lines must find their place, or it is not this plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One node with the wording that it gets; `was` is the one it had in that language, empty for none."""

    node: PlanNode
    clause: Clause
    was: str

    @property
    def effect(self) -> str:
        """new, changed or unchanged."""
        if not self.was:
            return "new"
        return "unchanged" if self.was == self.clause.text else "changed"

    def as_json(self) -> dict[str, Any]:
        return {
            "path": list(self.node.path),
            "countable": self.node.countable,
            "effect": self.effect,
            "was": self.was or None,
            "words": self.clause.text,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPreview:
    """What bringing a second language in would do.

    `missing` are clauses of the plan that the second text lacks, `extra` those it has and the plan lacks;
    `recounted` are nodes that count in one of the two texts alone.
    """

    said: PlanText
    plan: PlanRow
    version: PlanVersion
    language: str
    renderings: tuple[Rendering, ...]
    missing: tuple[Clause, ...]
    extra: tuple[Clause, ...]
    recounted: tuple[Pair, ...]

    @property
    def changes(self) -> tuple[Rendering, ...]:
        return tuple(one for one in self.renderings if one.effect != "unchanged")

    @property
    def missing_lines(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.missing if clause.countable)

    @property
    def extra_lines(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.extra if clause.countable)

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan.code,
            "version": self.version.number,
            "language": self.language,
            "matched": len(self.renderings),
            "renderings": [one.as_json() for one in self.changes],
            "missing": [clause.as_json() for clause in self.missing],
            "extra": [clause.as_json() for clause in self.extra],
            "counted_differently": [list(pair.old[0].path) for pair in self.recounted],
        }


def preview_translation(
    said: PlanText, *, plan: str, number: int | None = None, language: str = ""
) -> TranslationPreview:
    """Find the node of each clause of the second text; nothing is written.

    The newest version is meant unless a number is given; the language is the one that the text is in.

    Raises:
        PlanUnknown, VersionUnknown: there is no such plan or version.
        LanguageOwn: the text is in the language that the plan has already.
        TextUnmatched: fewer than half of its lines have a place in the plan.
    """
    row = plan_named(plan)
    version = version_numbered(row, number or plan_versions(row)[-1].number)
    spoken = language or said.tree.language
    if spoken == version.language:
        (other,) = set(LANGUAGES) - {spoken}
        raise LanguageOwn(plan=row.code, language=spoken, other=other, where=said.file)
    nodes = nodes_of_version(version)
    pairs = align(clauses_of(nodes), clauses(said.tree), basis=Basis.PLACE).pairs
    by_key = {key_of(node.path): node for node in nodes}
    renderings = tuple(
        Rendering(node=by_key[pair.old[0].key], clause=pair.new[0], was=_words(by_key[pair.old[0].key], spoken))
        for pair in pairs
        if pair.old and pair.new and pair.new[0].text
    )
    preview = TranslationPreview(
        said=said,
        plan=row,
        version=version,
        language=spoken,
        renderings=renderings,
        missing=tuple(_alone(pairs, "old")),
        extra=tuple(_alone(pairs, "new")),
        recounted=tuple(pair for pair in pairs if pair.old and pair.new and pair.recounted),
    )
    _check_matched(preview)
    return preview


def _words(node: PlanNode, language: str) -> str:
    return str(getattr(node.words, language))


def _alone(pairs: tuple[Pair, ...], side: str) -> Iterator[Clause]:
    for pair in pairs:
        if not (pair.old and pair.new):
            yield from getattr(pair, side)


def _check_matched(preview: TranslationPreview) -> None:
    found = sum(one.node.countable for one in preview.renderings)
    smaller = min(found + len(preview.missing_lines), preview.said.tree.countable_total)
    if found < _FEWEST * smaller or not found:
        raise TextUnmatched(plan=preview.plan.code, found=found, of=smaller, where=preview.said.file)


def translate_plan(actor: Actor, *, preview: TranslationPreview) -> None:
    """Write exactly what the preview showed, in one transaction. Raises ChangedMeanwhile."""
    if not preview.changes:
        return
    with writing(
        actor,
        Verb.IMPORT_PLAN,
        about=plan_matter(preview.plan),
        reason=f"plan text in the other language {preview.said.file}",
    ) as pen:
        source = keep_source(
            pen,
            content=preview.said.content,
            text=preview.said.text,
            code=f"{preview.plan.code}-text-{preview.version.number}-{preview.language}",
            kind="plan",
            title=preview.plan.title.into(preview.language),
            language=preview.language,
            file_name=preview.said.file,
            published_on=preview.version.in_force_from,
            illustrative=preview.plan.illustrative,
        )
        if preview.version.second_source_id != source.id:
            pen.change(preview.version, second_source=source)
        places = {node.path: (node.start, node.end) for node in preview.said.tree.nodes}
        spans = [places[one.clause.path] for one in preview.changes]
        passages = pen.insert_many(
            Passage,
            [
                {"source": source, "start": start, "end": end, "text": preview.said.text[start:end]}
                for start, end in spans
            ],
        )
        for one, passage in zip(preview.changes, passages, strict=True):
            words = Words(**{**one.node.words.as_json(), preview.language: one.clause.text})
            pen.change(one.node, words=words, second_passage=passage)
