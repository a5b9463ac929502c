"""Whether a text states an action, names one, explains something, or leaves it open."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from pantau.reading.plans.lexicon import Lexicon, begins_with, ends_with, lexicon, words_of
from pantau.reading.plans.wording import first_sentence

FAR, NEAR = 14, 6
_PART = re.compile(r"\s*:\s+|\s+[–—-]\s+")


class Act(StrEnum):
    """`verb` states an action ("Promote trade"), `pledge` says who will act ("The Parties will ..."), `noun` names an
    action ("Promotion of trade"), `statement` recalls, defines or explains.
    """

    VERB = "verb"
    PLEDGE = "pledge"
    NOUN = "noun"
    STATEMENT = "statement"
    OPEN = "open"


STATED = frozenset({Act.VERB, Act.PLEDGE})
ACTING = frozenset({Act.VERB, Act.PLEDGE, Act.NOUN})


@lru_cache(maxsize=4096)
def act_of(text: str, language: str) -> Act:
    """What a text of that language does.

    >>> act_of("Strengthen early warning in coastal areas;", "en")
    <Act.VERB: 'verb'>
    >>> act_of("Pertukaran ahli di bidang perikanan;", "id")
    <Act.NOUN: 'noun'>
    >>> act_of("Recalling the joint statement of 2019,", "en")
    <Act.STATEMENT: 'statement'>
    >>> act_of("Capacity building: train 40 port inspectors", "en")
    <Act.VERB: 'verb'>
    """
    sentence = first_sentence(text)
    words = words_of(sentence)
    if sentence.endswith(":"):
        words = words[: len(words) - ends_with(words, lexicon(language).connectors)] or words
    if len(words) > 1 and words[1] in lexicon(language).determiners and sentence.startswith(":", len(words[0])):
        words = words[:1]  # a word and what it means: "Dengue: a viral disease"
    found = _clause(words, language)
    if found in STATED or found is Act.STATEMENT:
        return found
    later = [part for part in _PART.split(sentence)[1:] if part]
    if len(text) > len(sentence):
        later.append(first_sentence(text[len(sentence) :]))
    for part in later:
        if _clause(words_of(part), language) in STATED:
            return Act.VERB
    return found


def _clause(words: Sequence[str], language: str) -> Act:
    known = lexicon(language)
    if not words:
        return Act.OPEN
    if _opens_as_statement(words, language):
        return Act.STATEMENT
    rest = _without_openers(words, known.openers)
    if rest and _acts(rest, language):
        return Act.VERB
    if _has_acting_subject(words, language):
        return Act.PLEDGE
    if any(_is_finite(words, place, known) for place in range(min(len(words), FAR))):
        return Act.STATEMENT
    if rest and _names_act(rest, language):
        return Act.NOUN
    return Act.STATEMENT if _in_past(words, language) else Act.OPEN


def _opens_as_statement(words: Sequence[str], language: str) -> bool:
    """Whether a clause begins as one that recalls or explains, or only thanks and welcomes."""
    known = lexicon(language)
    if begins_with(words, known.plan_itself):
        return True
    stated = begins_with(words, known.statements)
    if stated > 1 or (stated and not _is_verb(words[0], language)):
        return True
    return known.courtesy_shape.search(" ".join(words[:FAR])) is not None


def _is_finite(words: Sequence[str], place: int, known: Lexicon) -> bool:
    """Whether a word is the finite verb of a main clause: not in "by means of", not behind a "that" or "which"."""
    return words[place] in known.finite and (not place or words[place - 1] not in known.not_finite_after)


def _in_past(words: Sequence[str], language: str) -> bool:
    known = lexicon(language)
    return any(word in known.past and before not in known.before_adjectives for before, word in pairwise(words[:FAR]))


def _without_openers(words: Sequence[str], openers: frozenset[str]) -> Sequence[str]:
    while True:
        length = begins_with(words, openers)
        if not length or len(words) <= length:
            return words
        words = words[length:]


def _acts(words: Sequence[str], language: str) -> bool:
    first, known = words[0], lexicon(language)
    if not _is_verb(first, language):
        return len(words) > 2 and words[1] in known.determiners and first not in known.before_determiners
    if first not in known.verbs_or_topics:
        return True
    return len(words) > 1 and words[1] not in known.after_topics


def _is_verb(word: str, language: str) -> bool:
    known = lexicon(language)
    if word in known.verbs:
        return True
    if word not in known.not_verbs and known.verb_shape.fullmatch(word):
        return True
    bare = known.verb_prefix.sub("", word, count=1)
    return bare != word and word.endswith(bare) and bare in known.verbs


def _has_acting_subject(words: Sequence[str], language: str) -> bool:
    """Whether someone will, shall or is to do something: "ASEAN and Meridia will organise ..."."""
    known = lexicon(language)
    for place in range(1, min(len(words), FAR * 2)):
        if _is_finite(words, place, known):
            return begins_with(words[place:], known.modals) > 1
        length = begins_with(words[place : place + 4], known.modals)
        if length and len(words) > place + length:
            return True
        if place < FAR and _is_predicate(words, place, language):
            return True
    return False


def _is_predicate(words: Sequence[str], place: int, language: str) -> bool:
    """A verb without a modal that is the predicate: "Both sides hold ...", "Para Pihak menyelenggarakan ..."."""
    known = lexicon(language)
    word, before = words[place], words[place - 1]
    if known.subjects:
        return word in known.verbs and before in known.subjects and place < NEAR
    if before in known.no_predicate_after:
        return False
    return _is_verb(word, language) or bool(known.passive_shape.fullmatch(word))


def _names_act(words: Sequence[str], language: str) -> bool:
    known = lexicon(language)
    first = words[0]
    if begins_with(words, known.act_nouns):
        return True
    if known.act_noun_shape.fullmatch(first):
        return first not in known.not_act_nouns
    if known.modifiers_first and any(word in known.act_nouns for word in words[1:4]) and len(words) > 2:
        return True
    return len(words) > 1 and words[1] == "of" and bool(known.act_noun_of_shape.fullmatch(first))
