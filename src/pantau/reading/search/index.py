"""A source's text and title as the passages that are searched."""

from collections.abc import Iterator, Mapping

from pantau.domain.search import SPOKEN, FoundPassage
from pantau.reading.plans.lexicon import language_of
from pantau.reading.search.passages import passages_of
from pantau.reading.search.stems import stems_of
from pantau.reading.search.traits import trait

_USUAL = "en"  # of a passage that does not tell its language, in a source that does not either


def searched(text: str, *, title: str, source: int, traits: Mapping[str, str]) -> Iterator[FoundPassage]:
    """The title first, which has no place, then each passage of the text; `traits` are the source's.

    A passage has the language of its own words where these tell: one page may hold a release in two.
    """
    language = traits.get("language") or language_of(text) or _USUAL
    said = [trait(name, value) for name, value in traits.items() if value]
    for start, end in ((0, 0), *passages_of(text)):
        piece = text[start:end] if end else title
        spoken = (language_of(piece) if end else "") or language
        stems = [one.stem for one in stems_of(piece, spoken)]
        if stems or not end:
            yield FoundPassage(
                source=source,
                start=start,
                end=end,
                language=spoken,
                stems=" ".join([*stems, *said, SPOKEN.format(language=spoken)]),
            )
