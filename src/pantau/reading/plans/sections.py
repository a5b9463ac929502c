"""The role that a heading's words give its section: preamble, purposes, scope, list of actions or of names, closing,
or an article that closes an agreement only among others that do.
"""

from enum import StrEnum
from functools import cache

from pantau.reading.plans.lexicon import words_of
from pantau.reading.plans.tables import phrases, table


class Role(StrEnum):
    NONE = "none"
    PREAMBLE = "preamble"
    PURPOSE = "purpose"
    SCOPE = "scope"
    LIST = "list"
    DIRECTORY = "directory"
    CLOSING = "closing"
    TAIL = "tail"


_IN_ORDER = (Role.LIST, Role.DIRECTORY, Role.PURPOSE, Role.SCOPE, Role.PREAMBLE, Role.CLOSING, Role.TAIL)


@cache
def _vocabulary(role: Role, language: str) -> tuple[frozenset[str], frozenset[str]]:
    row = table(f"lexicon_{language}")["role"][role.value]
    core = phrases(row["core"])
    return core, core | phrases(row["words"])


def role_named(heading: str, language: str) -> Role:
    """The role a heading names with all its words, not with one of them.

    >>> role_named("Implementation and Follow-up", "en"), role_named("Implementation of the Digital Masterplan", "en")
    (<Role.CLOSING: 'closing'>, <Role.NONE: 'none'>)
    >>> role_named("KETENTUAN PENUTUP", "id")
    <Role.CLOSING: 'closing'>
    """
    words = [word for word in words_of(heading) if not word.isdigit()]
    if not words:
        return Role.NONE
    whole = " ".join(words)
    for role in _IN_ORDER:
        core, allowed = _vocabulary(role, language)
        if core & {*words, whole} and allowed >= set(words):
            return role
    return Role.NONE


def touches(heading: str, role: Role, language: str) -> bool:
    """Whether a heading holds one of the words that may name a role."""
    core, _ = _vocabulary(role, language)
    return bool(core & set(words_of(heading)))
