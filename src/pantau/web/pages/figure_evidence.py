"""The evidence behind one figure: passages in their context, origins that confirm it, and decisions on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.backing import Backing, Confirmation
from pantau.domain.ledger import Entry
from pantau.domain.permissions import Role
from pantau.domain.sources import PassageRow
from pantau.usecases.explain_figure import Explained
from pantau.web.page import address
from pantau.web.pages.source_text import context_of, passage_href
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageShown:
    """A passage with the words around it and its address; `backing` is the claim that was accepted on it, if any.

    `by` is empty where the reader may not know who decided.
    """

    passage: PassageRow
    before: str
    after: str
    href: str
    backing: Backing | None
    role: Any
    by: str


def passages_shown(why: Explained, *, texts: Mapping[str, str | None]) -> tuple[PassageShown, ...]:
    """The passages behind the figure; `texts` are those of their sources, by code."""
    return tuple(
        _shown(passage, why.backing_at(passage), text=texts.get(passage.source.code), names=why.names)
        for passage in why.passages
    )


def _shown(passage: PassageRow, backing: Backing | None, *, text: str | None, **sight: bool) -> PassageShown:
    before, after = context_of(passage, text)
    return PassageShown(
        passage=passage,
        before=before,
        after=after,
        href=passage_href(passage),
        backing=backing,
        role=role_words(backing.role) if backing else "",
        by=backing.by if backing and sight["names"] else "",
    )


def role_words(role: str) -> Any:
    """What the role that a decision was taken under is called."""
    return Role(role).words if role in list(Role) else role


def passage_table(passages: Sequence[PassageShown]) -> Table[PassageShown]:
    return Table(
        key="passages",
        caption=_("Passages behind the figure"),
        columns=_PASSAGES,
        items=passages,
        empty=_("No passage is recorded."),
    )


def confirmation_table(why: Explained) -> Table[Confirmation]:
    return Table(
        key="confirmations",
        caption=_("Origins that confirm it"),
        columns=_CONFIRMATIONS,
        items=why.confirmed,
        empty=_("Nobody confirms it."),
    )


def decision_table(why: Explained) -> Table[Entry]:
    """Who preferred it, or took that back; names are for those who may read the ledger."""
    return Table(
        key="decisions",
        caption=_("Decisions to prefer it"),
        columns=(*_DECISIONS, _PERSON) if why.names else _DECISIONS,
        items=why.decisions,
        empty=_("Nobody has preferred it to its rivals."),
    )


_PASSAGES: tuple[Column[PassageShown], ...] = (
    Column(
        key="text",
        title=_("Passage"),
        cell=lambda one: Cell(value=one.passage.text, href=one.href, lang=one.passage.source.language),
    ),
    Column(
        key="source",
        title=_("Source"),
        cell=lambda one: Cell(
            value=one.passage.source.code, shown=one.passage.source.title, lang=one.passage.source.language
        ),
    ),
    Column(key="start", title=_("From"), numeric=True, cell=lambda one: Cell(value=one.passage.start)),
    Column(key="end", title=_("To"), numeric=True, cell=lambda one: Cell(value=one.passage.end)),
    Column(
        key="published_on",
        title=_("Published"),
        cell=lambda one: Cell(value=one.passage.source.published_on, absent=_("not dated")),
    ),
    Column(
        key="accepted_at",
        title=_("Accepted"),
        cell=lambda one: Cell(
            value=one.backing.decided_at if one.backing else None, absent=_("recorded with the figure")
        ),
    ),
    Column(
        key="role",
        title=_("By"),
        cell=lambda one: Cell(
            value=(one.backing.role or None) if one.backing else None,
            shown=one.role or None,
            absent=_("recorded with the figure"),
        ),
    ),
)
_CONFIRMATIONS: tuple[Column[Confirmation], ...] = (
    Column(key="origin", title=_("Origin"), cell=lambda one: Cell(value=one.origin)),
    Column(
        key="sources",
        title=_("Sources"),
        cell=lambda one: Cell(
            value=[source.code for source in one.sources], shown=", ".join(source.title for source in one.sources)
        ),
    ),
)
_DECISIONS: tuple[Column[Entry], ...] = (
    Column(
        key="decision",
        title=_("Decision"),
        cell=lambda one: Cell(value=one.decision.value, shown=one.decision.words),
    ),
    Column(key="at", title=_("At"), cell=lambda one: Cell(value=one.at)),
    Column(key="role", title=_("By"), cell=lambda one: Cell(value=one.role or None, shown=role_words(one.role))),
    Column(key="reason", title=_("Why"), cell=lambda one: Cell(value=one.note or None, absent=_("none given"))),
)
_PERSON: Column[Entry] = Column(
    key="person",
    title=_("Person"),
    cell=lambda one: Cell(value=one.actor, href=address("ledger-entry", number=one.number)),
)
