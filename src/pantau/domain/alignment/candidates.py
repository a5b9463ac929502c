"""Which clauses are worth comparing word by word: those that share rare words, and those in corresponding places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, product

from pantau.domain.alignment.changes import limit
from pantau.domain.alignment.matching import NO_LINK, Matching, Side

Pair = tuple[int, int]
Texts = Mapping[int, Sequence[str]]
_RUN = 20  # clauses between two neighbours at most that are compared each with each


def pairs_by_words(old: Texts, new: Texts) -> set[Pair]:
    """For each clause of either side the few on the other that share most of its rarest words and pairs of words.

    A clause is looked up by its rarest words alone, and by none that crowds share, so that the work grows with the
    number of clauses and not with its square.
    """
    before, after = _features(old), _features(new)
    held = Counter(chain.from_iterable(chain(before.values(), after.values())))
    either = set(chain.from_iterable(before.values())) & set(chain.from_iterable(after.values()))
    listed_old, listed_new = (_listed(texts, held, either) for texts in (before, after))
    votes: dict[Pair, float] = {}
    for feature, ones in listed_old.items():
        others = listed_new.get(feature, ())
        if 0 < len(ones) * len(others) <= limit("crowd"):
            for pair in product(ones, others):
                votes[pair] = votes.get(pair, 0.0) + 1 / held[feature]
    return _best(votes)


def _features(texts: Texts) -> dict[int, set[object]]:
    return {position: {*words, *pairwise(words)} for position, words in texts.items()}


def _listed(
    texts: Mapping[int, set[object]], held: Mapping[object, int], either: set[object]
) -> dict[object, list[int]]:
    """Clauses by each of their rarest features, among those that both sides have."""
    listed: dict[object, list[int]] = {}
    for position, features in texts.items():
        for feature in sorted(features & either, key=lambda one: (held[one], str(one)))[: limit("rare_words")]:
            listed.setdefault(feature, []).append(position)
    return listed


def _best(votes: Mapping[Pair, float]) -> set[Pair]:
    """The pairs that are among the best of their old or of their new clause."""
    ranked = sorted(votes, key=lambda pair: (-votes[pair], abs(pair[0] - pair[1]), pair[0] + pair[1]))
    kept: set[Pair] = set()
    for side in (0, 1):
        seen: Counter[int] = Counter()
        for pair in ranked:
            seen[pair[side]] += 1
            if seen[pair[side]] <= limit("kept_candidates"):
                kept.add(pair)
    return kept


def pairs_by_place(matching: Matching) -> set[Pair]:
    """Free clauses that stand between the same neighbours under one heading, or at the same labels."""
    old, new = ({side.clauses[one].path: one for one in side.free()} for side in (matching.old, matching.new))
    found = {(old[path], new[path]) for path in old.keys() & new.keys()}
    return found | set(_between_neighbours(matching))


def _between_neighbours(matching: Matching) -> Iterator[Pair]:
    for before, after in zip(neighbours(matching.old), neighbours(matching.new), strict=True):
        runs: tuple[dict[object, list[int]], ...] = ({}, {})
        for run, stand in zip(runs, (before, after), strict=True):
            for position, neighbour in stand.items():
                run.setdefault(neighbour, []).append(position)
        for neighbour, ones in runs[0].items():
            others = runs[1].get(neighbour, ())
            if max(len(ones), len(others)) <= _RUN:
                yield from product(ones, others)


def neighbours(side: Side) -> tuple[dict[int, object], dict[int, object]]:
    """For each free clause under a linked heading what it follows and what it precedes: the link of the nearest linked
    clause under that heading, with the link of the heading."""
    follows: dict[int, object] = {}
    precedes: dict[int, object] = {}
    for above, positions in side.below.items():
        link = above if above < 0 else side.links[above]
        if link != NO_LINK:
            follows |= _nearest(side, positions, link)
            precedes |= _nearest(side, reversed(positions), link)
    return follows, precedes


def _nearest(side: Side, positions: Iterable[int], heading: int) -> Iterator[tuple[int, object]]:
    last = NO_LINK
    for position in positions:
        if side.is_free(position):
            yield position, (heading, last)
        else:
            last = side.links[position]
