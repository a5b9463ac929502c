"""How much speaks for an item with sub-items being the line itself and not their heading."""

from pantau.reading.plans.acts import ACTING, STATED, Act
from pantau.reading.plans.growth import Branch
from pantau.reading.plans.lexicon import begins_with, lexicon, words_of
from pantau.reading.plans.texts import ends_an_item
from pantau.reading.plans.wording import ends_in_connector, is_bare_lead_in, is_caps, is_title_case, is_vague_lead_in

LINE_FROM = 1.0
NEVER = -4.0
UNLIKE_LINES = -0.75
ABOVE_LINES = -2.0
FEWEST_WORDS, FEW_WORDS, MANY_WORDS = 4, 5, 14


def line_score(branch: Branch, *, company: float, unlike: float) -> float:
    """The score of an item with sub-items; from `LINE_FROM` on it is a line.

    `company` is what the items beside it say, `unlike` what it costs to be written unlike the lines.
    """
    if _never_counts(branch):
        return NEVER
    language, text, found = branch.language, branch.text, branch.act
    acts = [leaf.act for leaf in branch.walk() if leaf.is_item and not leaf.items and leaf is not branch]
    below = [act in ACTING for act in acts]
    if found not in ACTING:
        leads = ends_in_connector(text, language) or (text.endswith(":") and not any(below))
        return company if found is Act.OPEN and leads and len(words_of(text)) >= FEWEST_WORDS else ABOVE_LINES
    if is_vague_lead_in(text, language):
        return -ABOVE_LINES if sum(below) < 0.5 * len(below) else ABOVE_LINES
    if _only_names(branch) and 2 * sum(leaf in STATED for leaf in acts) >= len(acts):
        return ABOVE_LINES
    score = company + unlike + _form_score(branch) + (2.0 if found in STATED else 0.5)
    if found in STATED and sum(below) < 0.25 * len(below):
        score += 1.5
    return score


def _only_names(branch: Branch) -> bool:
    """Whether an item names a topic without saying what is done about it: "Peningkatan kapasitas:", "Film:"."""
    text = branch.text
    if text[-1:] in tuple(".;") or ends_in_connector(text, branch.language):
        return False
    words, known = words_of(text), lexicon(branch.language)
    noun = not known.modifiers_first and begins_with(words, known.act_nouns) > 0  # "Fasilitasi pasar:", verb or noun
    return branch.act is Act.NOUN or (text.endswith(":") and (noun or len(words) == 1))


def _never_counts(branch: Branch) -> bool:
    article = branch.reading is not None and branch.reading.shape.may_be_line
    return article or not branch.text or is_caps(branch.text) or is_bare_lead_in(branch.text, branch.language)


def _form_score(branch: Branch) -> float:
    text, count = branch.text, len(words_of(branch.text))
    score = 0.0
    if ends_in_connector(text, branch.language):
        score += 2.0
    elif text.endswith((":", ".")):
        score += 0.5
    if count > 3 and is_title_case(text):
        score -= 2.0
    if branch.reading is not None and branch.reading.shape.heads:
        score += ABOVE_LINES
    if count <= FEW_WORDS:
        return score - 0.5
    return score + (0.5 if count >= MANY_WORDS else 0.0)


def is_plain(branch: Branch) -> bool:
    """Whether an item's ending does not tell how its sub-items hang on it."""
    return not branch.text.endswith(":") and not ends_in_connector(branch.text, branch.language)


def is_punctuated(branch: Branch) -> bool:
    """Whether an item ends as a sentence or a list item does."""
    text = branch.lines[-1].text
    return text[-1] in ".:," or ends_an_item(text)
