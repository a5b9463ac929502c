"""What a claim says, in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pantau.domain.evidence.fields import codes_of, fields_of
from pantau.domain.evidence.rows import ClaimRow, evidence_words
from pantau.domain.plausibility.wording import amount_words, number_words
from pantau.domain.words import LANGUAGES, Words, table


def said(claim: ClaimRow) -> Words:
    """The value of a claim in words: "more than 6,200 participant, participants".

    Never raises: a value that cannot be put in words stands as it was read.
    """
    return _SAID[claim.type](claim)


def attributes_said(claim: ClaimRow) -> tuple[tuple[Words, Words], ...]:
    """The attributes of a claim that its value in words does not hold, each with its name."""
    fields = {one.name: one for one in fields_of(claim.type) if one.part == "attributes"}
    return tuple(
        (evidence_words("fields", name), _told(fields[name].codes if name in fields else "", held))
        for name, held in claim.attributes.items()
        if name not in ("cluster", "converts") and not (claim.type == "quantity" and name in ("qualifier", "metric"))
    )


def _told(codes: str, held: object) -> Words:
    known = dict(codes_of(codes)) if codes else {}
    parts = [str(one) for one in held] if isinstance(held, list) else [str(held)]
    words = [known.get(one, _plain(one)) for one in parts]
    return Words(**{language: ", ".join(one.into(language) for one in words) for language in LANGUAGES})


def _plain(text: object) -> Words:
    return Words(en=str(text), id=str(text))


def _joined(*parts: Words, between: str = " ") -> Words:
    filled = [one for one in parts if one.en or one.id]
    return Words(**{language: between.join(one.into(language) for one in filled) for language in LANGUAGES})


def _amount(number: object, unit: str) -> Words:
    try:
        return amount_words(Decimal(str(number)), unit)
    except (InvalidOperation, ValueError, OverflowError):
        return _plain(number)


def _quantity(claim: ClaimRow) -> Words:
    value, kind = claim.value, str(claim.value["kind"])
    unit = "percent" if kind == "percent" else str(value.get("currency", ""))
    if kind == "rank":
        amount = _joined(_plain("#"), number_words(int(value["number"])), between="")
    else:
        amount = _amount(value["number"], unit)
    if value.get("number_max") is not None:
        amount = _joined(amount, _amount(value["number_max"], unit), between=" – ")
    noun = "" if unit or kind == "rank" else str(value.get("unit", "")).replace("_", " ")
    hedge = str(claim.attributes.get("qualifier", ""))
    hedged = evidence_words("qualifier_names", hedge) if hedge not in ("", "exact") else Words()
    metric = str(claim.attributes.get("metric", ""))
    named = table("metrics").get(metric)
    measured = Words(**named["name"]) if named else _plain(metric.replace("_", " "))
    return _joined(_joined(hedged, amount, _plain(noun)), measured, between=", ")


def _span(value: Mapping[str, Any]) -> Words:
    start, end = str(value.get("start", "")), str(value.get("end", ""))
    return _plain(start if start == end else f"{start} – {end}")


def _event(claim: ClaimRow) -> Words:
    ordinal = claim.value.get("ordinal")
    kind = evidence_words("meetings", str(claim.value["kind"]))
    return kind if ordinal is None else _joined(kind, _plain(f"no. {ordinal}"))


def _agreement(claim: ClaimRow) -> Words:
    kind = dict(codes_of("instrument_kinds")).get(str(claim.value["kind"]), _plain(claim.value["kind"]))
    years = claim.value.get("period")
    return _joined(kind, _plain(f"{years[0]} – {years[1]}")) if years else kind


def _commitment(claim: ClaimRow) -> Words:
    actors = claim.value.get("actor") or []
    return _joined(_plain(", ".join(map(str, actors))), evidence_words("acts", str(claim.value["act"])))


def _named(sort: str) -> Callable[[ClaimRow], Words]:
    return lambda claim: evidence_words(sort, str(claim.value["id"]))


_SAID: Mapping[str, Callable[[ClaimRow], Words]] = {
    "quantity": _quantity,
    "date": lambda claim: _span(claim.value),
    "event": _event,
    "agreement": _agreement,
    "commitment": _commitment,
    "person": lambda claim: _plain(claim.value["name"]),
    "entity": lambda claim: _plain(claim.value["id"]),
    "group": _named("groups"),
}
