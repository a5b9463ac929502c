"""`pantau evidence bulk`"""

import sys

from pantau.cli.evidence_steps import Source, print_decided
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace
from pantau.cli.workspace import whoever, workspace


def command(source: Source = "", named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.usecases.accept_in_bulk import accept_in_bulk, allowances

        decided = accept_in_bulk(whoever(), source=source)
        waiting = sum(one.waiting for one in allowances(source=source)) - len(decided.left)
    print_decided(decided, as_json=as_json)
    if waiting > 0:
        print(say("{n} more wait: run the command again.", n=waiting), file=sys.stderr)
