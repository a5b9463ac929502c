"""The few rules of a page's own style sheets that decide what is read: labels of lists, indents, what is hidden."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_RULES_LIMIT = 5_000
_SHEET_LIMIT = 500_000
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]{1,500})\{([^{}]*)\}")
_BLOCK = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # @media and its like: not asked which one holds
_DECIDING = re.compile(
    r"(?:^|;)\s*((?:list-style(?:-type)?|display|visibility|margin-left|padding-left)\s*:[^;]{1,60})", re.IGNORECASE
)
_STEP = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?((?:[.#][\w-]+)*)")


@dataclass(frozen=True, slots=True)
class _Step:
    """One part of a selector: a tag (or none) with the classes and the id that it must have."""

    tag: str
    classes: frozenset[str]
    id: str

    def fits(self, element: Any) -> bool:
        return (
            (not self.tag or element.tag == self.tag)
            and (not self.id or element.get("id") == self.id)
            and self.classes <= set((element.get("class") or "").split())
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[_Step, ...]
    declarations: str
    weight: tuple[int, int, int, int]

    def fits(self, element: Any) -> bool:
        if not self.steps[-1].fits(element):
            return False
        above = element.iterancestors()
        return all(any(step.fits(one) for one in above) for step in reversed(self.steps[:-1]))


def write_styles_inline(root: Any) -> None:
    """Put what the style sheets in the page decide behind the style attribute of the elements they mean."""
    by_key: dict[str, list[_Rule]] = defaultdict(list)
    for number, rule in zip(range(_RULES_LIMIT), _rules(root), strict=False):
        last = rule.steps[-1]
        rule = _Rule(rule.steps, rule.declarations, (*rule.weight[:3], number))
        by_key[f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.tag].append(rule)
    if not by_key:
        return
    for element in root.iter():
        if isinstance(element.tag, str):
            keys = [
                element.tag,
                f"#{element.get('id')}",
                *(f".{name}" for name in (element.get("class") or "").split()),
            ]
            fitting = [rule for key in set(keys) for rule in by_key.get(key, ()) if rule.fits(element)]
            if fitting:
                fitting.sort(key=lambda rule: rule.weight, reverse=True)  # the first that decides is the one that holds
                own = element.get("style") or ""
                element.set("style", ";".join([own, *(rule.declarations for rule in fitting)]))


def _rules(root: Any) -> Iterator[_Rule]:
    for sheet in root.iter("style"):
        if "print" in (sheet.get("media") or ""):
            continue
        text = _COMMENT.sub("", (sheet.text or "")[:_SHEET_LIMIT]).replace("<!--", "").replace("-->", "")
        for selectors, declared in _RULE.findall(_BLOCK.sub("", text)):
            declarations = ";".join(_DECIDING.findall(declared))
            for selector in selectors.split(",") if declarations else ():
                steps = [_step(part) for part in selector.split()]
                known = tuple(step for step in steps if step is not None)
                if known and len(known) == len(steps) <= 4 and not _resets(known, declarations):
                    yield _Rule(known, declarations, (*_specificity(known), 0))


def _resets(steps: tuple[_Step, ...], declarations: str) -> bool:
    """Whether it takes the labels off all lists, as sheets do that set them again in another file."""
    return "none" in declarations and steps[-1].tag in {"ol", "ul", "li"} and not any(s.classes or s.id for s in steps)


def _step(part: str) -> _Step | None:
    match = _STEP.fullmatch(part)
    if match is None or not part:
        return None
    marks = re.findall(r"[.#][\w-]+", match[2])
    ids = [mark[1:] for mark in marks if mark[0] == "#"]
    classes = frozenset(mark[1:] for mark in marks if mark[0] == ".")
    return _Step((match[1] or "").lower(), classes, ids[0] if ids else "")


def _specificity(steps: tuple[_Step, ...]) -> tuple[int, int, int]:
    return (
        sum(bool(step.id) for step in steps),
        sum(len(step.classes) for step in steps),
        sum(bool(step.tag) for step in steps),
    )
