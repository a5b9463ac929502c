"""What the commands on claims share: which claims, and what was decided on them."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimRow, ClaimState
from pantau.domain.evidence_refusals import NoClaimChosen
from pantau.domain.permissions import Actor

Claims = Annotated[
    list[str] | None,
    typer.Argument(metavar="CLAIM", help=say("A claim by its id or its place, as A01-VNA:132 or A01-VNA:132:event.")),
]
Source = Annotated[str, typer.Option("--source", metavar="CODE", help=say("All claims of this source instead."))]
Type = Annotated[str, typer.Option("--type", help=say("Of these, only those of a type."))]
Least = Annotated[int, typer.Option("--least", min=0, max=100, help=say("Of these, only those as sure, in per cent."))]
Reason = Annotated[str, typer.Option("--reason", help=say("Why, for the history."))]


def asked_for(
    claims: Sequence[str], *, source: str, type: str, least: int, states: Sequence[ClaimState]
) -> list[ClaimRow]:
    """The claims that are named, or those of a source in these states. Raises ClaimUnknown, SourceUnknown."""
    from pantau.records.queries.claims import claim_at, claims_of
    from pantau.records.queries.sources import source_named

    if type:
        one_of("--type", type, CLAIM_TYPES)
    found = [claim_at(one) for one in claims]
    if source:
        found += [one for one in claims_of(source_named(source)) if one.state in states]
    return [one for one in found if type in ("", one.type) and one.confidence >= least]


def claim_command(step: Callable[[Actor, Sequence[Seen]], Decided], *, states: Sequence[ClaimState]) -> Any:
    """The command that decides so on the claims that are named, or on all of a source in these states."""

    def command(
        claims: Claims = None,
        source: Source = "",
        type: Type = "",
        least: Least = 0,
        named: Workspace = None,
        as_json: Json = False,
    ) -> None:
        with workspace(named):
            rows = asked_for(claims or [], source=source, type=type, least=least, states=states)
            if not rows:
                raise NoClaimChosen
            decided = step(whoever(), seen_of(rows))
        print_decided(decided, as_json=as_json)

    return command


def seen_of(rows: Sequence[ClaimRow]) -> list[Seen]:
    return [Seen(claim=one.public_id, version=one.version) for one in rows]


def print_decided(decided: Decided, *, as_json: bool) -> None:
    """The claims as they are now, and why others were left."""
    if as_json:
        print_json(
            {
                "claims": [one.as_json() for one in decided.claims],
                "left": [one.as_json(language()) for one in decided.left],
            }
        )
        return
    print_claims(decided.claims)
    for one in decided.left:
        told = one.as_json(language())
        print(say("Left: “{text}”. {says} {mend}", text=one.claim.text[:60], says=told["says"], mend=told["mend"]))


def print_claims(claims: Sequence[ClaimRow]) -> None:
    """One line for each claim: its place, what it says, how sure the reader is, and what was decided."""
    from pantau.usecases.say_claim import say_claim

    rows = [
        (
            f"{one.source.code}:{one.start}:{one.type}",
            " ".join(one.text.split())[:60],
            say_claim(one).into(language()),
            f"{one.confidence} %",
            one.state.words.into(language()),
        )
        for one in claims
    ]
    heads = (say("Claim"), say("Passage"), say("Reading"), say("How sure"), say("Decision"))
    print_table(heads, rows)
