"""What each word list must hold: its needed cells, its columns of words, and the codes that it may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pantau.reading.claims.lexicons import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`words` are the columns of spellings; where they are `apart`, one spelling may stand once in each of them."""

    name: str
    needed: tuple[str, ...]
    words: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    apart: bool = True


_RULES = (
    Rule(name="abbreviations", needed=("kind", "words"), words=("words",)),
    Rule(name="cuewords", needed=("kind", "words"), words=("words",)),
    Rule(name="currencies", needed=("code",), words=("before", "after")),
    Rule(name="dateparts", needed=("kind", "words"), words=("words",), codes={"kind": "datepart"}),
    Rule(name="fractions", needed=("parts",), words=("alone", "named", "per")),
    Rule(name="furniture", needed=("where", "words"), words=("words",), codes={"where": "furniture"}),
    Rule(name="idioms", needed=("language", "words"), words=("words",), codes={"language": "language"}),
    Rule(name="labels", needed=("kind", "words"), words=("words",), codes={"kind": "label"}),
    Rule(name="magnitudes", needed=("value",), words=("en", "id", "short", "short_en", "short_id")),
    Rule(name="metrics", needed=("metric", "kinds"), words=("en", "id"), codes={"metric": "metric", "kinds": "kind"}),
    Rule(name="months", needed=("number", "full"), words=("full", "short")),
    Rule(name="multiples", needed=("number",), words=("en", "id")),
    Rule(name="notnouns", needed=("kind", "words"), words=("words",), codes={"kind": "notnoun"}),
    Rule(name="numberwords", needed=("role", "value"), words=("en", "id"), codes={"role": "role"}),
    Rule(name="qualifiers", needed=("qualifier",), words=("before", "after"), codes={"qualifier": "qualifier"}),
    Rule(name="ranks", needed=("what",), words=("en", "id"), codes={"what": "rank", "unit": "unit"}),
    Rule(name="relatives", needed=("unit", "shift"), words=("en", "id"), codes={"unit": "relative"}),
    Rule(name="smallwords", needed=("language", "words"), words=("words",), codes={"language": "language"}),
    Rule(name="statuses", needed=("status",), words=("en", "id"), codes={"status": "status"}),
    Rule(
        name="units", needed=("unit", "kind"), words=("many", "one", "id"), codes={"unit": "unit", "kind": "unit_kind"}
    ),
)
RULES = {rule.name: rule for rule in _RULES}
KEYS: Mapping[str, tuple[str, ...]] = {
    "metrics": ("metric",),
    "dateparts": ("kind",),
    "furniture": ("where",),
    "labels": ("kind",),
    "cuewords": ("kind",),
    "abbreviations": ("kind",),
    "notnouns": ("kind",),
}
"""Lists in which a spelling may stand once for each value of these columns."""
NUMBERS = frozenset({"value", "most", "factor", "parts", "number", "first", "last", "shift"})
CODES: Mapping[str, frozenset[str]] = {
    "language": frozenset({"en", "id"}),
    "datepart": frozenset({"part", "half", "quarter", "cue", "month_cue", "fiscal"}),
    "furniture": frozenset({"start", "whole", "inside", "menu"}),
    "label": frozenset({"firm", "soft"}),
    "notnoun": frozenset({"verb", "other"}),
    "role": frozenset({"unit", "teen", "ten", "teens", "tens", "hundreds", "whole", "dozen", "vague"}),
    "rank": frozenset({"noun", "superlative"}),
    "relative": frozenset({"year", "half", "quarter", "month", "week", "day"}),
    "status": frozenset({"actual", "weak", "planned", "forecast", "target"}),
    "unit_kind": frozenset({"count", "duration"}),
    **{
        name: frozenset(row["code"] for row in rows("codes") if row["list"] == name)
        for name in ("unit", "metric", "kind", "qualifier")
    },
}
