"""How templates write values: in the reader's language, escaped, and marked where a translation is missing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pantau.domain.evidence.rows import evidence_words
from pantau.domain.figures import Figure
from pantau.domain.scorecard import StatusCount
from pantau.domain.statuses import status_name
from pantau.domain.values import Period, Quantity
from pantau.domain.words import LANGUAGES, Words
from pantau.web import wording

register = template.Library()
_NAMES = {"en": "English", "id": "Bahasa Indonesia"}


@register.filter
def said(value: Any) -> str | SafeString:
    """Any value as people read it."""
    if isinstance(value, Words):
        return words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | Decimal):
        return wording.number(value)
    if isinstance(value, datetime):
        return wording.moment(value)
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(value, Period):
        return wording.period(value)
    return conditional_escape(value)


def words(value: Words) -> str | SafeString:
    """Words in the page's language; words in another one carry its `lang` and say that they are not translated."""
    return _words(value, wording.language())


@lru_cache(maxsize=10_000)
def _words(value: Words, wanted: str) -> str | SafeString:
    if value.has(wanted):
        return conditional_escape(value.into(wanted))
    other = next((language for language in LANGUAGES if value.has(language)), wanted)
    return format_html(
        '<span lang="{}">{}</span> '
        '<span class="tag"><span aria-hidden="true">{}</span><span class="vh">{}</span></span>',
        other,
        value.into(wanted),
        other.upper(),
        _("(only in %(language)s)") % {"language": _NAMES[other]},
    )


@register.filter
def spoken(value: Words) -> str:
    """Words as plain text, for titles and attributes."""
    return value.into(wording.language()) if isinstance(value, Words) else str(value)


@register.filter
def in_percent(text: str | Decimal | None) -> str:
    return wording.percent(None if text is None else str(text))


@register.filter
def in_points(text: str) -> str:
    return wording.points(text)


@register.filter
def hedged(quantity: Quantity) -> str:
    return wording.hedged(quantity)


@register.filter
def as_printed(figure: Figure) -> str:
    return wording.as_printed(figure)


@register.filter
def standing(figure: Figure) -> str:
    """Whether a figure came about, or is planned, forecast or aimed at."""
    return evidence_words("statuses", figure.status).into(wording.language())


@register.filter
def status(state: str | None) -> str:
    """The name of a status; ``None`` is *not reported*."""
    return status_name(state).into(wording.language())


@register.filter
def at(tables: Any, key: str) -> Any:
    """The entry of a mapping under a key that a template computed."""
    return tables[key]


@register.filter
def text_of(texts: Mapping[str, str], name: str) -> str:
    """What was typed under a name, or nothing."""
    return texts.get(name, "")


class Segment(NamedTuple):
    """One status in a stacked bar; `left` and `width` in percent of it."""

    state: str
    many: int
    left: str
    width: str


def segments(statuses: Iterable[StatusCount]) -> list[Segment]:
    """The parts of a stacked bar in order."""
    rows: Sequence[StatusCount] = tuple(statuses)
    total, passed, parts = sum(row.lines for row in rows), 0, []
    for row in rows:
        left, width = (f"{100 * count / total:.2f}" for count in (passed, row.lines))
        parts.append(Segment(row.status or "no_report", row.lines, left, width))
        passed += row.lines
    return parts
