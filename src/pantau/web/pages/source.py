"""One source: what it is, its digest, and its text with the passages marked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may
from pantau.domain.refusals import CellUnknown
from pantau.domain.sources import PassageRow, SourceRow
from pantau.records.queries.evidence import claim_passages
from pantau.records.queries.source_sight import may_read_source
from pantau.records.queries.sources import source_named, source_passages, source_text
from pantau.usecases.search_sources import hits_on
from pantau.web.ask import Visit, ask, page_field, search_field
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.source_text import PAGE, Stretch, passage_href, stretches
from pantau.web.tables import Cell, Column, PageLink, Table, page_links


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePageRow:
    """A source with one page of its text; `stretches` is empty where the file is no text.

    `withheld` tells that it says what countries reported, and its plan does not show that to this reader. `find` is
    what somebody searched for, with `hits` places on this page.
    """

    source: SourceRow
    readable: bool
    withheld: bool
    stretches: tuple[Stretch, ...]
    marks: bool
    page: int
    pager: tuple[PageLink, ...]
    decides_origin: bool = False
    find: str = ""
    hits: int = 0

    def as_json(self) -> dict[str, Any]:
        said = self.source.as_json()
        said["source_title"] = said.pop("title")  # a page has a title of its own
        return said | {
            "text": "".join(piece.text for piece in self.stretches) if self.readable else None,
        }


def source_page(visit: Visit, *, code: str) -> Page:
    """Raises SourceUnknown, and CellUnknown past the last page of the text."""
    source = source_named(code)
    asked = ask(visit, fields=(search_field("find", _("Words to mark")), page_field()))
    withheld = not may_read_source(visit.actor, source)
    text = None if withheld else source_text(source)
    passages = sorted([*source_passages(source), *claim_passages(source)], key=lambda one: (one.start, one.end))
    page, pages = asked.page or 1, max(1, -(-len(text or "") // PAGE))
    if page > pages:
        raise CellUnknown(column="page", text=str(page), expected=f"1–{pages}")
    start = (page - 1) * PAGE
    here = [one for one in passages if start <= one.start < start + PAGE]
    find = asked.get("find") or ""
    end = min(start + PAGE, len(text or ""))
    hits = hits_on(source, text=text, typed=find, start=start, end=end) if text and find else []
    row = SourcePageRow(
        source=source,
        readable=text is not None,
        withheld=withheld,
        stretches=stretches(text[start : start + PAGE], passages, start=start, hits=hits) if text else (),
        marks=source.kind != "plan",
        page=page,
        pager=page_links(asked, page=page, pages=pages),
        decides_origin=may(visit.actor, Verb.ADD_SOURCE),
        find=find,
        hits=len(hits),
    )
    return Page(
        template="source",
        title=source.title,
        row=row,
        tables={"passages": _passages(here)},
        asked=asked,
        crumbs=(Crumb(name=_("Sources"), href=address("sources")),),
        illustrative=source.illustrative,
    )


def _passages(passages: list[PassageRow]) -> Table[PassageRow]:
    return Table(
        key="passages",
        caption=_("Passages that something here points to"),
        columns=_COLUMNS,
        items=passages,
        limit=100,
        empty=_("Nothing here points to a passage of this source."),
    )


_COLUMNS: tuple[Column[PassageRow], ...] = (
    Column(key="start", title=_("From"), numeric=True, cell=lambda one: Cell(value=one.start, href=passage_href(one))),
    Column(key="end", title=_("To"), numeric=True, cell=lambda one: Cell(value=one.end)),
    Column(key="text", title=_("Passage"), cell=lambda one: Cell(value=one.text, lang=one.source.language)),
)
