"""Which versions of reports a rate is computed from: those that were accepted, or provisionally those submitted too."""

from enum import StrEnum


class Counting(StrEnum):
    """What counts. Only what is accepted is ever a result; the other is a look ahead for those who review."""

    ACCEPTED = "accepted"
    PROVISIONAL = "provisional"
