"""What each word list must hold: its columns, its needed cells, its spellings, and the codes that it may use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pantau.reading.claims.lexicons import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`words` are the columns of spellings; where they are `apart`, one spelling may stand once in each of them, and
    where `keys` are named, once for each value of those columns. `small` tells that capitals never match; `layer` names
    what other lists are looked through at once, so that one spelling may mean one thing in all of them.
    """

    name: str
    needed: tuple[str, ...]
    words: tuple[str, ...]
    more: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    apart: bool = True
    small: bool = True
    layer: str = ""
    meaning: str = ""
    between: str = "|"

    @property
    def columns(self) -> frozenset[str]:
        return frozenset((*self.needed, *self.words, *self.more))


_WORDS = ("words",)
_NAMES = ("names",)
_BOTH = ("en", "id")
_RULES = (
    Rule(name="abbreviations", needed=("kind",), words=_WORDS, keys=("kind",)),
    Rule(name="cuewords", needed=("kind",), words=_WORDS, keys=("kind",)),
    Rule(name="currencies", needed=("code",), words=("before", "after"), forms={"code": "currency"}),
    Rule(
        name="dateparts", needed=("kind",), words=_WORDS, more=("first", "last"), codes={"kind": "datepart"},
        keys=("kind",),
    ),
    Rule(name="fractions", needed=("parts",), words=("alone", "named", "per")),
    Rule(name="furniture", needed=("where",), words=_WORDS, codes={"where": "furniture"}, keys=("where",)),
    Rule(name="idioms", needed=("language",), words=_WORDS, codes={"language": "language"}),
    Rule(name="labels", needed=("kind",), words=_WORDS, codes={"kind": "label"}, keys=("kind",)),
    Rule(name="magnitudes", needed=("value",), words=("en", "id", "short", "short_en", "short_id")),
    Rule(
        name="metrics", needed=("metric", "kinds"), words=_BOTH, codes={"metric": "metric", "kinds": "kind"},
        keys=("metric",),
    ),
    Rule(name="months", needed=("number",), words=("full", "short")),
    Rule(name="multiples", needed=("number",), words=_BOTH),
    Rule(name="notnouns", needed=("kind",), words=_WORDS, codes={"kind": "notnoun"}, keys=("kind",)),
    Rule(name="numberwords", needed=("role", "value"), words=_BOTH, more=("most",), codes={"role": "role"}),
    Rule(name="qualifiers", needed=("qualifier",), words=("before", "after"), codes={"qualifier": "qualifier"}),
    Rule(name="ranks", needed=("what",), words=_BOTH, more=("unit",), codes={"what": "rank", "unit": "unit"}),
    Rule(name="relatives", needed=("unit", "shift"), words=_BOTH, codes={"unit": "relative"}),
    Rule(name="smallwords", needed=("language",), words=_WORDS, codes={"language": "language"}),
    Rule(name="statuses", needed=("status",), words=_BOTH, codes={"status": "status"}),
    Rule(
        name="units", needed=("unit", "kind"), words=("many", "one", "id"), more=("factor", "metric"),
        codes={"unit": "unit", "kind": "unit_kind", "metric": "metric"},
    ),
    Rule(name="codes", needed=("list", "code"), words=(), codes={"list": "code_list"}, forms={"code": "code"}),
    Rule(
        name="countries", needed=("code", "en", "id"), words=("en", "id", "other", "adjective", "capital"),
        forms={"code": "country"}, small=False, layer="name", meaning="code",
    ),
    Rule(name="places", needed=("code",), words=("places",), codes={"code": "country"}, small=False),
    Rule(
        name="bodies", needed=("id",), words=_NAMES, more=("country", "silent"), forms={"id": "id", "silent": "mark"},
        codes={"country": "land"}, small=False, layer="name", meaning="id",
    ),
    Rule(name="body_nouns", needed=("kind",), words=_BOTH, codes={"kind": "body_kind"}, keys=("kind",), small=False),
    Rule(name="ministries", needed=("short",), words=_NAMES, forms={"short": "code"}),
    Rule(name="leaders", needed=("country",), words=_NAMES, codes={"country": "party"}, small=False),
    Rule(
        name="meetings", needed=("kind", "weight"), words=_BOTH, more=("common", "body"),
        forms={"kind": "code", "common": "mark", "body": "mark"}, small=False, apart=False,
    ),
    Rule(
        name="instruments", needed=("kind", "weight"), words=_BOTH, more=("common", "parties"),
        codes={"parties": "party"},
        forms={"kind": "code", "common": "common", }, small=False, apart=False,
    ),
    Rule(
        name="stages", needed=("done", "now", "ahead", "voice"), words=_NAMES,
        codes={"done": "stage", "now": "stage", "ahead": "stage", "voice": "voice"},
    ),
    Rule(
        name="roles", needed=("sort",), words=_NAMES, more=("country",), codes={"sort": "role_sort"},
        forms={"country": "mark"}, small=False,
    ),
    Rule(
        name="acts", needed=("act", "form"), words=_NAMES, codes={"form": "form"}, forms={"act": "code"}, small=False
    ),
    Rule(
        name="areas", needed=("code",), words=("names", "weak"), forms={"code": "code"}, small=False, apart=False
    ),
    Rule(name="groups", needed=("id",), words=("names", "list"), forms={"id": "code"}, small=False, apart=False),
    Rule(name="stances", needed=("stance",), words=_NAMES, codes={"stance": "stance"}),
    Rule(name="wordsets", needed=("set",), words=_WORDS, keys=("set",), between=" "),
)  # fmt: skip
RULES = {rule.name: rule for rule in _RULES}
NUMBERS = frozenset({"value", "most", "factor", "parts", "number", "first", "last", "shift", "weight"})
FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "code": (re.compile(r"[a-z][a-z0-9_]*"), "small_letters_with_underscores"),
    "country": (re.compile(r"[A-Z]{2}"), "ID (ISO 3166-1 alpha-2)"),
    "currency": (re.compile(r"[A-Z]{3}"), "IDR (ISO 4217)"),
    "id": (re.compile(r"ASEAN|(org|reg|prog|sys):[a-z0-9-]+"), "org:short-form, reg:, prog: or sys:"),
    "mark": (re.compile(r"x"), "x, or leave it empty"),
    "common": (re.compile(r"[xt]"), "x or t, or leave it empty"),
}
"""How a cell must look, and how that is said."""
_FIXED: Mapping[str, tuple[str, ...]] = {
    "language": ("en", "id"),
    "datepart": ("part", "half", "quarter", "cue", "month_cue", "fiscal"),
    "furniture": ("start", "whole", "inside", "menu"),
    "label": ("firm", "soft"),
    "notnoun": ("verb", "other"),
    "role": ("unit", "teen", "ten", "teens", "tens", "hundreds", "whole", "dozen", "vague"),
    "rank": ("noun", "superlative"),
    "relative": ("year", "half", "quarter", "month", "week", "day"),
    "status": ("actual", "weak", "planned", "forecast", "target"),
    "unit_kind": ("count", "duration"),
    "code_list": ("unit", "metric", "kind", "qualifier"),
    "body_kind": ("org", "prog", "sys"),
    "voice": ("object", "subject", "either"),
    "role_sort": ("role", "honour", "said", "byline"),
    "form": ("says", "frame", "report"),
    "stance": ("reached", "intended", "missed"),
    "stage": (
        "proposed", "planned", "drafting", "under_negotiation", "signed", "adopted", "launched", "in_force",
        "implementing", "under_review", "expired", "-",
    ),
}  # fmt: skip


@cache
def codes() -> Mapping[str, frozenset[str]]:
    """The codes that a cell may hold, by the name that the rules give them."""
    lands = frozenset(row["code"] for row in rows("countries"))
    listed = {
        name: frozenset(row["code"] for row in rows("codes") if row["list"] == name)
        for name in ("unit", "metric", "kind", "qualifier")
    }
    bodies = frozenset(row["id"] for row in rows("bodies"))
    return {
        **{name: frozenset(values) for name, values in _FIXED.items()},
        **listed,
        "country": lands,
        "land": lands | {"ASEAN"},
        "party": lands | bodies,
    }
