"""Claims in words on the evidence desk: the letter of their type, the sign of their state, how sure the reader is."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimRow, ClaimState, evidence_words, sureness_of
from pantau.domain.words import table
from pantau.usecases.say_claim import say_claim
from pantau.web.ask import Choice, Field, choice_field
from pantau.web.page import address
from pantau.web.tables import Cell, Column
from pantau.web.wording import language

EVIDENCE = _("Evidence desk")
SHOWN_STATES = (ClaimState.PROPOSED, ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.MERGED)
SIGNS: dict[ClaimState, str] = {ClaimState.ACCEPTED: "✓", ClaimState.REJECTED: "✕", ClaimState.MERGED: "="}
"""What stands beside the letter of a claim that was decided on."""
_KEY = 12  # hexadecimal digits that tell the claims of one source apart


def key_of(claim: ClaimRow) -> str:
    """What a claim is called within its page."""
    return claim.public_id.hex[:_KEY]


def type_name(type: str) -> str:
    return evidence_words("types", type).into(language())


def type_letter(type: str) -> str:
    """The letter that stands for a type in the language of the page."""
    return evidence_words("letters", type).into(language())


def sureness_name(confidence: int) -> str:
    return evidence_words("sureness", sureness_of(confidence)).into(language())


def spoken_value(claim: ClaimRow) -> str:
    """The reading of a claim in the language of the page."""
    return say_claim(claim).into(language())


def claim_href(claim: ClaimRow, *, query: str = "") -> str:
    """The claim in the text of its source."""
    asked = f"{query}&claim={claim.public_id}" if query else f"?claim={claim.public_id}"
    return f"{address('evidence-source', code=claim.source.code, query=asked)}#c-{key_of(claim)}"


def type_field() -> Field:
    return choice_field("type", _("Type"), (Choice(value=one, name=type_name(one)) for one in CLAIM_TYPES))


def sureness_field() -> Field:
    """How sure the reader is."""
    names = ((code, evidence_words("sureness", code).into(language())) for code in table("evidence")["sureness"])
    return choice_field("sureness", _("How sure"), (Choice(value=code, name=name) for code, name in names))


def state_field() -> Field:
    choices = (Choice(value=one.value, name=one.words.into(language())) for one in SHOWN_STATES)
    return choice_field("state", _("Decision"), choices)


def fitting(claims: Iterable[ClaimRow], *, wanted: dict[str, Any]) -> tuple[ClaimRow, ...]:
    """The claims of a type, sureness and state, each where it is asked for."""
    return tuple(
        one
        for one in claims
        if wanted.get("type") in (None, one.type)
        and wanted.get("sureness") in (None, sureness_of(one.confidence))
        and wanted.get("state") in (None, one.state.value)
    )


CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    Column(key="claim", title=_("Claim"), on="data", cell=lambda one: Cell(value=str(one.public_id))),
    Column(
        key="type",
        title=_("Type"),
        cell=lambda one: Cell(value=one.type, shown=evidence_words("types", one.type)),
    ),
    Column(
        key="text",
        title=_("Passage"),
        cell=lambda one: Cell(value=one.text, lang=one.source.language, href=claim_href(one)),
    ),
    Column(key="start", title=_("From"), on="data", numeric=True, cell=lambda one: Cell(value=one.start)),
    Column(key="end", title=_("To"), on="data", numeric=True, cell=lambda one: Cell(value=one.end)),
    Column(key="reading", title=_("Reading"), cell=lambda one: Cell(value=say_claim(one))),
    Column(
        key="confidence",
        title=_("How sure"),
        numeric=True,
        cell=lambda one: Cell(value=one.confidence, shown=f"{sureness_name(one.confidence)}, {one.confidence} %"),
    ),
    Column(key="rule", title=_("Rule"), on="data", cell=lambda one: Cell(value=one.rule)),
    Column(
        key="state",
        title=_("Decision"),
        cell=lambda one: Cell(value=one.state.value, shown=one.state.words),
    ),
    Column(
        key="links",
        title=_("Links"),
        on="data",
        cell=lambda one: Cell(
            value=[f"{link.bond} {link.kind} {link.code}" for link in one.links] or None, absent=_("none")
        ),
    ),
    Column(key="source", title=_("Source"), on="data", cell=lambda one: Cell(value=one.source.code)),
)
