"""The rows of a table as markup: every page has tables, and a template takes ten times as long over their cells."""

from collections.abc import Sequence
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from pantau.web.tables import Cell, Column
from pantau.web.templatetags.pantau import said

register = template.Library()
_DRAWN = ("status", "job", "bar", "letter")
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
