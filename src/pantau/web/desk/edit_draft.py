"""What the forms of a review do: every button is one edit of the draft, kept as soon as it is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template

from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, NumberInvalid, Refusal, SplitPlaceMissing
from pantau.domain.review import Deed, DraftView, Edit, Outcome, edit_from
from pantau.records.queries.drafts import draft_for
from pantau.usecases.review_plan import (
    Edited,
    discard_draft,
    edit_draft_together,
    recolumn_draft,
    redo_draft,
    undo_draft,
)
from pantau.web.ask import Visit
from pantau.web.desk.columns import chosen_columns, is_column
from pantau.web.desk.draft import Detail, detail_of, draft_state, review_href, review_page
from pantau.web.desk.node_lines import node_lines
from pantau.web.desk.sheets import Original
from pantau.web.forms import fault_of, only_keys
from pantau.web.page import address
from pantau.web.render import render, see_other

_KEYS = ("seen", "do", "node", "kind", "label", "text", "lead", "due", "at")
_SPLIT_SIGN = "|"
_SHOWN = 1000  # chosen nodes that stay chosen where an edit was refused
_WHOLE_TREE = 200  # changed rows from which the whole tree is sent instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One press of a button: on which draft as seen in which version, and which nodes were chosen."""

    visit: Visit
    draft: UUID
    seen: int
    nodes: tuple[int, ...]

    def text(self, name: str) -> str:
        return str(self.visit.form.get(name, ""))


