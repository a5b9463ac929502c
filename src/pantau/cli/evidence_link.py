"""`pantau evidence link CLAIM KIND CODE`"""

from typing import Annotated

import typer

from pantau.cli.evidence_steps import print_claims
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.decisions import Seen


def command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=say("A claim by its id or its place, as A01-VNA:132."))],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=say("plan, actor, meeting, instrument, indicator or figure."))
    ],
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of what the claim is about."))],
    off: Annotated[bool, typer.Option("--off", help=say("Take this link away."))] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.claims import claim_at
        from pantau.usecases.link_claim import link_claim, unlink_claim

        row = claim_at(claim)
        seen = Seen(claim=row.public_id, version=row.version)
        now = (unlink_claim if off else link_claim)(whoever(), chosen=seen, kind=kind, code=code)
    if as_json:
        print_json(now.as_json())
    else:
        print_claims([now])
