"""`pantau evidence bulk`"""

from pantau.cli.evidence_steps import Source, print_decided
from pantau.cli.options import Json, Workspace
from pantau.cli.workspace import whoever, workspace


def command(source: Source = "", named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.usecases.accept_in_bulk import accept_in_bulk

        decided = accept_in_bulk(whoever(), source=source)
    print_decided(decided, as_json=as_json)
