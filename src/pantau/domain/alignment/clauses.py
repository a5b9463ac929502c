"""What is compared: the clauses of a text, and when two of them say the same in the same words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pantau.domain.plantree import NodeKind, PlanTree

_ONE_FORM = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "...", "\u00ad": "", "\ufeff": "", "\u200b": ""}
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)
_AROUND_DASH = re.compile(r"\s*-\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One passage of a text and its place in it.

    `key` is unique in its text; `path` holds the labels from the root to this clause. The same `identity` on both
    sides of a comparison means that the two are known to be one line; empty where nobody knows.
    """

    key: str
    label: str
    path: tuple[str, ...]
    kind: NodeKind
    countable: bool
    text: str
    identity: str = ""

    @property
    def place(self) -> str:
        """The label as people name it: with the labels above where it does not hold them itself.

        >>> made = {"key": "", "kind": NodeKind.LINE, "countable": True, "text": ""}
        >>> Clause(label="1.2", path=("1", "1.2"), **made).place, Clause(label="c", path=("3", "c"), **made).place
        ('1.2', '3/c')
        """
        held = [
            label for label, below in zip(self.path, self.path[1:], strict=False) if not below.startswith(f"{label}.")
        ]
        return "/".join([*held, self.label or self.path[-1]])

    def as_json(self) -> dict[str, object]:
        return {
            "key": self.key,
            "label": self.label,
            "path": list(self.path),
            "kind": self.kind.value,
            "countable": self.countable,
            "text": self.text,
        }


def clauses(tree: PlanTree) -> tuple[Clause, ...]:
    """The clauses of a plan in document order; the key is the path written in one line."""
    return tuple(
        Clause(
            key=" > ".join(node.path),
            label=node.label,
            path=node.path,
            kind=node.kind,
            countable=node.countable,
            text=node.text,
        )
        for node in tree.nodes
    )


@lru_cache(maxsize=65536)
def wording(text: str) -> str:
    """The words of a text as they stand, whatever its white space, quotation marks, dashes, ligatures and final stop.

    A list ends its items in semicolons and its last one in a full stop: an item added behind it changes no word.

    >>> wording("the “blue  economy”, 2021 – 2025") == wording("the \\"blue economy\\", 2021-2025")
    True
    >>> wording("Blue economy") == wording("blue economy")
    False
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_ONE_FORM)
    return _AROUND_DASH.sub("-", " ".join(text.split())).rstrip(" .;,")


def places_above(text: Sequence[Clause]) -> list[int]:
    """For each clause the position of the one it stands under: the longest beginning of its path that there is.

    -1 where nothing stands above.
    """
    positions: dict[tuple[str, ...], int] = {}
    above = []
    for position, clause in enumerate(text):
        above.append(next((found for found in _upwards(clause.path, positions) if found is not None), -1))
        positions.setdefault(clause.path, position)
    return above


def _upwards(path: tuple[str, ...], positions: dict[tuple[str, ...], int]) -> list[int | None]:
    return [positions.get(path[:depth]) for depth in range(len(path) - 1, 0, -1)]
