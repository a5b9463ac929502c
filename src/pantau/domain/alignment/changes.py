"""What can become of a clause between two texts, in the words of either setting."""

from enum import StrEnum
from functools import cache

from pantau.domain.words import Words, table, words_from


class Setting(StrEnum):
    """Which two texts are compared: two versions of one plan, or a plan and its successor."""

    VERSION = "version"
    SUCCESSOR = "successor"


class Change(StrEnum):
    """What became of a clause. Names and explanations: data/changes.toml.

    >>> Change.DROPPED.name_in(Setting.SUCCESSOR).id
    'tidak dilanjutkan'
    """

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"

    def name_in(self, setting: Setting) -> Words:
        return words_from(table("changes")[setting.value][self.value]["name"])

    def says_in(self, setting: Setting) -> Words:
        return words_from(table("changes")[setting.value][self.value]["says"])


class Evidence(StrEnum):
    """How it is known that two clauses belong together."""

    DECIDED = "decided"
    IDENTITY = "identity"
    TEXT = "text"
    CHILDREN = "children"
    PLACE = "place"

    @property
    def words(self) -> Words:
        return words_from(table("changes")["evidence"][self.value]["name"])


@cache
def threshold(name: str) -> float:
    """A number of data/alignment.toml.

    >>> threshold("supported") < threshold("alone")
    True
    """
    return float(table("alignment")[name]["value"])


@cache
def limit(name: str) -> int:
    """A whole number of data/alignment.toml."""
    return int(table("alignment")[name]["value"])
