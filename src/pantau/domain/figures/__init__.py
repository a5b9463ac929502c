"""Published figures: what a source printed, rivals side by side, and all that can be checked about them."""

from pantau.domain.figures.metrics import Clock, Kind, Metric, metric_named
from pantau.domain.figures.review import Reviewed, review_figures, review_share
from pantau.domain.figures.rivals import Rivals, Side, rivals
from pantau.domain.figures.rows import Figure, StatedShare

__all__ = [
    "Clock",
    "Figure",
    "Kind",
    "Metric",
    "Reviewed",
    "Rivals",
    "Side",
    "StatedShare",
    "metric_named",
    "review_figures",
    "review_share",
    "rivals",
]
