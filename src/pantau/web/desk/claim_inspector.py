"""One claim looked at closely: what it says, what it becomes, what else names the same thing, and who decided what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.becomes import Scene, mentions
from pantau.domain.evidence.fields import ClaimField, fields_of, shown_in
from pantau.domain.evidence.rows import ClaimRow, ClaimState, LinkRow, evidence_words
from pantau.domain.evidence.sayings import attributes_said
from pantau.domain.permissions import Actor
from pantau.domain.words import Words
from pantau.records.queries.ledger import KeptEntry, LedgerWish, ledger_entries
from pantau.usecases.claim_suggestions import Suggestion, suggestions
from pantau.usecases.say_claim import say_claim
from pantau.web.ask import Choice, Field
from pantau.web.desk.claim_becomes import Becoming, becoming
from pantau.web.desk.claim_words import claim_href, sureness_name, type_letter, type_name
from pantau.web.forms import Fault, Form
from pantau.web.page import address
from pantau.web.wording import language

_LONGEST_HISTORY = 50
_PAGES: Mapping[str, str] = {"plan": "plan", "figure": "figure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A record that the claim backs or is about; `href` leads to its page where it has one."""

    link: LinkRow
    kind: str
    bond: str
    href: str

    @property
    def loose(self) -> bool:
        """Whether a person can take the link away: it does not come from a decision."""
        return self.link.bond == "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another claim of the same source."""

    claim: ClaimRow
    href: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """A claim as its form shows it; `becomes` is empty where it is decided on, `same` what it may be merged into."""

    claim: ClaimRow
    value: Words
    attributes: tuple[tuple[Words, Words], ...]
    becomes: Becoming | None
    links: tuple[Linked, ...]
    mentions: tuple[Other, ...]
    into: Other | None
    same: tuple[Other, ...]
    suggestions: tuple[Suggestion, ...]
    history: Sequence[KeptEntry]
    form: Form
    trouble: Fault | None = None

    @property
    def open(self) -> bool:
        """Whether nobody decided on it."""
        return self.claim.state is ClaimState.PROPOSED

    @property
    def type(self) -> str:
        return type_name(self.claim.type)

    @property
    def letter(self) -> str:
        return type_letter(self.claim.type)

    @property
    def sure(self) -> str:
        return sureness_name(self.claim.confidence)

    @property
    def state(self) -> str:
        return self.claim.state.words.into(language())

    @property
    def suggested(self) -> tuple[tuple[Suggestion, str], ...]:
        """What is suggested, each with the name of its kind."""
        return tuple((one, evidence_words("targets", one.kind).into(language())) for one in self.suggestions)

    def as_json(self) -> dict[str, Any]:
        return self.claim.as_json() | {
            "reading": self.value.as_json(),
            "becomes": self.becomes.says if self.becomes else None,
            "mentions": [str(one.claim.public_id) for one in self.mentions],
        }


def inspector_of(
    actor: Actor, *, claim: ClaimRow, scene: Scene, typed: Mapping[str, str] | None = None, trouble: Fault | None = None
) -> Inspector:
    """What there is to say of a claim among the others of its source; `typed` is what a form sent that was refused."""
    waits = claim.state is ClaimState.PROPOSED
    named = tuple(_other(one) for one in mentions(claim, scene.claims) if one.public_id != claim.public_id)
    into = next((one for one in scene.claims if one.public_id == claim.merged_into), None)
    return Inspector(
        claim=claim,
        value=say_claim(claim),
        attributes=attributes_said(claim),
        becomes=becoming(claim, scene=scene) if waits else None,
        links=tuple(_linked(link) for link in claim.links),
        mentions=named,
        into=_other(into) if into else None,
        same=tuple(_other(one) for one in scene.claims if _could_be(claim, one)) if waits else (),
        suggestions=suggestions(actor, claim=claim.public_id) if waits else (),
        history=ledger_entries(LedgerWish(subject=claim.public_id))[:_LONGEST_HISTORY],
        form=claim_form(claim, typed=typed, trouble=trouble),
        trouble=trouble,
    )


def claim_form(claim: ClaimRow, *, typed: Mapping[str, str] | None = None, trouble: Fault | None = None) -> Form:
    """The fields of the claim's type, filled with what it holds or what was typed."""
    known = {field.name: shown_in(claim, field) for field in fields_of(claim.type)}
    return form_of_type(claim.type, known=known, typed=typed or {}, trouble=trouble)


def form_of_type(
    type: str, *, typed: Mapping[str, str], known: Mapping[str, str] | None = None, trouble: Fault | None = None
) -> Form:
    """The fields of a type of claims: `known` is what the claim holds, `typed` what was typed over it."""
    held = dict(known or {})
    return Form(
        fields=tuple(_field(field, held.get(field.name, "")) for field in fields_of(type)),
        texts=held | dict(typed),
        faults=(trouble,) if trouble else (),
    )


def _field(field: ClaimField, shown: str) -> Field:
    """A field of a claim as a form asks for it; a code that no list holds can stay as it was read."""
    label = field.label.into(language())
    choices = tuple(Choice(value=code, name=name.into(language())) for code, name in field.choices())
    expects = evidence_words("expected", field.sort).into(language())
    if field.sort == "code":
        if shown and shown not in {one.value for one in choices}:
            choices = (Choice(value=shown, name=shown.replace("_", " ")), *choices)
        blank = "" if field.needed else _("not stated")
        return Field(name=field.name, label=label, kind="select", read=str, choices=choices, blank=blank)
    if field.sort == "codes":
        listed = ", ".join(one.value for one in choices)
        return Field(name=field.name, label=label, kind="text", read=str, hint=f"{expects}: {listed}")
    return Field(name=field.name, label=label, kind="text", read=str, hint=expects if field.sort != "text" else "")


def _could_be(claim: ClaimRow, other: ClaimRow) -> bool:
    alike = other.type == claim.type and other.public_id != claim.public_id
    return alike and other.state in (ClaimState.PROPOSED, ClaimState.ACCEPTED)


def _other(claim: ClaimRow) -> Other:
    return Other(claim=claim, href=claim_href(claim), state=claim.state.words.into(language()))


def _linked(link: LinkRow) -> Linked:
    name = _PAGES.get(link.kind)
    return Linked(
        link=link,
        kind=evidence_words("targets", link.kind).into(language()),
        bond=evidence_words("bonds", link.bond).into(language()),
        href=address(name, code=link.code) if name and link.code else "",
    )
