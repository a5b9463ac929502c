"""The language of an answer's sentences: what Accept-Language asks for, English where we do not have it."""

from django.utils.translation import get_language

from pantau.domain.words import LANGUAGES


def spoken() -> str:
    """The language of this request."""
    wanted = (get_language() or "")[:2]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
