"""A plan that is an annex as a whole: its label and title are the title block, and not the parent of every line."""

from collections.abc import Sequence
from dataclasses import replace

from pantau.reading.plans.blocks import Block
from pantau.reading.plans.labels import Reading
from pantau.reading.plans.lexicon import begins_with, lexicon, words_of


def without_annex_label(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where the only annex is the first to have a label and has nothing but a table below it."""
    found = [place for place, block in enumerate(blocks) if _annex(block) is not None]
    labelled = [place for place, block in enumerate(blocks) if block.readings or block.row is not None]
    if len(found) != 1 or labelled[:1] != found or len(labelled) < 2 or blocks[labelled[1]].row is None:
        return list(blocks)
    place = found[0]
    return [*blocks[:place], *_apart(blocks[place]), *blocks[place + 1 :]]


def _annex(block: Block) -> Reading | None:
    """The label of an annex that a block of the text begins with."""
    words = lexicon("en").annex | lexicon("id").annex
    labels = block.readings if block.row is None else ()
    return next((reading for reading in labels if begins_with(words_of(reading.label), words)), None)


def _apart(block: Block) -> list[Block]:
    """The label and the title of an annex, each a block of its own."""
    reading = _annex(block)
    first, cut = block.lines[0], reading.length if reading else 0
    label = first.text[:cut].rstrip(" .:-–—")
    parts = [[replace(first, end=first.start + len(label), text=label)], block.lines[1:]]
    if first.text[cut:]:
        parts[1] = [replace(first, start=first.start + cut, text=first.text[cut:], gap=0), *block.lines[1:]]
    found = [Block(lines=lines, words=block.words) for lines in parts if lines]
    for part in found:
        part.settle()
    return found
