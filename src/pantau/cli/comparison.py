"""A comparison of two texts as lines of a terminal."""

from collections.abc import Iterator

from pantau.cli.language import language, say
from pantau.domain.alignment import Change, Comparison, MarkKind, Pair, Setting

_SIGNS = {
    Change.SAME: "=",
    Change.REWORDED: "~",
    Change.MOVED: ">",
    Change.SPLIT: "<",
    Change.MERGED: "Y",
    Change.NEW: "+",
    Change.DROPPED: "-",
}
_MARKS = {MarkKind.KEPT: ("", ""), MarkKind.REMOVED: ("[-", "-]"), MarkKind.ADDED: ("{+", "+}")}


def counts_said(comparison: Comparison, setting: Setting) -> str:
    """How many action lines went which way, those of each change by name."""
    counts = comparison.counts()
    named = [
        f"{change.name_in(setting).into(language())} {count.old if change is Change.DROPPED else count.new}"
        for change, count in counts.items()
        if count.pairs
    ]
    return say("Action lines: {counts}", counts="; ".join(named) or "0")


def pairs_said(pairs: tuple[Pair, ...], setting: Setting) -> Iterator[str]:
    """Every pair that is not the same, its words with what was removed in [-…-] and added in {+…+}."""
    for pair in pairs:
        if pair.change is Change.SAME:
            continue
        labels = " → ".join(", ".join(clause.place for clause in side) for side in (pair.old, pair.new) if side)
        yield f"{_SIGNS[pair.change]} {labels}  ({pair.change.name_in(setting).into(language())})"
        yield f"    {_words(pair)}"
    renumbered = [pair for pair in pairs if pair.change is Change.SAME and pair.relabelled]
    if renumbered:
        numbers = (f"{pair.old[0].place} → {pair.new[0].place}" for pair in renumbered)
        yield say("The same under another number: {numbers}", numbers="; ".join(numbers))


def _words(pair: Pair) -> str:
    if not (pair.old and pair.new):
        return (pair.new_text or pair.old_text).replace("\n", " ¶ ")
    marked = (_MARKS[mark.kind][0] + mark.text + _MARKS[mark.kind][1] for mark in pair.marks)
    return "".join(marked).replace("\n", " ¶ ")
