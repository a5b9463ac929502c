"""What words alone tell of a line: its language, whether it breaks off, reads as a title, or only leads in a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pantau.reading.plans.tables import phrases, table

LONGEST_TITLE = 16
LONGEST_PHRASE = 6
GLIMPSE = 16
LONG_ENOUGH = 40_000
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_SENTENCE_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z\"“(])")
_TRAILING = "\"'”’)]»*_ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists of one language; see data/lexicon_*.toml for what each is for."""

    stop_words: frozenset[str]
    verbs: frozenset[str]
    verbs_or_topics: frozenset[str]
    after_topics: frozenset[str]
    openers: frozenset[str]
    topic_gerunds: frozenset[str]
    act_nouns: frozenset[str]
    statements: frozenset[str]
    modals: frozenset[str]
    finite: frozenset[str]
    past: frozenset[str]
    before_adjectives: frozenset[str]
    subjects: frozenset[str]
    determiners: frozenset[str]
    before_determiners: frozenset[str]
    plan_itself: frozenset[str]
    lead_words: frozenset[str]
    vague_words: frozenset[str]
    connectors: frozenset[str]
    not_verbs: frozenset[str]
    not_act_nouns: frozenset[str]
    procedures: frozenset[str]
    hints: frozenset[str]
    signings: frozenset[str]
    title_words: frozenset[str]
    title_skipped: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists of "en" or "id"."""
    rows = table(f"lexicon_{language}")
    lists = {
        name: phrases(rows.get(name, ""))
        for name in Lexicon.__slots__
        if name not in {"procedures", "hints", "signings", "title_words", "title_skipped"}
    }
    return Lexicon(
        **lists,
        procedures=phrases(rows["procedure"]["phrases"]),
        hints=phrases(rows["procedure"]["hints"]),
        signings=phrases(rows["procedure"]["signing"]),
        title_words=phrases(rows["title"]["words"]),
        title_skipped=phrases(rows["title"]["skipped"]),
    )


@cache
def _either(name: str) -> frozenset[str]:
    """A list of both languages together, for what is asked before the language is known."""
    return phrases(" ".join(table(f"lexicon_{language}").get(name, "") for language in ("en", "id")))


@cache
def _titles_of(name: str) -> frozenset[str]:
    return phrases(" ".join(table(f"lexicon_{language}")["title"][name] for language in ("en", "id")))


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


def language_of(text: str) -> str:
    """ "en" or "id" by the stop words in it, empty where they do not tell.

    >>> language_of("Memperkuat kerja sama di bidang energi"), language_of("Promote trade in the region")
    ('id', 'en')
    """
    words = words_of(text[:LONG_ENOUGH])
    english = sum(map(lexicon("en").stop_words.__contains__, words))
    indonesian = sum(map(lexicon("id").stop_words.__contains__, words))
    if english == indonesian:
        return ""
    return "en" if english > indonesian else "id"


def last_word(text: str) -> str:
    return text.rstrip(_TRAILING).rpartition(" ")[2].casefold()


def dangles(text: str) -> bool:
    """Whether a line cannot end its sentence: it breaks off in a comma, a hyphen or a word that needs the next.

    >>> dangles("Strengthen cooperation between ASEAN and"), dangles("Strengthen cooperation")
    (True, False)
    """
    return text[-1] in ",-–(/&" or last_word(text) in _either("dangling")


def refers(text: str) -> bool:
    """Whether a number that follows this line would be a reference: "as agreed in section"."""
    return last_word(text) in _either("references")


def names_contents(text: str) -> bool:
    return " ".join(words_of(text)) in _titles_of("contents")


def names_notes(text: str) -> bool:
    return " ".join(words_of(text)) in _titles_of("notes")


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
    return is_caps(bare) or (count <= LONGEST_TITLE and is_title_case(bare)) or count <= 5


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
    sentence = _up_to_list(last_sentence(text))
    if _is_empty(sentence, language, frozenset()):
        return True
    clause = re.split(r"[,;]\s+", sentence)[-1]
    modal = any(word in lexicon(language).modals for word in _word_pairs(clause))
    return clause != sentence and modal and _is_empty(clause, language, frozenset())


def is_vague_lead_in(text: str, language: str) -> bool:
    """The same, where the only act is to cooperate more: "The Parties will strengthen cooperation in the
    following areas:" says what is done only together with its list.
    """
    sentence = _up_to_list(last_sentence(text))
    listed = {"following", "berikut", "below", "bawah"} & set(words_of(sentence))
    return bool(listed) and _is_empty(sentence, language, lexicon(language).vague_words)


def _up_to_list(sentence: str) -> str:
    """A sentence up to the words that announce its list: "will take the following measures (on oil spills:)"."""
    match = re.search(r"\b(?:following|berikut(?:\s+ini)?)\b(?:\s+\w+)?", sentence)
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
    return ends_with(words_of(text), lexicon(language).connectors) > 0


def signs(text: str, language: str) -> bool:
    """Whether a passage is where and by whom the plan was signed."""
    return begins_with(words_of(text), lexicon(language).signings) > 0
