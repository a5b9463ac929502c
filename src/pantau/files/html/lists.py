"""The labels that a browser sets before the items of a list."""

import re
from collections.abc import Callable, Mapping
from typing import Any

BULLET = "•"

_TYPED = re.compile(
    r"\s*(?:[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)\]]|[A-Za-z]?\d{0,2}(?:\.\d{1,2})+\.?|[•▪◦–-])(?:\s|\Z)"
)
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _alpha(number: int) -> str:
    text = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text or "0"


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "decimal": str,
    "decimal-leading-zero": lambda number: f"{number:02}",
    "a": _alpha,
    "lower-alpha": _alpha,
    "lower-latin": _alpha,
    "A": lambda number: _alpha(number).upper(),
    "upper-alpha": lambda number: _alpha(number).upper(),
    "upper-latin": lambda number: _alpha(number).upper(),
    "i": _roman,
    "lower-roman": _roman,
    "I": lambda number: _roman(number).upper(),
    "upper-roman": lambda number: _roman(number).upper(),
}


def item_labels(items: Any) -> list[str]:
    """The label of each `li` of an `ol` or `ul`, empty where the item is typed with its own or shows none.

    >>> from lxml.html import fromstring
    >>> item_labels(fromstring('<ol type="a" start="3"><li>Plan<li>Act<li value="9">See</ol>'))
    ['c.', 'd.', 'i.']
    """
    found = [item for item in items if item.tag == "li"]
    if found and all(_TYPED.match(item.text_content()) for item in found):
        return [""] * len(found)
    if items.tag != "ol":
        return [BULLET] * len(found)
    style = _style(items)
    step = -1 if items.get("reversed") is not None else 1
    number = _number(items.get("start"), len(found) if step < 0 else 1)
    labels = []
    for item in found:
        number = _number(item.get("value"), number)
        labels.append(_label(number, _style(item) or style or "decimal"))
        number += step
    return labels


def _label(number: int, style: str) -> str:
    if style == "none":
        return ""
    return f"{_WRITTEN[style](number)}." if style in _WRITTEN else BULLET


def _style(element: Any) -> str:
    written = _STYLE.search(element.get("style") or "")
    for word in written[1].casefold().split() if written else ():
        if word in _WRITTEN or word in {"none", "disc", "circle", "square"}:
            return word
    kind = (element.get("type") or "").strip()
    return kind if kind in _WRITTEN else ""


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int((text or "").strip()[:9])
    except ValueError:
        return otherwise
