"""The words that the plan reader knows in each language, and how to look phrases up in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pantau.reading.plans.tables import phrases, table

LONGEST_PHRASE = 6
LONG_ENOUGH = 40_000
CLEAR_LEAD = 2
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language; data/lexicon_*.toml says what each list is for.

    The `..._shape` are patterns that whole words match or, where a language has no such shape, never match.
    """

    stop_words: frozenset[str]
    plan_words: frozenset[str]
    verbs: frozenset[str]
    verbs_or_topics: frozenset[str]
    after_topics: frozenset[str]
    openers: frozenset[str]
    act_nouns: frozenset[str]
    statements: frozenset[str]
    modals: frozenset[str]
    finite: frozenset[str]
    not_finite_after: frozenset[str]
    past: frozenset[str]
    before_adjectives: frozenset[str]
    subjects: frozenset[str]
    no_predicate_after: frozenset[str]
    determiners: frozenset[str]
    before_determiners: frozenset[str]
    plan_itself: frozenset[str]
    lead_words: frozenset[str]
    vague_words: frozenset[str]
    listing: frozenset[str]
    connectors: frozenset[str]
    not_verbs: frozenset[str]
    not_act_nouns: frozenset[str]
    sentence_words: frozenset[str]
    procedures: frozenset[str]
    hints: frozenset[str]
    signings: frozenset[str]
    title_words: frozenset[str]
    title_skipped: frozenset[str]
    annex: frozenset[str]
    word_shape: re.Pattern[str]
    verb_shape: re.Pattern[str]
    verb_prefix: re.Pattern[str]
    courtesy_shape: re.Pattern[str]
    passive_shape: re.Pattern[str]
    act_noun_shape: re.Pattern[str]
    act_noun_of_shape: re.Pattern[str]
    modifiers_first: bool


_TABLES = {
    "procedures": ("procedure", "phrases"),
    "hints": ("procedure", "hints"),
    "signings": ("procedure", "signing"),
    "title_words": ("title", "words"),
    "title_skipped": ("title", "skipped"),
    "annex": ("title", "annex"),
}
_NEVER = "(?!)"


@cache
def lexicon(language: str) -> Lexicon:
    """The words of "en" or "id"."""
    rows = table(f"lexicon_{language}")
    return Lexicon(**{name: _entry(rows, name) for name in Lexicon.__slots__})


def _entry(rows: dict[str, Any], name: str) -> Any:
    if name.endswith(("_shape", "_prefix")):
        return re.compile("|".join(rows["shape"].get(name, [_NEVER])))
    if name == "modifiers_first":
        return rows["shape"][name]
    part, key = _TABLES.get(name, ("", name))
    return phrases((rows[part] if part else rows).get(key, ""))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, folded.

    >>> words_of("Co-operate on ASEAN’s 3 plans")
    ['co-operate', 'on', 'asean’s', '3', 'plans']
    """
    return _WORD.findall(text.casefold())


def begins_with(words: Sequence[str], wanted: frozenset[str]) -> int:
    """How many words at the start make up the longest phrase of a list; 0 for none."""
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        if " ".join(words[:length]) in wanted:
            return length
    return 0


def ends_with(words: Sequence[str], wanted: frozenset[str]) -> int:
    """How many words at the end make up the longest phrase of a list; 0 for none."""
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        if " ".join(words[-length:]) in wanted:
            return length
    return 0


def _shaped(words: Sequence[str], language: str) -> int:
    """How many words are built as words of the language are, or are frequent in its plans."""
    known = lexicon(language)
    return sum(word in known.plan_words or known.word_shape.fullmatch(word) is not None for word in words)


def language_of(text: str) -> str:
    """ "en" or "id" by the stop words in it, where these are close by all its words; empty where they do not tell.

    >>> language_of("Memperkuat kerja sama di bidang energi"), language_of("Promote trade in the region")
    ('id', 'en')
    >>> language_of("1. Perikanan 1.1 Membangun kampung nelayan. 1.2 Melatih pemandu selam.")
    'id'
    """
    words = words_of(text[:LONG_ENOUGH])
    english = sum(map(lexicon("en").stop_words.__contains__, words))
    indonesian = sum(map(lexicon("id").stop_words.__contains__, words))
    if abs(english - indonesian) < CLEAR_LEAD:
        english += _shaped(words, "en")
        indonesian += _shaped(words, "id")
    if english == indonesian:
        return ""
    return "en" if english > indonesian else "id"
