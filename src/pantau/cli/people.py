"""What the commands about people share: their options, and how links and roles are printed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import print_table
from pantau.domain.people import GrantRow, Invited
from pantau.domain.permissions import Role
from pantau.domain.refusals import CellUnknown

Name = Annotated[str, typer.Argument(metavar="NAME", help=say("The name the person signs in with."))]
Place = Annotated[
    str, typer.Option("--place", metavar="CODE", help=say("The country, body or partner that the role is held for."))
]
Plan = Annotated[str, typer.Option("--plan", metavar="CODE", help=say("The one plan that the role is held for."))]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help=say("The last day of the role."))]


def read_role(text: str, *, option: str) -> Role:
    """Raises CellUnknown."""
    try:
        return Role(text.lower().replace("-", "_"))
    except ValueError as fault:
        raise CellUnknown(column=option, text=text[:40], expected=", ".join(Role), where=option) from fault


def link_of(invited: Invited) -> str:
    """The end of the address; in front of it stands wherever the site is reached."""
    return f"/{language()}/accounts/invitation/{invited.secret}/"


def print_link(invited: Invited) -> None:
    until = invited.expires_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    print(
        say(
            "{name} chooses a password at this address of the site, once, until {until}:",
            name=invited.name,
            until=until,
        )
    )
    print(f"  {link_of(invited)}")


def print_grants(grants: Iterable[GrantRow]) -> None:
    rows = [
        (
            grant.public_id,
            grant.person,
            grant.role.words.into(language()),
            grant.place.code if grant.place else None,
            grant.plan or None,
            grant.start,
            grant.end,
            grant.delegated_by or None,
        )
        for grant in grants
    ]
    headings = [
        "Id",
        say("Person"),
        say("Role"),
        say("For"),
        say("Plan"),
        say("From"),
        say("Until"),
        say("Passed on by"),
    ]
    print_table(headings, rows, folds=2)


def now() -> datetime:
    return datetime.now(tz=UTC)
