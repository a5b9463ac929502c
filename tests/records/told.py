"""What sources say, written by the pen: sources, figures, claims, and the records that a claim backs or is about."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Actor as ActingPerson
from pantau.domain.permissions import Grant, Role
from pantau.records.ledger import Decided, append
from pantau.records.pen import Pen
from tests.records.rows import LATER, row_of

REVIEWER = ActingPerson(name="reviewer.of.tests", grants=(Grant(role=Role.REVIEWER),))


def told_source(code: str, **given: Any) -> Any:
    plain = {"kind": "text", "title": f"Release {code}", "origin": "", "link": "", "text_digest": "", "rights": ""}
    return row_of("Source", code=code, **plain | {"language": "en", "publisher": "Agency"} | given)


def told_figure(code: str, *, digits: int, year: int = 0, **given: Any) -> Any:
    """A figure in units of one about an actor (`actor=`), plan or instrument, of a year where one is given."""
    span = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)} if year else {}
    plain = {"metric": "trade", "printed": str(digits), "unit": "USD", "qualifier": "", "verb": "", "rule": ""}
    about = {} if {"actor", "plan", "instrument"} & set(given) else {"actor": row_of("Actor", kind="dialogue_partner")}
    kept = {"plan": None, "instrument": None, "actor": None} | about
    return row_of("PublishedFigure", code=code, digits=digits, scale=0, note="", **kept | plain | span | given)


def told_claim(source: Any, text: str, *, start: int = 0, **given: Any) -> Any:
    plain = {"state": "accepted", "type": "quantity", "value": {}, "attributes": {}, "note": "", "confidence": 95}
    return row_of("Claim", source=source, text=text, start=start, end=start + len(text), **plain | given)


def linked(claim: Any, *, bond: str = "backs", **target: Any) -> Any:
    """The claim backs a record, or is about it: `figure=`, `meeting=`, `plan=` …"""
    return row_of("ClaimLink", claim=claim, bond=bond, actor=target.pop("actor", None), **target)


def accepted(claim: Any, *, at: datetime = LATER, actor: ActingPerson = REVIEWER) -> None:
    """The entry of the ledger that says who accepted the claim."""
    with transaction.atomic():
        append(
            Pen(actor=actor, at=at, reason="accept"),
            Decision.ACCEPT,
            role="reviewer",
            decided=[
                Decided(kind="claim", subject=claim.public_id, version=claim.version, shown=digest_of_value(claim.text))
            ],
        )
