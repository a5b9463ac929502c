"""A ministry, sectoral body or other organisation is added, and renamed; countries and partners come from a sheet."""

import re

from pantau.domain.actors import ActorKind
from pantau.domain.people_refusals import BodyCodeTaken, BodyKindUnfit, ParentUnfit
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import CellMissing, CodeInvalid
from pantau.domain.words import LANGUAGES, Words
from pantau.records.models import Actor as Body
from pantau.records.models import RoleGrant
from pantau.usecases.access import writing
from pantau.usecases.person_rules import body_named

KINDS = (
    ActorKind.MINISTRY,
    ActorKind.SECTORAL_BODY,
    ActorKind.SECRETARIAT,
    ActorKind.CENTRE,
    ActorKind.UNIVERSITY,
    ActorKind.CSO,
    ActorKind.BUSINESS,
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,39}")
_COUNTRIES = (ActorKind.MEMBER_STATE, ActorKind.OTHER_COUNTRY, ActorKind.DIALOGUE_PARTNER)


def add_body(actor: Actor, *, code: str, kind: ActorKind, name: Words, parent: str = "") -> None:
    """Raises CodeInvalid, BodyCodeTaken, BodyKindUnfit, CellMissing, ActorUnknown, ParentUnfit."""
    with writing(actor, Verb.MANAGE_PEOPLE, reason="body added") as pen:
        if not _CODE.fullmatch(code):
            raise CodeInvalid(code=code[:60])
        taken = Body.objects.filter(code__iexact=code).first()
        if taken is not None:
            raise BodyCodeTaken(code=taken.code, name=taken.name)
        _require_kind(kind)
        above = _parent(code, kind=kind, parent=parent)
        pen.insert(Body, code=code, kind=kind.value, name=_named(name), parent=above)


def edit_body(actor: Actor, *, code: str, name: Words, parent: str, seen_version: int) -> None:
    """Another name, or another parent while nobody holds a role for the body: a right never moves with it.

    Raises ActorUnknown, BodyKindUnfit, CellMissing, ParentUnfit, ChangedMeanwhile.
    """
    with writing(actor, Verb.MANAGE_PEOPLE, reason="body edited") as pen:
        row = body_named(code)
        kind = ActorKind(row.kind)
        _require_kind(kind)
        row.version = seen_version
        above = _parent(row.code, kind=kind, parent=parent)
        if above != row.parent and RoleGrant.objects.filter(place=row, ended_at__isnull=True).exists():
            raise ParentUnfit(code=row.code, parent=parent or "-")
        pen.revise(row, name=_named(name), parent=above)


def _require_kind(kind: ActorKind) -> None:
    if kind not in KINDS:
        shown = {language: ", ".join(one.words.into(language).lower() for one in KINDS) for language in LANGUAGES}
        raise BodyKindUnfit(kind=kind.words, kinds=Words(**shown))


def _named(name: Words) -> Words:
    if not (name.en.strip() or name.id.strip()):
        raise CellMissing(column="name")
    return Words(en=name.en.strip(), id=name.id.strip())


def _parent(code: str, *, kind: ActorKind, parent: str) -> Body | None:
    """What the body belongs to; a ministry belongs to a country."""
    if not parent:
        if kind is ActorKind.MINISTRY:
            raise ParentUnfit(code=code, parent="-")
        return None
    above = body_named(parent)
    if kind is ActorKind.MINISTRY and above.kind not in _COUNTRIES:
        raise ParentUnfit(code=code, parent=above.code)
    step: Body | None = above
    while step is not None:
        if step.code.casefold() == code.casefold():
            raise ParentUnfit(code=code, parent=above.code)
        step = step.parent
    return above
