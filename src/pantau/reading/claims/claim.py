"""One thing that a text says, with its exact place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TYPES = ("quantity", "date", "event", "agreement", "commitment", "person", "entity", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What stands from `start` to before `end` (Unicode code points) of the untouched text.

    `rule` names the rule of the grammar that found it; `confidence` is between 0 and 1. `value` and `attributes` have
    the keys that docs/reference/claims.md lists for each type.
    """

    type: str
    start: int
    end: int
    text: str
    value: Mapping[str, Any]
    attributes: Mapping[str, Any] = field(default_factory=dict)
    rule: str
    confidence: float

    def as_json(self, *, doc: str = "") -> dict[str, Any]:
        """One line of JSON."""
        return {
            "doc": doc,
            "type": self.type,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": dict(self.value),
            "attributes": dict(self.attributes),
            "rule": self.rule,
            "confidence": self.confidence,
        }
