"""Lines of a plan by what people write for them: the label, or the whole path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pantau.domain.plans import LineRow, PlanRow
from pantau.domain.refusals import LabelAmbiguous, LabelUnknown

_JOINTS = ("/", " > ", " / ")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineIndex:
    """Finds the one line that a label or a path names."""

    plan: PlanRow
    by_name: Mapping[str, tuple[LineRow, ...]]

    def find(self, text: str, *, where: str) -> LineRow:
        """Raises LabelUnknown, or LabelAmbiguous with the paths to choose from."""
        found = self.by_name.get(_folded(text), ())
        if len(found) > 1:
            paths = "; ".join("/".join(line.path) for line in found)
            raise LabelAmbiguous(where=where, label=text, count=len(found), plan=self.plan.code, paths=paths)
        if not found:
            raise LabelUnknown(where=where, plan=self.plan.code, label=text)
        return found[0]


def line_index(plan: PlanRow, lines: Iterable[LineRow]) -> LineIndex:
    """An index over the lines of the version in force."""
    names: dict[str, dict[int, LineRow]] = {}
    for line in lines:
        for name in (line.label, *(joint.join(line.path) for joint in _JOINTS)):
            names.setdefault(_folded(name), {})[line.id] = line
    return LineIndex(plan=plan, by_name={name: tuple(found.values()) for name, found in names.items()})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .()")
