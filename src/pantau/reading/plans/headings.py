"""Blocks that may be headings without a label, and the title block at the start."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pantau.reading.plans.blocks import Block
from pantau.reading.plans.layout import CLOSERS, is_finished
from pantau.reading.plans.lexicon import begins_with, language_of, lexicon, words_of
from pantau.reading.plans.sections import Role, role_named
from pantau.reading.plans.tables import months
from pantau.reading.plans.wording import dangles, is_caps, signs

LONGEST_HEADING = 12
LONGEST_FRONT = 24


@cache
def _sentence_words() -> frozenset[str]:
    return lexicon("en").sentence_words | lexicon("id").sentence_words


def mark_headings(blocks: Sequence[Block], language: str) -> None:
    """Give each block that may be a heading its style, and mark the title block."""
    for index, block in enumerate(blocks):
        if block.row is None and not _has_label(block):
            block.heading = _style(blocks, index)
            named = role_named(block.text, language) if block.heading else Role.NONE
            block.prefatory = named in {Role.PREAMBLE, Role.PURPOSE}
    for block in blocks[: _front_length(blocks, language)]:
        block.front, block.heading = True, ""


def title_of(blocks: Sequence[Block], language: str) -> str:
    """The plan's title from its title block, empty where there is none."""
    front = [block for block in blocks if block.front]
    places = [place for place, block in enumerate(front) if not _is_skipped(block, language)]
    if not places:
        return ""
    start = max(places, key=lambda place: (_title_score(front[place]), -place))
    while start and not front[start].gap and not _is_skipped(front[start - 1], language):
        start -= 1
    parts = [front[start]]
    for block in front[start + 1 :]:
        if not _extends_title(parts[-1], block, language):
            break
        parts.append(block)
    return " ".join(part.text for part in parts)


def _title_score(block: Block) -> int:
    """How much a block of the title block looks like the title itself."""
    words = set(words_of(block.text))
    named = max(len(lexicon(tongue).title_words & words) for tongue in ("en", "id"))
    return 2 * min(named, 2) + is_caps(block.text) - 3 * bool(months() & words)


def _extends_title(before: Block, block: Block, language: str) -> bool:
    if _is_skipped(block, language) or before.text.endswith((".", ";")) or months() & set(words_of(block.text)):
        return False
    if {language_of(before.text), language_of(block.text)} == {"en", "id"}:
        return False
    words = words_of(block.text)
    opens = block.text[:1] in tuple("(0123456789") or (words[:1] and words[0] in lexicon(language).stop_words)
    return not block.gap or bool(opens) or (is_caps(before.text) and is_caps(block.text) and block.gap <= 2)


def _is_skipped(block: Block, language: str) -> bool:
    words = words_of(block.text)
    return bool(words) and words[0] in lexicon(language).title_skipped


def _names_a_plan(block: Block, language: str) -> bool:
    words = words_of(block.text)
    if _is_skipped(block, language):
        return False
    named = max(len(lexicon(tongue).title_words & set(words)) for tongue in ("en", "id"))
    return named >= (2 if len(words) > 3 else 1)


def _has_label(block: Block) -> bool:
    return any(reading.shape.sign != "1" for reading in block.readings)


def _style(blocks: Sequence[Block], index: int) -> str:
    block = blocks[index]
    line = block.lines[0]
    if line.hashes:
        return f"~{'#' * line.hashes}"
    if index + 1 >= len(blocks) or not _could_head(block, blocks[index + 1]):
        return ""
    if (index and _is_translated(blocks[index - 1], block)) or signs(block.text, block.words.language):
        return ""
    if is_caps(block.text):
        return "~CAPS"
    return "~bold" if line.bold else "~Title"


def _could_head(block: Block, after: Block) -> bool:
    text = block.text
    words = words_of(text)
    if not text or not (text[0].isupper() or text[0].isdigit()) or not words:
        return False
    if len(words) > LONGEST_HEADING + (6 if is_caps(text) else 0) or _sentence_words() & set(words):
        return False
    if ": " in text and begins_with(words, lexicon(block.words.language).statements):
        return False
    if text[-1] == ":":
        return len(words) <= 6
    if is_finished(text) or is_finished(block.lines[-1].text) or dangles(text) or _is_date(text):
        return False
    return block.title or (bool(after.readings) and (block.gap > 0 or len(words) <= 8))


def _is_date(text: str) -> bool:
    """Whether a line gives a date, with or without a place: "2025-2029", "Port Arum, 12 August 2025"."""
    words = words_of(text)
    dated = any(word.isdigit() for word in words) and bool(months() & set(words))
    return dated or not any(character.isalpha() for character in text)


def _is_translated(before: Block, block: Block) -> bool:
    """A heading set again in the other language is no new heading."""
    if not before.title or not block.words.bilingual:
        return False
    languages = {language_of(before.text), language_of(block.text)}
    return bool(before.readings) or (not block.gap and languages == {"en", "id"})


def _front_length(blocks: Sequence[Block], language: str) -> int:
    length = 0
    while length < len(blocks) and _could_be_front(blocks, length):
        length += 1
    while length and _heads_the_text(blocks, length - 1, language):
        length -= 1
    return length


def _could_be_front(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if block.row is not None or _has_label(block) or len(words_of(block.text)) > LONGEST_FRONT:
        return False
    if index and block.lines[0].hashes > blocks[0].lines[0].hashes:
        return False
    if block.text[:1] == "(" or (block.text[-1:] in (":", ",") and _names_a_plan(block, block.words.language)):
        return True
    if block.text.rstrip(CLOSERS)[-1:] == ",":
        return False
    return not is_finished(block.text) and (block.title or not _sentence_words() & set(words_of(block.text)))


def _heads_the_text(blocks: Sequence[Block], index: int, language: str) -> bool:
    """Whether the last block of the title block is already the first heading of the text."""
    block = blocks[index]
    if not block.heading or index + 1 >= len(blocks):
        return False
    if _names_a_plan(block, language) or _is_skipped(block, language):
        return False
    if role_named(block.text, language) is not Role.NONE:
        return True
    if index and blocks[index - 1].text.endswith((":", ",")):
        return False
    if index:
        listed = bool(blocks[index + 1].readings)
        alike = sum(other.heading == block.heading for other in blocks[index + 1 :])
        return (listed or alike > 0) and (block.gap > 0 or _heads_like_others(blocks[index:]))
    return not lexicon(language).title_words & set(words_of(block.text)) and _heads_like_others(blocks)


def _heads_like_others(blocks: Sequence[Block]) -> bool:
    """Whether the first block heads a list as other headings of its style do."""
    signs = {reading.shape.sign for reading in blocks[1].readings}
    return any(
        block.heading == blocks[0].heading and signs & {reading.shape.sign for reading in after.readings}
        for block, after in pairwise(blocks[1:])
    )
