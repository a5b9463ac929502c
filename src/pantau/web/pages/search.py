"""Search in the texts of all sources, with the place in each text that fits best."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.refusals import CellUnknown
from pantau.domain.search import FoundSource, Narrowed, Outcome, Snippet, Sought
from pantau.domain.sources import SourceRow
from pantau.domain.words import Words
from pantau.records.queries.sources import source_rows
from pantau.usecases.search_sources import search_sources, snippet_of, title_of
from pantau.web.ask import Asked, Choice, Field, Text, Visit, ask, choice_field, search_field
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.source_text import hit_href
from pantau.web.tables import Cell, Column, Table, sortable

_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_KINDS: dict[str, Text] = {
    "text": _("article, release or speech"),
    "note": _("summary in our own words"),
    "statement": _("statement"),
    "plan": _("text of a plan"),
    "progress_sheet": _("sheet of reports"),
    "matrix": _("working matrix"),
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """One source that fits; what is shown of its text is read when it is asked for."""

    found: FoundSource
    sought: Sought

    @property
    def source(self) -> SourceRow:
        return self.found.source

    @property
    def kind(self) -> Text:
        return _KINDS.get(self.source.kind, self.source.kind)

    @property
    def language(self) -> str:
        """The language of the passage that is shown: one page may hold a release in two."""
        return next((one.language for one in self.found.passages if one.end), self.source.language)

    @property
    def more(self) -> int:
        """How many passages fit beside the one that is shown."""
        return len(self.found.passages) - 1

    @cached_property
    def snippet(self) -> Snippet | None:
        return snippet_of(self.found, self.sought)

    @cached_property
    def title(self) -> Snippet:
        return title_of(self.found, self.sought)

    @property
    def href(self) -> str:
        """The address of the first hit of the snippet in the text, else of the source."""
        if self.snippet is None or not self.snippet.hits:
            return address("source", code=self.source.code)
        return hit_href(self.source.code, find=self.sought.typed, start=self.snippet.hits[0][0])


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """How much was found, and what is to be said of it; `any_href` searches for any of the words."""

    searched: bool
    passages: int
    sources: int
    more: bool
    notes: tuple[Words, ...]
    any_href: str

    def as_json(self) -> dict[str, Any]:
        return {
            "passages": self.passages,
            "sources": self.sources,
            "more": self.more,
            "notes": [note.as_json() for note in self.notes],
        }


def search_page(visit: Visit) -> Page:
    """What fits, the best first. Without words nothing is searched."""
    asked = ask(visit, fields=_fields(source_rows()), sorts=sortable(SEARCH_COLUMNS))
    outcome = _searched(visit, asked)
    results = [Result(found=one, sought=outcome.sought) for one in outcome.found]
    table = Table(
        key="search",
        caption=_("Sources that fit"),
        columns=SEARCH_COLUMNS,
        items=results,
        asked=asked,
        empty=_("Nothing fits."),
    )
    row = SearchRow(
        searched=bool(outcome.sought.typed),
        passages=outcome.passages,
        sources=len(results),
        more=outcome.more,
        notes=outcome.notes,
        any_href=asked.link(q=outcome.unknown.any_of) if outcome.unknown.any_of else "",
    )
    return Page(
        template="search",
        title=_("Search in the sources"),
        row=row,
        tables={"search": table},
        asked=asked,
        crumbs=(Crumb(name=_("Sources"), href=address("sources")),),
    )


def _searched(visit: Visit, asked: Asked) -> Outcome:
    narrowed = Narrowed(
        language=asked.get("language") or "",
        publisher=asked.get("publisher") or "",
        kind=asked.get("kind") or "",
        first=asked.get("from"),
        last=asked.get("to"),
    )
    return search_sources(visit.actor, typed=asked.get("q") or "", narrowed=narrowed)


def _fields(sources: Sequence[SourceRow]) -> tuple[Field, ...]:
    publishers = sorted({one.publisher for one in sources if one.publisher}, key=str.casefold)
    kinds = sorted({one.kind for one in sources})
    languages = (Choice(value="en", name=str(_("English"))), Choice(value="id", name=str(_("Indonesian"))))
    return (
        search_field("q", _("Words to find")),
        choice_field("language", _("Language"), languages),
        choice_field("publisher", _("Publisher"), (Choice(value=one, name=one) for one in publishers)),
        choice_field("kind", _("Kind"), (Choice(value=one, name=str(_KINDS.get(one, one))) for one in kinds)),
        _year_field("from", _("From year")),
        _year_field("to", _("To year")),
    )


def _year_field(name: str, label: Text) -> Field:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
            raise CellUnknown(column=name, text=text[:40], expected=f"{_FIRST_YEAR}–{_LAST_YEAR}")
        return int(text)

    return Field(name=name, label=label, kind="number", read=read)


SEARCH_COLUMNS: tuple[Column[Result], ...] = (
    Column(
        key="title",
        title=_("Title"),
        cell=lambda one: Cell(value=one.source.title, lang=one.source.language, href=one.href),
    ),
    Column(key="code", title=_("Code"), cell=lambda one: Cell(value=one.source.code)),
    Column(
        key="publisher",
        title=_("Publisher"),
        cell=lambda one: Cell(value=one.source.publisher or None, absent=_("not stated")),
    ),
    Column(
        key="published_on",
        title=_("Published"),
        cell=lambda one: Cell(value=one.source.published_on, absent=_("not dated")),
    ),
    Column(
        key="passages",
        title=_("Passages"),
        numeric=True,
        cell=lambda one: Cell(value=len(one.found.passages)),
    ),
    Column(
        key="start",
        title=_("From"),
        sortable=False,
        numeric=True,
        cell=lambda one: Cell(value=one.snippet.start if one.snippet else None, absent=_("in the title")),
    ),
    Column(
        key="snippet",
        title=_("Passage"),
        sortable=False,
        cell=lambda one: Cell(value=one.snippet.text if one.snippet else None, absent=_("in the title")),
    ),
    Column(
        key="hits",
        title=_("Hits"),
        on="data",
        cell=lambda one: Cell(
            value=" ".join(f"{start}-{end}" for start, end in one.snippet.hits) if one.snippet else None,
            absent=_("in the title"),
        ),
    ),
    Column(key="address", title=_("Address"), on="data", cell=lambda one: Cell(value=one.href)),
)
