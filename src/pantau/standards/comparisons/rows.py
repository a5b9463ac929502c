"""The rows of a comparison as people read them: labels, marked passages, and where a clause was moved from."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pantau.domain.alignment import Change, Clause, Comparison, Mark, MarkKind, Pair, Scope

_NO_LABEL = "–"
_TWICE = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one clause or of the pair as a whole; `side` is "old" or "new" where both are shown apart."""

    side: str
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair; `place` counts from 0 in the comparison, `above` are the places of the headings it stands under.

    `came_from` is the label and title of the heading that a moved clause stood under, empty for any other.
    """

    place: int
    pair: Pair
    above: tuple[int, ...]
    came_from: str

    @property
    def change(self) -> Change:
        return self.pair.change

    @property
    def heading(self) -> bool:
        return self.pair.is_in(Scope.HEADINGS)

    @property
    def depth(self) -> int:
        return min(len(self._last.path), 6)

    @property
    def old(self) -> str:
        return _labels(self.pair.old)

    @property
    def new(self) -> str:
        return _labels(self.pair.new)

    @property
    def labels(self) -> str:
        """The old label and the new one where they differ."""
        sides = [side for side in (self.old if self.pair.old else "", self.new if self.pair.new else "") if side]
        return " → ".join(dict.fromkeys(sides))

    @property
    def counted(self) -> bool:
        return self.pair.is_in(Scope.LINES)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The text word by word; clauses that were split or merged each for itself, the old ones first."""
        old, new = self.pair.old, self.pair.new
        if len(old) == len(new) == 1:
            marks = self.pair.marks if self.pair.reworded else (Mark(kind=MarkKind.KEPT, text=self.pair.new_text),)
            return (_passage(new[0], marks),)
        if not new:
            return tuple(_whole(clause, MarkKind.REMOVED) for clause in old)
        if not old:
            return tuple(_whole(clause, MarkKind.ADDED) for clause in new)
        marks = self.pair.marks
        return (
            *_apart(marks, old, side="old", without=MarkKind.ADDED),
            *_apart(marks, new, side="new", without=MarkKind.REMOVED),
        )

    @property
    def _last(self) -> Clause:
        return (self.pair.new or self.pair.old)[0]


def rows_of(comparison: Comparison, *, only: Change | None = None) -> tuple[Row, ...]:
    """Every pair in order; with `only` those of one change and the headings that they stand under."""
    return with_headings(all_rows(comparison), wanted=lambda row: only is None or row.change is only)


def all_rows(comparison: Comparison) -> tuple[Row, ...]:
    """Every pair in the order of the comparison."""
    by_old, by_new = _places(comparison, "old"), _places(comparison, "new")
    titles = {clause.path: _title(clause) for pair in comparison.pairs for clause in pair.old}
    return tuple(
        Row(
            place=place,
            pair=pair,
            above=_above(pair.new[0].path, by_new) if pair.new else _above(pair.old[0].path, by_old),
            came_from=_heading_of(pair.old[0].path, titles) if pair.change is Change.MOVED else "",
        )
        for place, pair in enumerate(comparison.pairs)
    )


def with_headings(rows: tuple[Row, ...], *, wanted: Callable[[Row], bool]) -> tuple[Row, ...]:
    """The wanted rows, each with the headings that it stands under, in their order."""
    kept = {place for row in rows if wanted(row) for place in (row.place, *row.above)}
    return tuple(row for row in rows if row.place in kept)


def _places(comparison: Comparison, side: str) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for place, pair in enumerate(comparison.pairs):
        for clause in getattr(pair, side):
            found.setdefault(clause.path, place)
    return found


def _above(path: tuple[str, ...], places: Mapping[tuple[str, ...], int]) -> tuple[int, ...]:
    return tuple(places[path[:depth]] for depth in range(1, len(path)) if path[:depth] in places)


def _heading_of(path: tuple[str, ...], titles: Mapping[tuple[str, ...], str]) -> str:
    return next((titles[path[:depth]] for depth in range(len(path) - 1, 0, -1) if path[:depth] in titles), "")


def _title(clause: Clause) -> str:
    return " ".join(part for part in (clause.label, clause.text) if part)


def _labels(side: Iterable[Clause]) -> str:
    return ", ".join(map(_label, side)) or _NO_LABEL


def _label(clause: Clause) -> str:
    return label_in_full((*clause.path[:-1], clause.label)) if clause.label else _NO_LABEL


def label_in_full(path: Sequence[str]) -> str:
    """The labels from the root as people cite them: what the next label repeats is said once.

    A label that a plan used twice keeps its mark (2.3#2) where it stands last.

    >>> label_in_full(("2", "2.1", "2.1.3")), label_in_full(("BAB II", "Pasal 3", "(1)")), label_in_full(("~h1", "a"))
    ('2.1.3', 'BAB II Pasal 3 (1)', 'a')
    """
    said: list[str] = []
    for place, part in enumerate(path, start=1):
        label = part if place == len(path) else _TWICE.sub("", part)
        if label.startswith("~"):
            continue
        if said and label.startswith(said[-1]) and not label[len(said[-1]) :][:1].isalnum():
            said.pop()
        said.append(label)
    return " ".join(said) or _NO_LABEL


def _whole(clause: Clause, kind: MarkKind) -> Passage:
    return _passage(clause, (Mark(kind=kind, text=clause.text),))


def _passage(clause: Clause, marks: tuple[Mark, ...], *, side: str = "") -> Passage:
    return Passage(side=side, label=_label(clause), marks=marks)


def _apart(
    marks: tuple[Mark, ...], side_clauses: tuple[Clause, ...], *, side: str, without: MarkKind
) -> Iterator[Passage]:
    """The marks of one side cut where its clauses end; one line end stood between two of them."""
    letters = [(mark.kind, letter) for mark in marks if mark.kind is not without for letter in mark.text]
    start = 0
    for clause in side_clauses:
        own = letters[start : start + len(clause.text)]
        start += len(clause.text) + 1
        yield _passage(clause, tuple(_joined(own)), side=side)


def _joined(letters: Iterable[tuple[MarkKind, str]]) -> Iterator[Mark]:
    kind, text = MarkKind.KEPT, ""
    for one, letter in letters:
        if one is not kind and text:
            yield Mark(kind=kind, text=text)
            text = ""
        kind, text = one, text + letter
    if text:
        yield Mark(kind=kind, text=text)
