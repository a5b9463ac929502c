"""The packaged table of what on a web page is text and what is its frame."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")


@cache
def named(group: str) -> frozenset[str]:
    """The words of one group of data/web_pages.toml."""
    return frozenset(_groups()[group].split())


@cache
def pattern(group: str) -> re.Pattern[str]:
    """The expression of one group, in whatever case."""
    return re.compile(_groups()[group], re.IGNORECASE)


@cache
def _groups() -> Mapping[str, str]:
    path = resources.files("pantau.files").joinpath("data", "web_pages.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def tokens(element: Any) -> frozenset[str]:
    """The words that the class and id of an element are made of."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return frozenset(token.casefold() for token in _CAMEL.split(names[:500]) if token)


def is_block(element: Any) -> bool:
    return element.tag in named("blocks")
