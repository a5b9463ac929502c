"""The language of the command line, and its sentences from their own catalogue."""

import gettext
import os
from functools import cache
from importlib import resources

from pantau.domain.words import LANGUAGES

LANGUAGE_VARIABLE = "PANTAU_LANG"
USER_VARIABLE = "PANTAU_USER"


def language() -> str:
    """`PANTAU_LANG`, else the language of the session (LC_ALL, LC_MESSAGES, LANG), else English."""
    for variable in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(variable, "")[:2].lower()
        if wanted in LANGUAGES:
            return wanted
        if wanted:
            return "en"
    return "en"


def say(sentence: str, **places: object) -> str:
    """The sentence in the language of the command line, with its named places filled."""
    return _catalogue(language()).gettext(sentence).format(**places)


@cache
def _catalogue(wanted: str) -> gettext.NullTranslations:
    folder = resources.files("pantau").joinpath("locale")
    return gettext.translation("cli", str(folder), languages=[wanted], fallback=True)
