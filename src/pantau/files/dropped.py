"""What a reader leaves out of a document's text, gathered while it reads."""

from dataclasses import dataclass, field, replace

from pantau.domain.documents import LeftOut

SAMPLE_LENGTH = 80


@dataclass(slots=True)
class Dropped:
    """The things left out, counted by what they are and the part of the file (`within`) they stand in.

    >>> dropped = Dropped()
    >>> dropped.add("comment", place="paragraph 2", sample="Who  leads?")
    >>> dropped.add("comment", place="paragraph 9", sample="Agreed.")
    >>> dropped.found
    (LeftOut(what='comment', count=2, place='paragraph 2', sample='Who leads?'),)
    """

    _found: dict[tuple[str, str], LeftOut] = field(default_factory=dict)

    def add(self, what: str, *, place: str, sample: str = "", within: str = "") -> None:
        """Count one more; the place and the sample of the first one are kept."""
        before = self._found.get((what, within))
        if before is None:
            short = " ".join(sample[: 4 * SAMPLE_LENGTH].split())[:SAMPLE_LENGTH]
            self._found[what, within] = LeftOut(what=what, count=1, place=place, sample=short)
        else:
            self._found[what, within] = replace(before, count=before.count + 1)

    @property
    def found(self) -> tuple[LeftOut, ...]:
        """Everything left out, in the order in which the first of each kind was met."""
        return tuple(self._found.values())
