"""What a published figure can measure, as data: see data/metrics.toml."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.domain.refusals import MetricUnknown
from pantau.domain.words import Words, table, words_from


class Kind(StrEnum):
    """What sort of number a metric is; decides its unit and which checks apply."""

    SHARE = "share"
    GROWTH = "growth"
    PART = "part"
    MONEY = "money"
    COUNT = "count"
    RANK = "rank"


class Clock(StrEnum):
    """Which dates tell two figures of a metric apart."""

    AS_OF = "as_of"
    PERIOD = "period"
    RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric; `growth_of`, `rank_of`, `part_of`, `target_of` name other metrics and `indicator` a series, where
    there is one. `yearly` is a growth that is an average of years.
    """

    code: str
    name: Words
    kind: Kind
    clock: Clock
    growth_of: str = ""
    rank_of: str = ""
    part_of: str = ""
    target_of: str = ""
    indicator: str = ""
    yearly: bool = False


def metric_named(code: str) -> Metric:
    """The metric of a code.

    Raises:
        MetricUnknown: data/metrics.toml has no such metric.

    >>> metric_named("fdi_rank").rank_of
    'fdi'
    """
    row = table("metrics").get(code)
    if row is None:
        raise MetricUnknown(metric=code, expected=", ".join(table("metrics")))
    about = {name: row.get(name, "") for name in _OTHERS}
    return Metric(
        code=code,
        name=words_from(row["name"]),
        kind=Kind(row["kind"]),
        clock=Clock(row["clock"]),
        yearly=row.get("yearly", False),
        **about,
    )


_OTHERS = ("growth_of", "rank_of", "part_of", "target_of", "indicator")
