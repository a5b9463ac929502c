"""One published figure: why it is said, who confirms it, its rivals, and what the checks find."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.figures import Figure, rule_says
from pantau.domain.permissions import Verb, may, require
from pantau.domain.refusals import ChangedMeanwhile, FigureUnknown, NotFound, Refusal
from pantau.domain.words import Words
from pantau.records.queries.source_sight import text_for
from pantau.usecases.explain_figure import Explained, explain_figure
from pantau.usecases.prefer_figure import LONGEST, prefer_figure, withdraw_preference
from pantau.web.ask import Field, Visit, ask
from pantau.web.forms import Fault, Form, fault_of, missing, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.figure_evidence import (
    PassageShown,
    confirmation_table,
    decision_table,
    passage_table,
    passages_shown,
)
from pantau.web.pages.figure_tables import figure_order, figure_table, is_invented, subject_href
from pantau.web.pages.figures import FiguresRow, figures_row
from pantau.web.render import render, see_other

_WITH_CONTEXT = 6  # passages that are shown with the words around them; those after it are folded


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure with what can be said about it; `seen` is the digest of its rivals, and `form` is there for those who
    may prefer it.
    """

    figure: Figure
    why: Explained
    about: FiguresRow
    perhaps: tuple[Figure, ...]
    subject_href: str
    rule: Words | None
    passages: tuple[PassageShown, ...]
    more_passages: tuple[PassageShown, ...]
    form: Form | None
    seen: str

    @property
    def sources(self) -> int:
        return sum(len(one.sources) for one in self.why.confirmed)

    def as_json(self) -> dict[str, Any]:
        why = self.why
        return {
            **self.figure.as_json(),
            "feasible": why.feasible.as_json() if why.feasible else None,
            "arithmetic": [step.as_json() for step in why.arithmetic],
            "confirmed_by": [one.as_json() for one in why.confirmed],
            "evidence": [one.as_json() for one in why.backing],
            "rivals": [group.as_json() for group in self.about.rivals],
            "may_be_same": [one.code for one in self.perhaps],
            "findings": [found.as_json() for found in self.about.findings],
        }


def figure_page(visit: Visit, *, code: str) -> Page:
    """Raises FigureUnknown."""
    return _page(visit, code=code, faults=())


def figure_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Prefer the figure to its rivals, or take that back. Raises NotFound, FigureUnknown, RivalsChanged."""
    require(visit.actor, Verb.PREFER_FIGURE)
    sent = read_form(visit, fields=_FIELDS)
    faults = sent.faults or (() if sent.get("reason") else (missing(_REASON),))
    if not faults:
        decide = withdraw_preference if sent.get("do") == "withdraw" else prefer_figure
        try:
            decide(visit.actor, code=code, reason=sent.get("reason"), seen=sent.get("seen") or "")
            return see_other(f"{address('figure', code=code)}#rivals")
        except (ChangedMeanwhile, NotFound, FigureUnknown):
            raise
        except Refusal as refusal:
            faults = (fault_of(refusal, field="reason"),)
    response = render(request, _page(visit, code=code, faults=faults, reason=sent.texts["reason"]), format="html")
    response.status_code = 422
    return response


def _page(visit: Visit, *, code: str, faults: tuple[Fault, ...], reason: str = "") -> Page:
    asked = ask(visit)
    why = explain_figure(visit.actor, code=code)
    figure, review = why.figure, why.review
    texts = {one.code: text_for(visit.actor, one) for one in _sources_with_context(why)}
    passages = passages_shown(why, texts=texts)
    others = sorted((one for one in review.figures if one.metric == figure.metric), key=figure_order)
    tables = (
        figure_table(others, review=review),
        passage_table(passages),
        confirmation_table(why),
        decision_table(why),
    )
    return Page(
        template="figure",
        title=figure.code,
        row=FigureRow(
            figure=figure,
            why=why,
            about=figures_row(review, figures=[figure]),
            perhaps=review.perhaps_of(figure.code),
            subject_href=subject_href(figure),
            rule=rule_says(figure),
            passages=passages[:_WITH_CONTEXT],
            more_passages=passages[_WITH_CONTEXT:],
            form=_form(visit, why, faults=faults, reason=reason),
            seen=why.group.digest if why.group else "",
        ),
        tables={table.key: table for table in tables},
        asked=asked,
        crumbs=(Crumb(name=_("Figures"), href=address("figures")),),
        illustrative=is_invented(figure),
    )


def _sources_with_context(why: Explained) -> list[Any]:
    return list({one.source.code: one.source for one in why.passages[:_WITH_CONTEXT]}.values())


def _form(visit: Visit, why: Explained, *, faults: tuple[Fault, ...], reason: str) -> Form | None:
    """For those who may prefer it, where there is something to prefer it to or a preference to take back."""
    rivalled = why.group is not None and len(why.group.sides) > 1
    if not may(visit.actor, Verb.PREFER_FIGURE) or not (rivalled or why.figure.preferred):
        return None
    return Form(fields=_FIELDS, texts={"reason": reason}, faults=faults)


_REASON = text_field(
    "reason", _("Why"), limit=LONGEST, kind="textarea", hint=_("Everybody reads it beside the figure.")
)
_FIELDS = (
    _REASON,
    Field(name="do", label="", kind="hidden", read=str),
    Field(name="seen", label="", kind="hidden", read=str),
)
