"""A table as markup: every page has tables, and a template takes ten times as long over their cells."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from pantau.domain.scorecard import StatusCount
from pantau.web.tables import Cell, Column, Head, PageLink, Table
from pantau.web.templatetags.pantau import Segment, said, segments, status

register = template.Library()
_DRAWN = ("job", "letter")
"""Shapes with a picture, which components draw."""


@register.simple_tag
def whole_table(table: Table[Any], hide_caption: object = "") -> SafeString:
    """The table with its heads and the pages it has, or what it says where nothing stands in it."""
    if not table.total:
        return nothing_there(table.empty, table.mend)
    heads = "".join(_head(head) for head in table.heads)
    bodies = "".join(_body(heading, rows, width=len(table.heads)) for heading, rows in table.bodies)
    hidden = ' class="vh"' if hide_caption else ""
    count = f' <span class="count">{said(table.total)}</span>' if table.asked else ""
    return mark_safe(
        f'<div class="table-scroll" role="region" aria-labelledby="t-{table.key}" tabindex="0">\n'
        f'<table class="t-{table.key}">\n<caption id="t-{table.key}"{hidden}>{said(table.caption)}{count}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n{bodies}\n</table>\n</div>\n{_more(table.hidden)}{_pager(table.pager)}"
    )


@register.simple_tag
def nothing_there(says: object, mend: object = "") -> SafeString:
    """What stands where there is nothing to show, and what would mend that."""
    step = f'<p class="mend">{escape(str(mend))}</p>' if mend else ""
    return mark_safe(f'<div class="empty"><p>{escape(str(says))}</p>{step}</div>')


def _head(head: Head) -> str:
    numeric = ' class="num"' if head.numeric else ""
    order = f' aria-sort="{head.order}"' if head.order else ""
    title = escape(str(head.title))
    if head.href:
        title = f'<a href="{escape(head.href)}">{title}{_ARROWS[head.order]}</a>'
    return f'<th scope="col"{numeric}{order}>{title}</th>'


_ARROWS = {
    "": "",
    "ascending": '<span aria-hidden="true"> ▲</span>',
    "descending": '<span aria-hidden="true"> ▼</span>',
}


def _body(heading: object, rows: Iterable[Sequence[tuple[Column[Any], Cell]]], *, width: int) -> str:
    group = f'<tr class="group"><th colspan="{width}" scope="rowgroup">{said(heading)}</th></tr>' if heading else ""
    return f"<tbody>\n{group}\n" + "".join(f"{_row(cells)}\n" for cells in rows) + "</tbody>"


def _more(hidden: int) -> str:
    if not hidden:
        return ""
    told = ngettext("%(n)s more row in the CSV.", "%(n)s more rows in the CSV.", hidden) % {"n": hidden}
    return f'<p class="more">{escape(told)}</p>\n'


def _pager(links: Sequence[PageLink]) -> str:
    if not links:
        return ""
    page, pages = escape(gettext("Page")), escape(gettext("Pages"))
    items = "".join(
        ('<li class="gap" aria-hidden="true">…</li>' if link.after_gap else "")
        + f'<li><a href="{escape(link.href)}"{_HERE if link.here else ""}>'
        + f'<span class="vh">{page} </span>{said(link.number)}</a></li>'
        for link in links
    )
    return f'<nav class="pager" aria-label="{pages}"><ul>{items}</ul></nav>\n'


_HERE = ' aria-current="page"'


def _row(cells: Sequence[tuple[Column[Any], Cell]]) -> str:
    """One row: the first cell is its head."""
    parts = []
    for place, (column, cell) in enumerate(cells):
        tag = "td" if place else "th"
        scope = "" if place else ' scope="row"'
        numeric = " num" if column.numeric else ""
        parts.append(f'<{tag}{scope} class="c-{column.key}{numeric}">{_cell(cell)}</{tag}>')
    return f"<tr>{''.join(parts)}</tr>"


def _cell(cell: Cell) -> str:
    drawn = _absent(cell) if cell.value is None else _present(cell)
    note = f"<small>{said(cell.note)}</small>" if cell.note is not None else ""
    return drawn + note


def _absent(cell: Cell) -> str:
    return f'<span class="absent">{escape(str(cell.absent))}</span>'


def _present(cell: Cell) -> str:
    if cell.shape in _DRAWN:
        return get_template("components/cell.html").render({"cell": cell}).strip()
    if cell.shape == "status":
        return badge(cell.value)
    if cell.shape == "bar":
        return status_bar(cell.shown)
    shown = said(cell.value if cell.shown is None else cell.shown)
    if cell.shape in _SPANS:
        return f'<span class="{_SPANS[cell.shape].format(escape(str(cell.value)))}">{shown}</span>'
    if cell.lang:
        shown = f'<span lang="{escape(cell.lang)}">{shown}</span>'
    if cell.href:
        shown = f'<a href="{escape(cell.href)}">{shown}</a>'
    invented = f' <span class="tag invented">{escape(gettext("invented"))}</span>'
    return shown + (invented if cell.shape == "illustrative" else "")


_SPANS = {"verdict": "verdict v-{}", "standing": "round-state rs-{}", "printed": "quantity"}
"""Shapes that are a word in a class of its own."""


@register.simple_tag
def badge(state: str) -> SafeString:
    """A status with its icon, in the colour of it."""
    return mark_safe(f'<span class="badge st-{state}">{_icon(state)}{escape(status(state))}</span>')


def _icon(state: str) -> str:
    return f'<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{state}"/></svg>'


@register.simple_tag
def status_bar(statuses: Iterable[StatusCount], href: str = "", query: str = "") -> SafeString:
    """How many lines have which status: as a bar, and as a list whose names lead on to `href` with the status."""
    parts = segments(statuses)
    lead = f"{href}{query}{'&' if query else '?'}" if href else ""
    return mark_safe(
        '<div class="bar-figure"><svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false">'
        + "".join(_rectangle(part) for part in parts)
        + '</svg>\n<ul class="legend">'
        + "".join(_legend(part, lead) for part in parts)
        + "</ul></div>"
    )


def _rectangle(part: Segment) -> str:
    place = f'<rect x="{part.left}%" width="{part.width}%" height="14" '
    hatched = f'{place}fill="url(#hatch)"/>' if part.state == "no_report" else ""
    return f'{place}class="seg st-{part.state}"/>{hatched}'


def _legend(part: Segment, lead: str) -> str:
    name = escape(status(part.state))
    if lead:
        name = f'<a href="{escape(lead)}status={part.state}">{name}</a>'
    return f'<li class="st-{part.state}">{_icon(part.state)}{name} <b>{said(part.many)}</b></li>'
