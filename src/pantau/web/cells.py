"""Cells that many tables share: rates, shares, statuses, bars, sources."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from pantau.domain.rates import Rate
from pantau.domain.scorecard import StatusCount
from pantau.domain.sources import SourceRow
from pantau.domain.values import Share
from pantau.web.page import address
from pantau.web.tables import Cell
from pantau.web.wording import number, percent

UNKNOWN = lazy("unknown")


def yes_or_no(answer: object) -> Cell:
    return Cell(value="yes" if answer else "no", shown=lazy("yes") if answer else lazy("no"))


def count_cell(value: int | None) -> Cell:
    return Cell(value=value, absent=UNKNOWN)


def percent_cell(text: str | None, *, note: Any = None, absent: Any = UNKNOWN) -> Cell:
    """A percentage given as digits, ordered by its value."""
    if text is None:
        return Cell(value=None, absent=absent, note=note)
    return Cell(value=Decimal(text), shown=percent(text), note=note)


def of_words(part: int | None, whole: int | None) -> str:
    """A part and its whole in words, as *53 of 57*; what is unknown says so."""
    named = [_("unknown") if count is None else number(count) for count in (part, whole)]
    return _("%(part)s of %(whole)s") % {"part": named[0], "whole": named[1]}


def rate_cell(rate: Rate) -> Cell:
    """The percentage of a rate with its counts beneath."""
    if not rate.applies:
        return Cell(value=None, absent=lazy("does not apply"))
    return percent_cell(rate.percent, note=of_words(rate.numerator, rate.denominator))


def bound_cell(rate: Rate, count: int | None) -> Cell:
    """One bound of a rate as a percentage; initiatives and rules that do not apply have none."""
    return percent_cell(rate.percent_of(count), absent=lazy("no bounds") if rate.applies else lazy("does not apply"))


def share_cell(share: Share) -> Cell:
    """The percentage of a share with its counts beneath."""
    text = None if share.percent is None else str(share.percent)
    return percent_cell(text, note=of_words(share.part, share.whole))


def status_cell(state: str | None) -> Cell:
    """A status as a badge; ``None`` is no report, which data names too."""
    return Cell(value=state or "no_report", shape="status")


def bar_cell(statuses: Sequence[StatusCount]) -> Cell:
    """Counts by status as a stacked bar with its legend."""
    counts = {row.status or "no_report": row.lines for row in statuses}
    return Cell(value=counts, shown=tuple(statuses), shape="bar")


def source_cell(source: SourceRow | None) -> Cell:
    """The source with its publisher beneath, leading to its page."""
    if source is None:
        return Cell(value=None, absent=lazy("no source recorded"))
    return Cell(
        value=source.code,
        shown=source.title,
        lang=source.language,
        href=address("source", code=source.code),
        note=source.publisher or None,
    )
