"""One pattern for many words, in which words that begin alike share their beginning: quicker than one by one."""

import re
from collections.abc import Iterable
from typing import Any


def pattern_of(words: Iterable[str]) -> str:
    """The source of a pattern that matches the longest of the words at a place.

    >>> pattern_of(["ten", "tens", "two"])
    't(?:en(?:s)?|wo)'
    """
    root: dict[str, Any] = {}
    for word in sorted(set(words)):
        node = root
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _written(root)


def _written(node: dict[str, Any]) -> str:
    optional = "" in node
    branches = [re.escape(sign) + _written(below) for sign, below in node.items() if sign]
    if not branches:
        return ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if optional else "")
