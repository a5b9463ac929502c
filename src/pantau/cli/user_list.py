"""`pantau user list`"""

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.people import now
from pantau.cli.workspace import whoever, workspace
from pantau.domain.people import PersonRow
from pantau.domain.permissions import Verb, require


def command(named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.records.queries.people_register import person_rows

        require(whoever(), Verb.MANAGE_PEOPLE)
        people = person_rows(now=now())
    if as_json:
        print_json([one.as_json() for one in people])
    elif not people:
        print(say("Nobody may sign in yet; see `pantau user add`."))
    else:
        rows = [(one.name, one.full_name, one.email, _roles(one), _state(one)) for one in people]
        print_table([say("Name"), say("Full name"), say("E-mail"), say("Roles"), say("Account")], rows, folds=3)


def _roles(one: PersonRow) -> str:
    return "; ".join(
        " ".join(filter(None, (grant.role.words.into(language()), grant.place.code if grant.place else "", grant.plan)))
        for grant in one.held
    )


def _state(one: PersonRow) -> str:
    if not one.active:
        return say("closed")
    return say("may sign in") if one.has_password else say("no password yet")
