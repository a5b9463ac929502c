"""`pantau evidence list`"""

from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.evidence_steps import Least, Source, Type, asked_for, print_claims
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimState
from pantau.domain.permissions import Verb, require

_MOST = 500  # claims of all sources together


def command(
    source: Source = "",
    state: Annotated[str, typer.Option("--state", help=say("Only those of a state."))] = "",
    type: Type = "",
    least: Least = 0,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    states = (ClaimState(one_of("--state", state, ClaimState)),) if state else tuple(ClaimState)
    if type:
        one_of("--type", type, CLAIM_TYPES)
    with workspace(named):
        from pantau.records.queries.claims import claims_to_decide

        require(whoever(), Verb.REVIEW_CLAIMS)
        if source:
            rows = asked_for([], source=source, type=type, least=least, states=states)
        else:
            rows = [one for one in claims_to_decide(type=type, least=least, limit=_MOST) if one.state in states]
    if as_json:
        print_json([one.as_json() for one in rows])
    elif rows:
        print_claims(rows)
    else:
        print(say("No claim is like that."))
