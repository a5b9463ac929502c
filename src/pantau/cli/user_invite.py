"""`pantau user invite NAME`"""

from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.people import Name, link_of, print_link
from pantau.cli.workspace import whoever, workspace


def command(name: Name, named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.usecases.invite_person import invite_person

        invited = invite_person(whoever(), name=name)
    if as_json:
        print_json({"name": invited.name, "link": link_of(invited)})
    else:
        print_link(invited)
