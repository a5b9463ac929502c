"""What can be corrected in a claim of each type, and how a correction is read from what a person types."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pantau.domain.evidence.rows import ClaimRow, evidence_words
from pantau.domain.evidence.spans import span_of
from pantau.domain.evidence_refusals import ClaimUnfit
from pantau.domain.words import Words, table, words_from

_IDS = re.compile(r"(?:[A-Z]{2}|ASEAN|(?:org|reg|prog|sys):[a-z0-9][a-z0-9-]*)")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimField:
    """One field of a claim: `part` is value or attributes; `sort` says how it is read; `codes` names its list."""

    name: str
    part: str
    sort: str
    codes: str = ""
    needed: bool = False

    @property
    def label(self) -> Words:
        return evidence_words("fields", self.name)

    def choices(self) -> tuple[tuple[str, Words], ...]:
        """The codes that the field may hold with what they are called; none where it holds free text."""
        return codes_of(self.codes) if self.codes else ()


def fields_of(type: str) -> tuple[ClaimField, ...]:
    """The fields of a type of claims, in the order of data/evidence.toml."""
    return tuple(
        ClaimField(
            name=row["name"],
            part=row["part"],
            sort=row["sort"],
            codes=row.get("codes", ""),
            needed=row.get("needed", False),
        )
        for row in table("evidence")["claim_fields"][type]
    )


def codes_of(name: str) -> tuple[tuple[str, Words], ...]:
    """A list of codes with their names; those of metrics and instruments stand in tables of their own."""
    if name == "metrics":
        return tuple((code, words_from(row["name"])) for code, row in table("metrics").items())
    if name == "instrument_kinds":
        named = {code: words_from(row) for code, row in table("instruments")["kind"].items()}
        named |= {code: named[kept] for code, kept in table("evidence")["instrument_kinds"].items()}
        return tuple(named.items())
    if name == "instrument_statuses":
        return tuple((code, words_from(row)) for code, row in table("instruments")["status"].items())
    return tuple((code, evidence_words(name, code)) for code in table("evidence")[name])


def shown_in(claim: ClaimRow, field: ClaimField) -> str:
    """What a claim holds in a field, as a person would type it."""
    held = (claim.value if field.part == "value" else claim.attributes).get(field.name)
    if held is None:
        return ""
    if isinstance(held, list):
        return (" / " if field.sort == "years" else ", ").join(map(str, held))
    return str(held)


def corrected(claim: ClaimRow, *, typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The value and the attributes of a claim with what a person typed into its fields; an empty one is taken away.

    Fields that were not sent stay as they are.

    Raises:
        ClaimUnfit: a field cannot hold what was typed; `where` is its name.
    """
    value, attributes = dict(claim.value), dict(claim.attributes)
    for field in fields_of(claim.type):
        if field.name not in typed:
            continue
        text = " ".join(typed[field.name].split())
        if text == shown_in(claim, field) and (text or not field.needed):
            continue  # as it was read, which may be more than a person could type: XXXX-10-27
        held = value if field.part == "value" else attributes
        if text:
            held[field.name] = _READ[field.sort](claim, field, text)
        elif field.needed:
            raise _unfit(claim, field, "–")
        elif field.part == "value" and field.sort in ("years", "whole"):
            held[field.name] = None
        else:
            held.pop(field.name, None)
    return value, attributes


def _unfit(claim: ClaimRow, field: ClaimField, text: str) -> ClaimUnfit:
    expected = evidence_words("expected", field.sort)
    return ClaimUnfit(field=field.label, text=claim.text, value=text, expected=expected, where=field.name)


def _code(claim: ClaimRow, field: ClaimField, text: str) -> str:
    """A code of the field's list; a code that the reader gave before is kept whatever the list says."""
    if text not in {code for code, _ in field.choices()} and text != shown_in(claim, field):
        raise _unfit(claim, field, text)
    return text


def _codes(claim: ClaimRow, field: ClaimField, text: str) -> list[str]:
    known = {code for code, _ in field.choices()} | set(_parts(shown_in(claim, field)))
    found = _parts(text)
    if any(one not in known for one in found):
        raise _unfit(claim, field, text)
    return found


def _parts(text: str) -> list[str]:
    return [one for one in re.split(r"[,;\s]+", text) if one]


def _ids(claim: ClaimRow, field: ClaimField, text: str) -> list[str]:
    found = _parts(text)
    if any(not _IDS.fullmatch(one) for one in found):
        raise _unfit(claim, field, text)
    return found


def _id(claim: ClaimRow, field: ClaimField, text: str) -> str:
    if not _IDS.fullmatch(text):
        raise _unfit(claim, field, text)
    return text


def _number(claim: ClaimRow, field: ClaimField, text: str) -> int | float:
    """A plain number with a point before its decimals and nothing between its thousands."""
    try:
        number = Decimal(text)
    except InvalidOperation as fault:
        raise _unfit(claim, field, text) from fault
    if not number.is_finite() or abs(number) >= 10**18 or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise _unfit(claim, field, text)
    return int(number) if number == number.to_integral_value() else float(number)


def _whole(claim: ClaimRow, field: ClaimField, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise _unfit(claim, field, text)
    return int(text)


def _currency(claim: ClaimRow, field: ClaimField, text: str) -> str:
    if not _CURRENCY.fullmatch(text):
        raise _unfit(claim, field, text)
    return text


def _span(claim: ClaimRow, field: ClaimField, text: str) -> str:
    if span_of(text) is None:
        raise _unfit(claim, field, text)
    return text


def _years(claim: ClaimRow, field: ClaimField, text: str) -> list[str]:
    first, _, last = (part.strip() for part in text.partition("/"))
    if span_of(first, last) is None:
        raise _unfit(claim, field, text)
    return [first, last or first]


def _text(claim: ClaimRow, field: ClaimField, text: str) -> str:
    if len(text) > 200:
        raise _unfit(claim, field, f"{text[:40]}…")
    return text


_READ: Mapping[str, Any] = {
    "code": _code,
    "codes": _codes,
    "id": _id,
    "ids": _ids,
    "number": _number,
    "whole": _whole,
    "currency": _currency,
    "span": _span,
    "years": _years,
    "text": _text,
}
SORTS: Sequence[str] = tuple(_READ)
"""How fields are read."""
