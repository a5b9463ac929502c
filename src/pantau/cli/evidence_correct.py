"""`pantau evidence correct CLAIM`"""

from collections.abc import Sequence
from typing import Annotated

import typer

from pantau.cli.evidence_steps import print_claims
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence.fields import fields_of
from pantau.domain.evidence.rows import CLAIM_TYPES
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
        chosen = Seen(claim=row.public_id, version=row.version)
        now = correct_claim(whoever(), chosen=chosen, typed=typed_into(row.type, told))
    if as_json:
        print_json(now.as_json())
    else:
        print_claims([now])


def typed_into(type: str, told: Sequence[str]) -> dict[str, str]:
    """The fields of a type of claims as `--set` gives them. Raises CellUnknown for a type or a field there is not."""
    if type not in CLAIM_TYPES:
        raise CellUnknown(column="--type", text=type[:40], expected=", ".join(CLAIM_TYPES), where="--type")
    known = [field.name for field in fields_of(type)]
    typed = dict(one.partition("=")[::2] for one in told)
    for name in typed:
        if name not in known:
            raise CellUnknown(column="--set", text=name[:40], expected=", ".join(known), where="--set")
    return typed
