"""Where one works: the pages of the desk in groups, each for whoever may do something there."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Actor, Verb, may_somewhere
from pantau.web.ask import Text
from pantau.web.page import address


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page to go to, and what one does there; `verb` is the right that opens it."""

    route: str
    name: Text
    says: Text
    verb: Verb = Verb.USE_DESK

    @property
    def href(self) -> str:
        return address(self.route)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroup:
    """The places that belong together."""

    key: str
    name: Text
    places: tuple[Place, ...]


def places_for(actor: Actor) -> tuple[PlaceGroup, ...]:
    """The places that may hold something for the actor; a group without any is left out.

    What exactly they see and do there is asked again of each matter.
    """
    mine = (
        PlaceGroup(
            key=group.key,
            name=group.name,
            places=tuple(place for place in group.places if may_somewhere(actor, place.verb)),
        )
        for group in _GROUPS
    )
    return tuple(group for group in mine if group.places)


_GROUPS = (
    PlaceGroup(
        key="reporting",
        name=_("Reporting"),
        places=(
            Place(route="my-work", name=_("My work"), says=_("What waits for you, the most pressing first.")),
            Place(
                route="review",
                name=_("To review"),
                says=_("Submitted reports, to be accepted or returned with a note."),
                verb=Verb.REVIEW_REPORT,
            ),
            Place(
                route="rounds",
                name=_("Reporting rounds"),
                says=_("Which rounds concern you, who owes what, and until when."),
            ),
            Place(
                route="completeness",
                name=_("Completeness"),
                says=_("Reporters by round: what is in, what is missing, what is late."),
                verb=Verb.SEE_WHO_IS_LATE,
            ),
            Place(
                route="calendar",
                name=_("Calendar of the rounds"),
                says=_("Opening and due days, for your own calendar programme too."),
            ),
            Place(
                route="round-open",
                name=_("Open a round"),
                says=_("Ask the countries, bodies and the partner of a plan for their reports."),
                verb=Verb.OPEN_ROUND,
            ),
        ),
    ),
    PlaceGroup(
        key="plans",
        name=_("Plans"),
        places=(
            Place(
                route="import",
                name=_("Import a plan"),
                says=_("A plan is read, looked through by a person, and only then counts."),
                verb=Verb.IMPORT_PLAN,
            ),
            Place(
                route="compare",
                name=_("Compare two texts"),
                says=_("What two versions of a plan, or a plan and its successor, have in common."),
            ),
        ),
    ),
    PlaceGroup(
        key="record",
        name=_("The record"),
        places=(
            Place(
                route="source-add",
                name=_("Add a source"),
                says=_("Keep an article, a release or a speech that figures are quoted from."),
                verb=Verb.ADD_SOURCE,
            ),
            Place(
                route="evidence",
                name=_("Evidence desk"),
                says=_("What was read from sources, to be accepted, corrected or rejected."),
                verb=Verb.REVIEW_CLAIMS,
            ),
            Place(
                route="ledger",
                name=_("Ledger"),
                says=_("Every decision in its order: who took it, and about exactly what."),
                verb=Verb.VERIFY,
            ),
            Place(
                route="ledger-check",
                name=_("Check of the ledger"),
                says=_("Whether the record is whole, and where it is not."),
                verb=Verb.VERIFY,
            ),
            Place(
                route="messages",
                name=_("Mail"),
                says=_("The mail that went out, that waits and that failed."),
                verb=Verb.SEND_MAIL,
            ),
            Place(
                route="jobs",
                name=_("Long work"),
                says=_("What the worker does for you: large imports and exports."),
                verb=Verb.RUN_JOB,
            ),
        ),
    ),
    PlaceGroup(
        key="people",
        name=_("People and access"),
        places=(
            Place(
                route="people",
                name=_("People"),
                says=_("Who has an account, in which role, for whom and until when."),
                verb=Verb.MANAGE_PEOPLE,
            ),
            Place(
                route="bodies",
                name=_("Ministries and bodies"),
                says=_("Ministries, centres and sectoral bodies that people stand for."),
                verb=Verb.MANAGE_PEOPLE,
            ),
            Place(
                route="roles",
                name=_("What each role may do"),
                says=_("Which role may do what, and how far it reaches."),
            ),
            Place(
                route="accounts",
                name=_("My account"),
                says=_("Password, second factor, sessions, and passing a role on."),
            ),
            Place(route="tokens", name=_("Tokens"), says=_("Keys by which your own programs read and write.")),
        ),
    ),
)
