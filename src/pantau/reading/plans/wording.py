"""What words alone tell of a line: whether it breaks off, refers, reads as a title, or only leads in a list."""

import re
from functools import cache
from itertools import pairwise

from pantau.reading.plans.lexicon import begins_with, ends_with, lexicon, words_of
from pantau.reading.plans.tables import phrases, table

LONGEST_TITLE = 16
LONGEST_NAME = 30
ENDING = 80
GLIMPSE = 16
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_SENTENCE_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z\"“(])")
_TRAILING = "\"'”’)]»*_ "


@cache
def _dangling() -> frozenset[str]:
    return _of_both("dangling")


@cache
def _references() -> frozenset[str]:
    return _of_both("references")


def _of_both(name: str) -> frozenset[str]:
    return phrases(" ".join(table(f"lexicon_{language}")[name] for language in ("en", "id")))


@cache
def _titles_of(name: str) -> frozenset[str]:
    return phrases(" ".join(table(f"lexicon_{language}")["title"][name] for language in ("en", "id")))


def last_word(text: str) -> str:
    return text.rstrip(_TRAILING).rpartition(" ")[2].casefold()


def dangles(text: str) -> bool:
    """Whether a line cannot end its sentence: it breaks off in a comma, a hyphen or a word that needs the next.

    >>> dangles("Strengthen cooperation between ASEAN and"), dangles("Strengthen cooperation")
    (True, False)
    """
    return text[-1] in ",-–(/&" or last_word(text) in _dangling()


def refers(text: str) -> bool:
    """Whether a number that follows this line would be a reference: "as agreed in section"."""
    return last_word(text) in _references()


def names_contents(text: str) -> bool:
    return " ".join(words_of(text)) in _titles_of("contents")


def names_notes(text: str) -> bool:
    return len(text) < LONGEST_NAME and " ".join(words_of(text)) in _titles_of("notes")


def is_caps(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    if sum(map(str.islower, text[:GLIMPSE])) > GLIMPSE // 4:
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 2 and sum(map(str.isupper, text)) >= 0.9 * letters


def is_title_case(text: str) -> bool:
    """Whether the words that matter begin with capitals."""
    weights: list[str] = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    if not weights:
        return text[:1].isupper()
    capitals = sum(word[0].isupper() for word in weights)
    return capitals >= 0.75 * len(weights)


def reads_as_title(text: str) -> bool:
    """Whether a text could stand as a heading: short, one phrase, not ended like a list item or a sentence.

    >>> reads_as_title("Political and Security Cooperation"), reads_as_title("Promote trade in all sectors;")
    (True, False)
    """
    bare = text.rstrip()
    if not bare or bare[-1] in ";,.":
        return is_caps(bare) and len(bare.split()) <= LONGEST_TITLE if bare[-1:] == "." else False
    count = len(bare.split())
    if count > LONGEST_TITLE + 8 or dangles(bare):
        return False
    if is_caps(bare) or count <= 5:
        return True
    return count <= LONGEST_TITLE and (is_title_case(bare) or _names_a_level(bare))


def _names_a_level(text: str) -> bool:
    """Whether a text opens with the name of its level: "Key Result Area: Cultural cooperation with partners"."""
    name, colon, rest = text.partition(": ")
    return bool(colon) and 1 < len(name.split()) <= 4 and is_title_case(name) and rest[:1].isupper()


def last_sentence(text: str) -> str:
    """The sentence that a list below a text hangs on."""
    return _SENTENCE_END.split(text.strip())[-1]


def first_sentence(text: str) -> str:
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def is_bare_lead_in(text: str, language: str) -> bool:
    """Whether a text, its list covered, says no more than that a list follows.

    >>> is_bare_lead_in("To this end, ASEAN and Meridia will undertake the following measures:", "en")
    True
    >>> is_bare_lead_in("Strengthen early warning, through:", "en")
    False
    >>> is_bare_lead_in("Dalam rangka memajukan perdagangan, Para Pihak sepakat untuk:", "id")
    True
    """
    sentence = _up_to_list(last_sentence(text), language)
    if _is_empty(sentence, language, frozenset()):
        return not _acts_on_name(sentence, language)
    clause = re.split(r"[,;]\s+", sentence)[-1]
    modal = any(word in lexicon(language).modals for word in _word_pairs(clause))
    return clause != sentence and modal and _is_empty(clause, language, frozenset())


def _acts_on_name(sentence: str, language: str) -> bool:
    """Whether a sentence without a subject says what is done to something named: "Implement the Joint Declaration"."""
    known, found = lexicon(language), _WORD.findall(sentence)
    first = found[0].casefold()
    verb = first in known.verbs or bool(known.verb_shape.fullmatch(first))
    listed = known.listing & {word.casefold() for word in found}
    return (
        verb and not listed and any(word[0].isupper() and word.casefold() not in known.lead_words for word in found[1:])
    )


def is_vague_lead_in(text: str, language: str) -> bool:
    """The same, where the only act is to cooperate more: "The Parties will strengthen cooperation in the
    following areas:" says what is done only together with its list.
    """
    sentence = _up_to_list(last_sentence(text), language)
    listed = lexicon(language).listing & set(words_of(sentence))
    return bool(listed) and _is_empty(sentence, language, lexicon(language).vague_words)


@cache
def _listing(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon(language).listing))})\b(?:\s+\w+)?")


def _up_to_list(sentence: str, language: str) -> str:
    """A sentence up to the words that announce its list: "will take the following measures (on oil spills:)"."""
    match = _listing(language).search(sentence)
    return sentence[: match.end()] if match else sentence


def _is_empty(clause: str, language: str, more: frozenset[str]) -> bool:
    empty = lexicon(language).lead_words
    found = _WORD.findall(clause)
    for place, word in enumerate(found):
        folded = word.casefold()
        named = word[0].isupper() and (place > 0 or folded not in lexicon(language).verbs)
        if not (folded in empty or folded in more or named or word.isdigit()):
            return False
    return bool(found)


def _word_pairs(clause: str) -> list[str]:
    words = words_of(clause)
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def ends_in_connector(text: str, language: str) -> bool:
    """Whether a text ends by saying how the sub-items hang on it: "through:", "dengan cara:"."""
    return text[-1:] not in ".;" and ends_with(words_of(text[-ENDING:]), lexicon(language).connectors) > 0


def signs(text: str, language: str) -> bool:
    """Whether a passage is where and by whom the plan was signed."""
    return begins_with(words_of(text), lexicon(language).signings) > 0
