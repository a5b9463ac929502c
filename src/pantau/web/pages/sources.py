"""The list of sources."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pantau.domain.sources import SourceRow
from pantau.records.queries.sources import source_rows
from pantau.web.ask import Visit, ask, search_field
from pantau.web.page import Page, address
from pantau.web.tables import Cell, Column, Table, sortable


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesRow:
    """How many sources were found, and how many origins they go back to (rule 11)."""

    found: int
    origins: int


def sources_page(visit: Visit) -> Page:
    """Every source that fits the search."""
    fields = (search_field("q", _("Words in the source")),)
    asked = ask(visit, fields=fields, sorts=sortable(SOURCE_COLUMNS))
    words = (asked.get("q") or "").casefold().split()
    found = [one for one in source_rows() if _fits(one, words)]
    found.sort(key=lambda one: one.illustrative)
    table = Table(
        key="sources",
        caption=_("Sources kept here"),
        columns=SOURCE_COLUMNS,
        items=found,
        asked=asked,
        empty=_("No source fits."),
        mend=_("Sources arrive with the plans, reports and figures that are imported."),
    )
    return Page(
        template="sources",
        title=_("Sources"),
        row=SourcesRow(found=len(found), origins=len({one.origin or one.code for one in found})),
        tables={"sources": table},
        asked=asked,
        illustrative=False,
    )


def _fits(source: SourceRow, words: list[str]) -> bool:
    text = f"{source.code} {source.title} {source.publisher} {source.origin}".casefold()
    return all(word in text for word in words)


SOURCE_COLUMNS: tuple[Column[SourceRow], ...] = (
    Column(
        key="title",
        title=_("Title"),
        cell=lambda one: Cell(
            value=one.title,
            lang=one.language,
            href=address("source", code=one.code),
            shape="illustrative" if one.illustrative else "",
        ),
    ),
    Column(key="code", title=_("Code"), cell=lambda one: Cell(value=one.code)),
    Column(
        key="publisher",
        title=_("Publisher"),
        cell=lambda one: Cell(value=one.publisher or None, absent=_("not stated")),
    ),
    Column(
        key="origin",
        title=_("Origin"),
        cell=lambda one: Cell(value=one.origin or None, absent=_("the source itself")),
    ),
    Column(
        key="published_on", title=_("Published"), cell=lambda one: Cell(value=one.published_on, absent=_("not dated"))
    ),
    Column(key="digest", title="SHA-256", on="data", cell=lambda one: Cell(value=one.digest)),
)
