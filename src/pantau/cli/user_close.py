"""`pantau user close NAME`"""

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.people import Name
from pantau.cli.workspace import whoever, workspace


def command(name: Name, named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.usecases.close_person import close_person

        close_person(whoever(), name=name)
    if as_json:
        print_json({"name": name, "active": False})
    else:
        print(say("The account of {name} is closed.", name=name))
