"""The rule by which the nodes of a plan get their paths: labels from the root, unique among the nodes of one parent."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

Path = tuple[str, ...]


class Sort(StrEnum):
    """What a node without a label is called in its path, with its number: `~h1`, `~b1`, `~p1`."""

    HEADING = "h"
    BULLET = "b"
    PARAGRAPH = "p"


class Paths:
    """Gives nodes their paths in document order; a label used again below one parent is numbered.

    >>> paths = Paths()
    >>> paths.take((), label="2"), paths.take(("2",), label="2.1"), paths.take(("2",), label="2.1")
    (('2',), ('2', '2.1'), ('2', '2.1#2'))
    >>> paths.take(("2",), label="", sort=Sort.BULLET)
    ('2', '~b1')
    """

    def __init__(self) -> None:
        self._counts: dict[Path, Counter[str]] = {}
        self._taken: set[Path] = set()

    def take(self, parent: Path, *, label: str, sort: Sort = Sort.PARAGRAPH) -> Path:
        """The path of the next node below `parent`; `sort` names one without a label."""
        name = label or f"~{sort}"
        counts = self._counts.setdefault(parent, Counter())
        path: Path = ()
        while not path or path in self._taken:  # somebody may have typed the label "2.1#2"
            counts[name] += 1
            path = (*parent, _numbered(name, counts[name], labelled=bool(label)))
        self._taken.add(path)
        return path


def _numbered(name: str, number: int, *, labelled: bool) -> str:
    if not labelled:
        return f"{name}{number}"
    return name if number == 1 else f"{name}#{number}"


def paths_of(nodes: Iterable[tuple[int, str, Sort]]) -> Iterator[Path]:
    """The paths of nodes given in document order as depth (from 1, never two deeper than the one before), label, sort.

    >>> list(paths_of([(1, "I", Sort.PARAGRAPH), (2, "", Sort.PARAGRAPH), (1, "I", Sort.PARAGRAPH)]))
    [('I',), ('I', '~p1'), ('I#2',)]
    """
    paths = Paths()
    above: Path = ()
    trail: list[Path] = []
    for depth, label, sort in nodes:
        del trail[depth - 1 :]
        above = trail[-1] if trail else ()
        trail.append(paths.take(above, label=label, sort=sort))
        yield trail[-1]
