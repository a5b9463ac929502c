"""The rows of a table as markup: every page has tables, and a template takes ten times as long over their cells."""

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from pantau.domain.scorecard import StatusCount
from pantau.web.tables import Cell, Column
from pantau.web.templatetags.pantau import Segment, said, segments, status

register = template.Library()
_DRAWN = ("status", "job", "letter")
"""Shapes with a picture, which components draw."""


@register.simple_tag
def table_row(cells: Sequence[tuple[Column[object], Cell]]) -> SafeString:
    """One row: the first cell is its head."""
    parts = []
    for place, (column, cell) in enumerate(cells):
        tag = "td" if place else "th"
        scope = "" if place else ' scope="row"'
        numeric = " num" if column.numeric else ""
        parts.append(f'<{tag}{scope} class="c-{column.key}{numeric}">{_cell(cell)}</{tag}>')
    return mark_safe(f"<tr>{''.join(parts)}</tr>")


def _cell(cell: Cell) -> str:
    drawn = _absent(cell) if cell.value is None else _present(cell)
    note = f"<small>{said(cell.note)}</small>" if cell.note is not None else ""
    return drawn + note


def _absent(cell: Cell) -> str:
    return f'<span class="absent">{escape(str(cell.absent))}</span>'


def _present(cell: Cell) -> str:
    if cell.shape in _DRAWN:
        return get_template("components/cell.html").render({"cell": cell}).strip()
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
    icon = f'<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{part.state}"/></svg>'
    return f'<li class="st-{part.state}">{icon}{name} <b>{said(part.many)}</b></li>'