def draft_deed(visit: Visit, request: HttpRequest, *, draft: UUID) -> HttpResponse:
    """Do what the button says; the answer is the page again, or what changed on it where a script asked.

    Raises NotFound, ParameterUnknown.
    """
    draft_for(visit.actor, draft)
    only_keys(visit, known=(*_KEYS, *filter(is_column, visit.form)))
    try:
        asked = _asked(visit, draft)
        if asked.text("do") in _ELSEWHERE:
            return see_other(_ELSEWHERE[asked.text("do")](asked))
        changes = _changes(asked)
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(visit, request, draft=draft, refusal=refusal)
    if not _by_script(request):
        return see_other(review_href(draft, chosen=changes.chosen(asked.nodes)))
    return _answer(request, view=draft_for(visit.actor, draft), changes=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The nodes that one or more edits changed, brought and took away; `moved` stand elsewhere in the original."""

    shown: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    moved: frozenset[int] = frozenset()

    def then(self, outcome: Outcome) -> "Changes":
        gone, come = frozenset(outcome.removed), frozenset(outcome.added)
        return Changes(
            shown=(self.shown | {*outcome.touched, *come}) - gone,
            added=(self.added | come) - gone,
            removed=(self.removed | gone) - come,
            moved=(self.moved | come | _moved(outcome)) - gone,
        )

    def chosen(self, nodes: tuple[int, ...]) -> tuple[int, ...]:
        """Which nodes stay chosen: those that are left, else the first one that changed."""
        left = tuple(node for node in nodes if node not in self.removed)
        return left or tuple(sorted(self.shown)[:1])


def _moved(outcome: Outcome) -> frozenset[int]:
    """Nodes whose passage became another one."""
    before = {node.id: (node.start, node.end) for splice in outcome.splices for node in splice.old}
    after = {node.id: (node.start, node.end) for splice in outcome.splices for node in splice.new}
    return frozenset(id for id, span in after.items() if before.get(id) != span)


def _asked(visit: Visit, draft: UUID) -> Asked:
    return Asked(
        visit=visit,
        draft=draft,
        seen=_number(str(visit.form.get("seen", "")), column="seen"),
        nodes=tuple(_number(text, column="node") for text in visit.form.getlist("node")),
    )


def _number(text: str, *, column: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NumberInvalid(text=text[:40], column=column)
    return int(text)


def _changes(asked: Asked) -> Changes:
    """Do it, all of its steps or none. Raises ChangedMeanwhile and what the edit is refused for."""
    changes = Changes()
    step = _STEPS.get(asked.text("do"))
    if step is not None:
        return changes.then(step(asked.visit.actor, draft=asked.draft, seen=asked.seen).outcome)
    edits = tuple(_edits(asked))
    for done in edit_draft_together(asked.visit.actor, draft=asked.draft, seen=asked.seen, edits=edits):
        changes = changes.then(done.outcome)
    return changes


_STEPS: dict[str, Callable[..., Edited]] = {"undo": undo_draft, "redo": redo_draft}


def _edits(asked: Asked) -> Iterator[Edit]:
    do = asked.text("do")
    if do in {"save", "split"}:
        yield from _detail_edits(asked, split=do == "split")
        return
    if do not in _ON_NODES:
        raise CellUnknown(column="do", text=do[:40], expected=", ".join(_KNOWN))
    value = asked.text("kind") if do in _WITH_KIND else ""
    yield edit_from({"do": do, "nodes": asked.nodes[:1] if do == "retype_level" else asked.nodes, "value": value})


def _detail_edits(asked: Asked, *, split: bool) -> Iterator[Edit]:
    """The fields of one node that differ from what it holds, each an edit; then its split, where that is asked."""
    held = _held(asked)
    text = asked.text("text")
    place = _split_place(asked, text) if split else 0
    text = text.replace(_SPLIT_SIGN, " ", 1) if split and not asked.text("at") else text
    typed = {
        Deed.RELABEL: (held.label, asked.text("label")),
        Deed.REWORD: (held.text, " ".join(text.split())),
        Deed.LEAD: (held.lead, asked.text("lead")),
        Deed.DUE: (held.due, asked.text("due")),
    }
    for do, (before, value) in typed.items():
        if value.strip() != before:
            yield edit_from({"do": do.value, "nodes": (held.node,), "value": value})
    if split:
        yield edit_from({"do": "split", "nodes": (held.node,), "at": place})


def _held(asked: Asked) -> Detail:
    """The one node that is edited. Raises ChangedMeanwhile, and EditInvalid through `edit_from` for none or many."""
    edit = edit_from({"do": "relabel", "nodes": asked.nodes, "value": ""})
    view = draft_for(asked.visit.actor, asked.draft)
    held = detail_of(view.review.by_id.get(edit.nodes[0]))
    if held is None:
        raise ChangedMeanwhile(what=view.row.file_name, seen=asked.seen, now=view.row.version)
    return held


def _split_place(asked: Asked, text: str) -> int:
    """Where the text, white space normalised, is split: at the caret, else at the sign. Raises SplitPlaceMissing."""
    at = _number(asked.text("at"), column="at") if asked.text("at") else text.find(_SPLIT_SIGN)
    place = len(" ".join(text[: max(at, 0)].split()))
    if not 0 < place < len(" ".join(text.replace(_SPLIT_SIGN, " ").split())):
        raise SplitPlaceMissing
    return place


def _discarded(asked: Asked) -> str:
    discard_draft(asked.visit.actor, draft=asked.draft, seen=asked.seen)
    return address("desk")


def _recolumned(asked: Asked) -> str:
    columns = chosen_columns(asked.visit.form)
    recolumn_draft(asked.visit.actor, draft=asked.draft, seen=asked.seen, columns=columns)
    return review_href(asked.draft)


def _opened(asked: Asked) -> str:
    return review_href(asked.draft, chosen=asked.nodes)


_ELSEWHERE: dict[str, Callable[[Asked], str]] = {"discard": _discarded, "open": _opened, "columns": _recolumned}
_WITH_KIND = {"retype", "retype_level"}
_ON_NODES = ("promote", "demote", "merge", "count", "uncount", *sorted(_WITH_KIND))
_KNOWN = (*_ON_NODES, "save", "split", *_STEPS, *_ELSEWHERE)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _answer(request: HttpRequest, *, view: DraftView, changes: Changes) -> HttpResponse:
    """The rows, sheets, count and warnings that changed, each to be put in its place."""
    whole = len(changes.shown) > _WHOLE_TREE
    lines = list(node_lines(view.review.nodes, only=None if whole else changes.shown))
    new = [] if whole else [line for line in lines if line.id in changes.added]
    moved = [node for node in view.review.nodes if node.id in changes.moved]
    context: dict[str, Any] = {
        "state": draft_state(view.row, review=view.review, warnings=view.warnings),
        "language": view.review.language,
        "whole": whole,
        "lines": lines if whole else [line for line in lines if line.id not in changes.added],
        "new": [(line.after, [line]) for line in new],
        "removed": sorted(changes.removed),
        "sheets": Original(view.text).sheets(view.review.nodes, only=moved) if moved else (),
    }
    return _uncached(render_template(request, "pages/draft_answer.html", context))


def _refused(visit: Visit, request: HttpRequest, *, draft: UUID, refusal: Refusal) -> HttpResponse:
    """The sentences of the refusal where the person is; nothing was changed."""
    status = 409 if isinstance(refusal, ChangedMeanwhile) else 422
    fault = fault_of(refusal)
    if _by_script(request):
        context = {"fault": fault, "reload": review_href(draft) if status == 409 else ""}
        return _uncached(render_template(request, "pages/draft_refused.html", context, status=status))
    chosen = [int(text) for text in visit.form.getlist("node") if text.isdecimal()][:_SHOWN]
    typed = _typed(visit, chosen[0]) if "text" in visit.form and chosen else None
    page = review_page(visit, view=draft_for(visit.actor, draft), chosen=chosen, typed=typed, trouble=fault)
    response = render(request, page, format="html")
    response.status_code = status
    return response


def _typed(visit: Visit, node: int) -> Detail:
    texts = {name: str(visit.form.get(name, "")) for name in ("label", "text", "lead", "due")}
    return Detail(node=node, **texts)


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
