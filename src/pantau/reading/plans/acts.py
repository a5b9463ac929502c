"""Whether a text states an action, names one, explains something, or leaves it open."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from pantau.reading.plans.wording import (
    begins_with,
    ends_with,
    first_sentence,
    lexicon,
    words_of,
)

FAR = 14
_ME_VERB = re.compile(r"(?:memper|mem[bfpv]|men[cdjsytz]|meng[aeghiuok]|meny[aeiou]|me[lmnrwy][a-z])[a-z-]{2,}\Z")
_PE_NOUN = re.compile(
    r"(?:pem[bfpv]|pen[cdjtsyg]|peng|peny|per|pel|pe[lmnrw])[a-z]{2,}an(?:-[a-z]+)?\Z|[a-z]{4,}isasi\Z"
)
_BER_VERB = re.compile(r"ber(?:tukar|bagi|kerja|partisipasi|koordinasi|kolaborasi|kontribusi|peran|sinergi)\Z")
_DI_VERB = re.compile(r"di[a-z]{4,}(?:kan|i|)\Z")
_ACT_ENDING = re.compile(r"[a-z]{3,}(?:tion|sion|ment|ance|ening|isation|ization)s?\Z")
_VERB_ENDING = re.compile(r"[a-z]{3,}(?:ise|ize|ify)\Z")
_PREFIX = re.compile(r"(?:re|pre|co|de|up|out|over|under|inter|fast|cross)-?(?=[a-z]{3})")
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
    if begins_with(words, known.plan_itself):
        return Act.STATEMENT
    stated = begins_with(words, known.statements)
    if stated > 1 or (stated and not _is_verb(words[0], language)):
        return Act.STATEMENT
    rest = _without_openers(words, known.openers)
    if rest and _acts(rest, language):
        return Act.VERB
    if _has_acting_subject(words, language):
        return Act.PLEDGE
    if any(word in known.finite for word in words[:FAR]):
        return Act.STATEMENT
    if rest and _names_act(rest, language):
        return Act.NOUN
    return Act.STATEMENT if _in_past(words, language) else Act.OPEN


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
    if language == "id":
        return word not in known.not_verbs and bool(_ME_VERB.match(word) or _BER_VERB.match(word))
    return bool(_VERB_ENDING.match(word)) or _PREFIX.sub("", word) in known.verbs


def _has_acting_subject(words: Sequence[str], language: str) -> bool:
    """Whether someone will, shall or is to do something: "ASEAN and Meridia will organise ..."."""
    known = lexicon(language)
    for place in range(1, min(len(words), FAR * 2)):
        if words[place] in known.finite and language == "en":
            return begins_with(words[place:], known.modals) > 1
        length = begins_with(words[place : place + 4], known.modals)
        if length and len(words) > place + length:
            return True
        if place < FAR and _is_predicate(words, place, language):
            return True
    return False


def _is_predicate(words: Sequence[str], place: int, language: str) -> bool:
    if language == "id":
        return _id_predicate(words, place)
    known = lexicon(language)
    return words[place] in known.verbs and words[place - 1] in known.subjects and place < 6


def _id_predicate(words: Sequence[str], place: int) -> bool:
    """An Indonesian verb that is the predicate, not part of a phrase: "Para Pihak menyelenggarakan ..."."""
    before = words[place - 1]
    if before in {"yang", "untuk", "dalam", "dengan", "telah", "sudah", "guna", "cara", "rangka", "dan", "tidak"}:
        return False
    if any(word in {"telah", "adalah", "merupakan", "sudah", "bahwa"} for word in words[:place]):
        return False
    word = words[place]
    return _is_verb(word, "id") or (bool(_DI_VERB.match(word)) and word.endswith(("kan", "i")) and len(word) > 7)


def _names_act(words: Sequence[str], language: str) -> bool:
    known = lexicon(language)
    first = words[0]
    if begins_with(words, known.act_nouns):
        return True
    if language == "id":
        return first not in known.not_act_nouns and bool(_PE_NOUN.match(first))
    if first.endswith("ing") and len(first) > 5:
        return first not in known.topic_gerunds
    if any(word in known.act_nouns for word in words[1:4]) and len(words) > 2:
        return True
    return bool(_ACT_ENDING.match(first)) and len(words) > 1 and words[1] == "of"
