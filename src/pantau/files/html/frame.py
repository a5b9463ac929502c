"""What of a web page is its frame: menus, banners, forms, hidden parts. Judged by structure; in doubt it is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pantau.files.html.words import is_block, named, pattern, tokens

_MOST = 0.4  # of the page's text: whatever holds as much is no frame
_LINKS = 0.5  # of the text in links: a menu
_ONLY_LINKS = 0.85
_SHORT = 300
_LONGER = 2_000
_SMALL_PRINT = 200
_LONG_LINK = 60  # letters of a link's text on average: no menu says so much
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)\]]|\d+\.\d+)\s*\S")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Weight:
    """Letters of text in an element, and how many of them stand in links, and in how many links."""

    letters: int = 0
    linked: int = 0
    links: int = 0

    @property
    def share(self) -> float:
        return self.linked / self.letters if self.letters else 1.0


class Frame:
    """Asked of an element whether it is part of the frame of its page, and of which sort."""

    def __init__(self, root: Any) -> None:
        self._weights = _weights(root)
        self._all = max(1, self._weights[root].letters - self._weights[root].linked)
        self._titles = [one for one in root.iter("h1") if one.text_content().strip()]

    def sort_of(self, element: Any) -> str | None:
        """The key of left_out.toml under which the element is left out, or none where it is text."""
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "main", "article", *_HEADINGS}:
            return None
        weight = self._weights[element]
        if weight.letters - weight.linked >= _MOST * self._all and weight.letters > _SHORT:
            return None
        if _is_hidden(element) and not self._is_folded(element):
            return "hidden_text"
        if self._frames(element, weight) and not self._holds_the_title(element):
            return "menu"
        return None

    def _is_folded(self, element: Any) -> bool:
        """Whether a hidden part is a section folded up, whose text a reader of the page can unfold."""
        weight, words = self._weights[element], tokens(element)
        if words & (named("frame") | named("notice")) or _asks(element) or weight.share >= _LINKS:
            return False
        return weight.letters > _SHORT or bool(words & named("folds"))

    def _frames(self, element: Any, weight: Weight) -> bool:
        words = tokens(element)
        role = (element.get("role") or "").casefold()
        if element.tag in named("tags") or role in named("roles") or _is_named_so(element):
            return self._frames_by_tag(element, weight)
        if words & named("notice"):
            return weight.letters < _LONGER and not _holds_lines(element)
        if words & named("builders"):
            words -= named("widgets")
        if words & named("frame") and (weight.share >= _LINKS or weight.letters < _SHORT):
            return not _holds_lines(element)
        return self._only_links(element, weight) or (weight.letters < _SMALL_PRINT and _is_small_print(element))

    def _frames_by_tag(self, element: Any, weight: Weight) -> bool:
        within = any(above.tag in {"main", "article"} for above in element.iterancestors())
        if within and (element.tag in {"header", "footer"} or _is_named_so(element)):
            return weight.letters > 0 and weight.share >= _LINKS
        if element.tag == "button":
            return not _unfolds(element)
        if element.tag == "form":
            return _asks(element) and not _holds_lines(element)
        if element.tag == "nav" or element.get("role") == "navigation":
            return weight.share >= _LINKS or not _holds_lines(element)
        return not _holds_lines(element)

    def _only_links(self, element: Any, weight: Weight) -> bool:
        """Whether a block holds nothing but three or more short links: a menu that does not say so."""
        if element.tag not in {"ul", "div", "p", "td", "center"} or weight.links < 3 or weight.share < _ONLY_LINKS:
            return False
        return weight.linked / weight.links < _LONG_LINK and not _holds_lines(element)

    def _holds_the_title(self, element: Any) -> bool:
        return len(self._titles) == 1 and any(above is element for above in self._titles[0].iterancestors())


def _weights(root: Any) -> dict[Any, Weight]:
    weights: dict[Any, Weight] = {}
    for element in reversed(list(root.iter())):  # every element after all that it holds
        weight = weights.setdefault(element, Weight())
        if isinstance(element.tag, str) and element.tag not in named("silent"):
            weight.letters += _letters(element.text)
            if element.tag == "a" and element.get("href"):
                weight.linked, weight.links = weight.letters, 1
        else:
            weight.letters = weight.linked = weight.links = 0
        above = element.getparent()
        if above is not None and element is not root:
            total = weights.setdefault(above, Weight())
            total.letters += weight.letters + _letters(element.tail)
            total.linked += weight.linked
            total.links += weight.links
    return weights


def _letters(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").casefold() == "true":
        return True
    if element.tag == "input" or _HIDDEN.search(element.get("style") or ""):
        return True
    words = tokens(element)
    return bool(words & named("hidden")) or {"screen", "reader"} <= words or {"visually", "hidden"} <= words


def _is_named_so(element: Any) -> bool:
    """Whether its id or only class is the name of such a part: `<div id="header">`, as pages had before HTML 5."""
    return any((element.get(name) or "").casefold() in named("tags") for name in ("id", "class"))


def _is_small_print(element: Any) -> bool:
    if not is_block(element) or any(is_block(child) and child.tag != "hr" for child in element):
        return False
    return bool(pattern("print").search(" ".join(element.text_content().split())))


def _asks(element: Any) -> bool:
    return next(element.iter("input", "select", "textarea"), None) is not None


def _unfolds(button: Any) -> bool:
    """Whether a button is the heading of a section that folds."""
    if button.get("aria-expanded") is not None or button.get("aria-controls") is not None:
        return next(button.iterancestors("nav"), None) is None and len(button.text_content().strip()) > 2
    return next(button.iterancestors(*_HEADINGS, "summary"), None) is not None


def _holds_lines(element: Any) -> bool:
    """Whether it holds labelled items that are no links: lines of a plan, perhaps."""
    return any(_is_line(item) for item in _items(element))


def _items(element: Any) -> Iterator[Any]:
    return (one for one in element.iter("li", "p", "td", "div") if not any(is_block(child) for child in one))


def _is_line(item: Any) -> bool:
    text = item.text_content()
    linked = sum(len(link.text_content()) for link in item.iter("a") if link.get("href"))
    numbered = item.tag == "li" and item.getparent().tag == "ol"
    return len(text) > 25 and linked < 0.5 * len(text) and (numbered or bool(_LABEL.match(text)))
