"""`pantau evidence correct CLAIM`"""

from typing import Annotated

import typer

from pantau.cli.evidence_steps import print_claims
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence.fields import fields_of
from pantau.domain.refusals import CellUnknown


def command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=say("A claim by its id or its place, as A01-VNA:132."))],
    told: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help=say("A field and what it holds; empty: nothing."))
    ],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.claims import claim_at
        from pantau.usecases.correct_claim import correct_claim

        row = claim_at(claim)
        known = [field.name for field in fields_of(row.type)]
        typed = dict(one.partition("=")[::2] for one in told)
        for name in typed:
            if name not in known:
                raise CellUnknown(column="--set", text=name[:40], expected=", ".join(known), where="--set")
        now = correct_claim(whoever(), chosen=Seen(claim=row.public_id, version=row.version), typed=typed)
    if as_json:
        print_json(now.as_json())
    else:
        print_claims([now])
