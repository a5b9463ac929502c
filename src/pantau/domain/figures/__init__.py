"""Published figures: what a source printed, rivals side by side, and all that can be checked about them."""

from pantau.domain.figures.arithmetic import arithmetic_of, feasible_of, rule_says
from pantau.domain.figures.conversions import Conversion, conversion_of, exchange_rates
from pantau.domain.figures.metrics import Clock, Kind, Metric, metric_named
from pantau.domain.figures.review import Reviewed, review_figures, review_share
from pantau.domain.figures.rivals import Perhaps, Rivals, Side, perhaps_same, rivals
from pantau.domain.figures.rows import Figure, Preference, StatedShare

__all__ = [
    "Clock",
    "Conversion",
    "Figure",
    "Kind",
    "Metric",
    "Perhaps",
    "Preference",
    "Reviewed",
    "Rivals",
    "Side",
    "StatedShare",
    "arithmetic_of",
    "conversion_of",
    "exchange_rates",
    "feasible_of",
    "metric_named",
    "perhaps_same",
    "review_figures",
    "review_share",
    "rivals",
    "rule_says",
]
