"""A plan that stands in its document twice, once in each language: where the second copy begins."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from pantau.reading.plans.blocks import Block
from pantau.reading.plans.lexicon import language_of

FEWEST = 3
PURE = 0.8
SHARED = 0.6


def second_copy(blocks: Sequence[Block]) -> int | None:
    """The index of the first block of a second copy: the rest is in the other language and repeats the labels."""
    spoken = [language_of(block.text) for block in blocks]
    first = next(filter(None, spoken), "")
    if not first or not any(block.words.bilingual for block in blocks[:1]):
        return None
    before = [0, *accumulate(language == first for language in spoken)]
    others = [0, *accumulate(language not in {first, ""} for language in spoken)]
    scores = [own + others[-1] - other for own, other in zip(before, others, strict=True)]
    low = scores.index(max(scores))
    high = len(scores) - 1 - scores[::-1].index(max(scores))
    place = _start(blocks, low, high)
    pure = others[place] <= (1 - PURE) * place and before[-1] - before[place] <= (1 - PURE) * (len(blocks) - place)
    return place if pure and _repeats(_labels(blocks[:place]), _labels(blocks[place:])) else None


def _start(blocks: Sequence[Block], low: int, high: int) -> int:
    """Between the last words of one language and the first of the other: where the numbering begins again."""
    labels = (block.readings[0].label for block in blocks if block.readings)
    first = next(labels, "")
    place = high
    for index in range(low, len(blocks)):
        readings = blocks[index].readings
        if readings and (readings[0].label == first or index >= high):
            place = index
            break
    while place > low and not blocks[place - 1].readings:
        place -= 1
    return place


def _labels(blocks: Sequence[Block]) -> Counter[str]:
    return Counter(
        block.readings[0].label.split()[-1] for block in blocks if block.readings and block.readings[0].label
    )


def _repeats(labels: Counter[str], again: Counter[str]) -> bool:
    shared = (labels & again).total()
    return shared >= FEWEST and shared >= SHARED * max(labels.total(), again.total())
