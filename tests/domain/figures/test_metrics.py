"""Metrics as data."""

import pytest

from pantau.domain.figures import Clock, Kind, metric_named
from pantau.domain.refusals import MetricUnknown
from pantau.domain.words import table

METRICS = sorted(table("metrics"))


@pytest.mark.parametrize("code", METRICS)
def test_every_metric_has_two_names_a_kind_and_known_relations(code: str) -> None:
    metric = metric_named(code)
    assert metric.name.has("en")
    assert metric.name.has("id")
    assert metric.name.en != metric.name.id
    assert isinstance(metric.kind, Kind)
    assert isinstance(metric.clock, Clock)
    assert {metric.growth_of, metric.rank_of, metric.part_of} <= {"", *METRICS}
    assert bool(metric.growth_of) == (metric.kind is Kind.GROWTH)
    assert bool(metric.rank_of) == (metric.kind is Kind.RANK)


def test_an_unknown_metric_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(MetricUnknown) as refused:
        metric_named("happiness")
    assert "happiness" in refused.value.says.en
    assert "implementation_rate" in refused.value.mend.en
