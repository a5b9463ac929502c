"""One text of a plan as its page lists it: every node in both languages, and how far each language goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pantau.domain.plantree import NodeKind
from pantau.domain.values import Share
from pantau.domain.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """One node of a version; `line` is the public id of its line where it counts.

    `lead` is the lead body by its name, else as the text prints it; ``None`` where neither is known. `timeline` is as
    printed. `wordless` nodes are a bare number: nothing of them is to be translated.
    """

    place: int
    label: str
    printed: str
    path: tuple[str, ...]
    depth: int
    kind: NodeKind
    countable: bool
    words: Words
    wordless: bool
    line: UUID | None
    lead: Words | None
    due_on: date | None
    timeline: str
    withdrawn_on: date | None

    @property
    def lacks_words(self) -> bool:
        """Whether one of the languages has nothing to say here."""
        return not self.wordless and not all(map(self.words.has, LANGUAGES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of a text's nodes with words, and of its lines, have words in a language."""

    language: str
    nodes: Share
    lines: Share


def coverage(nodes: Iterable[TreeNode]) -> tuple[Coverage, ...]:
    """How far each language goes."""
    worded = [node for node in nodes if not node.wordless]
    lines = [node for node in worded if node.countable]
    return tuple(
        Coverage(language=language, nodes=_said(worded, language), lines=_said(lines, language))
        for language in LANGUAGES
    )


def _said(nodes: list[TreeNode], language: str) -> Share:
    said = sum(node.words.has(language) for node in nodes)
    return Share(part=said, whole=len(nodes), unreported=0)
