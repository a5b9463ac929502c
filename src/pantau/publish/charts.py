"""Charts as SVG text, made from the frozen rows of the domain: one specification for page, PDF and Word."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

import vl_convert

from pantau.domain.plausibility.wording import number_words
from pantau.domain.series import Series, ValueRow
from pantau.domain.words import Words, table, words_from

_INK = "currentColor"  # the colour of the text around it, so that a chart follows light, dark and print
_SIZE = {"width": 300, "height": 150}
_FAINT = 0.15
_MOST_LABELS = 8  # with more points only the first and the last are written out; the table has them all


def series_chart(series: Series, *, language: str) -> str | None:
    """One series as a line over its years, with each value and, where it has one, its rank written at its point.

    ``None`` where fewer than two values have a number. A value that is not there has no point.
    """
    known = tuple(value for value in series.values if value.number is not None)
    if len(known) < 2:
        return None
    power, magnitude = _magnitude(known)
    points = tuple((value.end.year, *_scaled(value, power=power, language=language)) for value in known)
    unit = f"{series.unit} {magnitude.into(language)}".strip()
    listed = "; ".join(f"{year}: {text}" for year, _number, text in points)
    return _drawn(points, unit, f"{series.name.into(language)} ({unit}). {listed}")


def _magnitude(values: Sequence[ValueRow]) -> tuple[int, Words]:
    """The power of ten that the largest value is written in, and its name."""
    largest = max(abs(value.number or Decimal(0)) for value in values)
    for row in table("wording")["magnitudes"]:
        if largest >= 10 ** row["power"]:
            return int(row["power"]), words_from(row["name"])
    return 0, Words()


def _scaled(value: ValueRow, *, power: int, language: str) -> tuple[float, str]:
    number = (value.number or Decimal(0)).scaleb(-power)
    rank = f" (#{value.rank})" if value.rank else ""
    return float(number), f"{number_words(round(number, 1)).into(language)}{rank}"


@lru_cache(maxsize=256)
def _drawn(points: tuple[tuple[int, float, str], ...], unit: str, description: str) -> str:
    """The SVG; the same points are drawn once."""
    drawn: str = vl_convert.vegalite_to_svg(_specification(points, unit))
    return drawn.replace("<svg ", f'<svg role="img" aria-label={quoteattr(description)} ', 1)


def _labelled(points: tuple[tuple[int, float, str], ...]) -> list[dict[str, Any]]:
    crowded = len(points) > _MOST_LABELS
    ends = (points[0], points[-1])
    return [
        {"year": point[0], "value": point[1], "text": "" if crowded and point not in ends else point[2]}
        for point in points
    ]


def _specification(points: tuple[tuple[int, float, str], ...], unit: str) -> dict[str, Any]:
    years = [year for year, _number, _text in points]
    x = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [min(years), max(years)], "nice": False, "padding": 36},
        "axis": {"values": years, "format": "d", "grid": False, "ticks": False, "labelPadding": 8},
    }
    top = max(number for _year, number, _text in points)
    y = {
        "field": "value",
        "type": "quantitative",
        "title": unit,
        "scale": {"domain": [0, top * 1.2], "nice": True},
        "axis": {
            "tickCount": 4,
            "domain": False,
            "ticks": False,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -32,
            "titleY": -14,
        },
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **_SIZE,
        "background": None,
        "padding": {"left": 4, "right": 12, "top": 22, "bottom": 4},
        "data": {"values": _labelled(points)},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "line", "aria": False, "stroke": _INK, "strokeWidth": 2}},
            {
                "mark": {
                    "type": "point",
                    "aria": False,
                    "shape": "circle",
                    "filled": True,
                    "fill": _INK,
                    "size": 45,
                    "opacity": 1,
                }
            },
            {
                "mark": {"type": "text", "aria": False, "dy": -12, "fill": _INK, "fontSize": 12, "fontWeight": 600},
                "encoding": {"text": {"field": "text", "type": "nominal"}},
            },
        ],
        "config": {
            "aria": False,
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "axis": {
                "labelColor": _INK,
                "titleColor": _INK,
                "domainColor": _INK,
                "gridColor": _INK,
                "gridOpacity": _FAINT,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
            },
        },
    }
