"""One figure as a source published it, with all that is needed to judge and to show it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pantau.domain.figures.metrics import Kind, Metric, metric_named
from pantau.domain.plausibility.printed import PrintedPercent, read_percent
from pantau.domain.refusals import PercentInvalid, PercentOutOfRange
from pantau.domain.sources import PassageRow, SourceRow
from pantau.domain.values import Period, Qualifier, Quantity
from pantau.domain.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """Why a curator prefers a figure to its rivals, and since when; `public_id` is what the ledger knows it by."""

    public_id: UUID
    reason: str
    since: date

    def as_json(self) -> dict[str, Any]:
        return {"reason": self.reason, "since": self.since.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published figure about one plan, instrument or actor; what the source does not say is ``None`` or empty.

    `subject_kind` is "plan", "instrument" or "actor", `subject` its code; `counterpart` is the code of the other party
    where that is not ASEAN as a whole. `period` is what the figure is about (for a rate, the plan's period), `as_of`
    the day whose state it describes; `status` is actual, planned, forecast or target. `converts` is the code of the
    figure that it restates in another currency. `verb` is the source's own; `rule`, `numerator` and `denominator`
    belong to rates (rule 9); the two counts are lines.
    """

    public_id: UUID
    code: str
    subject_kind: str
    subject: str
    subject_name: Words
    metric: str
    quantity: Quantity
    period: Period | None = None
    as_of: date | None = None
    status: str = "actual"
    counterpart: str = ""
    converts: str = ""
    verb: str = ""
    rule: str = ""
    numerator: int | None = None
    denominator: int | None = None
    source: SourceRow | None = None
    passage: PassageRow | None = None
    note: str = ""
    preferred: Preference | None = None

    @property
    def measures(self) -> Metric:
        """Raises MetricUnknown when the metric's code is in no table."""
        return metric_named(self.metric)

    @property
    def is_target(self) -> bool:
        """Whether it says what is aimed at, by its status or by its metric."""
        return self.status == "target" or bool(self.measures.target_of)

    @property
    def came_about(self) -> bool:
        """Whether it says what is, neither planned nor forecast nor aimed at."""
        return self.status == "actual" and not self.measures.target_of

    @property
    def origin(self) -> str:
        """Who first said it: figures of one origin confirm it once (rule 11)."""
        if self.source is None:
            return self.code
        return self.source.origin or self.source.code

    @property
    def stated_on(self) -> date | None:
        """The day the figure describes, else the day it was published."""
        return self.as_of or (self.source.published_on if self.source else None)

    @property
    def share(self) -> "StatedShare | None":
        """The percentage of lines that the figure states; ``None`` for anything else."""
        if self.measures.kind is not Kind.SHARE or self.quantity.unit != "percent":
            return None
        return _share_in_digits(self.quantity) or _share_in_words(self.quantity)

    def as_json(self) -> dict[str, Any]:
        quantity, period, source = self.quantity, self.period, self.source
        return {
            "public_id": str(self.public_id),
            "code": self.code,
            "subject": {
                "kind": self.subject_kind,
                "code": self.subject,
                "name": self.subject_name.as_json(),
            },
            "metric": self.metric,
            "printed": quantity.printed,
            "number": str(quantity.number),
            "number_max": None if quantity.number_max is None else str(quantity.number_max),
            "unit": quantity.unit,
            "qualifier": quantity.qualifier.value if quantity.qualifier else None,
            "period": [period.start.isoformat(), period.end.isoformat()] if period else None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "status": self.status,
            "counterpart": self.counterpart or None,
            "converts": self.converts or None,
            "verb": self.verb or None,
            "rule": self.rule or None,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "source": _source_json(source) if source else None,
            "passage": self.passage.text if self.passage else None,
            "place": [self.passage.start, self.passage.end] if self.passage else None,
            "note": self.note or None,
            "preferred": self.preferred.as_json() if self.preferred else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedShare:
    """A percentage of lines with its hedge."""

    percent: PrintedPercent
    qualifier: Qualifier | None


def _share_in_digits(quantity: Quantity) -> StatedShare | None:
    try:
        return StatedShare(percent=read_percent(quantity.printed), qualifier=quantity.qualifier)
    except (PercentInvalid, PercentOutOfRange):
        return None


# "all" and "none" leave no room for rounding: all but one of 290 lines print as 100 % but are not all
_IN_WORDS = {100: Qualifier.AT_LEAST, 0: Qualifier.UP_TO}


def _share_in_words(quantity: Quantity) -> StatedShare | None:
    try:
        percent = read_percent(format(quantity.number, "f"))
    except (PercentInvalid, PercentOutOfRange):
        return None
    exact = None if any(sign.isdigit() for sign in quantity.printed) else _IN_WORDS.get(int(percent.value))
    whole = percent.value == int(percent.value)
    return StatedShare(percent=percent, qualifier=quantity.qualifier or (exact if whole else None))


def _source_json(source: SourceRow) -> dict[str, Any]:
    return {
        "code": source.code,
        "title": source.title,
        "publisher": source.publisher,
        "origin": source.origin or source.code,
        "published_on": source.published_on.isoformat() if source.published_on else None,
    }
