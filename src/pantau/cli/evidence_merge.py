"""`pantau evidence merge CLAIM OTHER`"""

from typing import Annotated

import typer

from pantau.cli.evidence_steps import print_decided
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.decisions import Seen


def command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=say("A claim by its id or its place, as A01-VNA:132."))],
    other: Annotated[str, typer.Argument(metavar="OTHER", help=say("The claim that says the same."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.claims import claim_at
        from pantau.usecases.merge_claims import merge_claims

        row, into = claim_at(claim), claim_at(other)
        seen = Seen(claim=row.public_id, version=row.version)
        decided = merge_claims(whoever(), chosen=seen, into=into.public_id)
    print_decided(decided, as_json=as_json)
