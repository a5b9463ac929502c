"""`pantau role list`"""

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.people import now, print_grants
from pantau.cli.workspace import whoever, workspace
from pantau.domain.permissions import Verb, require


def command(named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.records.queries.people_register import grant_rows

        require(whoever(), Verb.MANAGE_PEOPLE)
        grants = [grant for grant in grant_rows(on=now().date()) if grant.holds]
    if as_json:
        print_json([grant.as_json() for grant in grants])
    elif not grants:
        print(say("Nobody holds a role yet; see `pantau role grant`."))
    else:
        print_grants(grants)
