"""The address of somebody's calendar is renewed: who has the old one fetches nothing with it from then on."""

from pantau.domain.permissions import Actor, Verb
from pantau.usecases.access import writing
from pantau.usecases.make_token import at_own_desk
from pantau.usecases.person_rules import open_user, require_reach


def renew_calendar(actor: Actor, *, name: str = "") -> str:
    """Renew the address of the actor's own calendar, or that of the person of this name; whose it was.

    Raises:
        PersonUnknown, PersonClosed: there is no such person, as the local operator is none.
        RoleByCommandOnly: whoever holds the operator's role is managed on the server alone.
        NotFound: the actor may not manage people, or has no role.
    """
    own = not name or name.casefold() == actor.name.casefold()
    verb, about = (Verb.USE_DESK, at_own_desk(actor)) if own else (Verb.MANAGE_PEOPLE, None)
    with writing(actor, verb, about=about, reason="renew calendar address") as pen:
        user = open_user(name or actor.name)
        if not own:
            require_reach(actor, user)
        pen.change(user, calendar_renewed_at=pen.at)
    return user.name
