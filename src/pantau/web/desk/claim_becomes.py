"""What a claim becomes when it is accepted, in a sentence, or why it cannot be accepted yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as say

from pantau.domain.actors import ActorKind
from pantau.domain.evidence.becomes import Scene, drafted
from pantau.domain.evidence.drafts import (
    ActorDraft,
    CommitmentDraft,
    Draft,
    FigureDraft,
    GroupDraft,
    InstrumentDraft,
    MeetingDraft,
    TermDraft,
)
from pantau.domain.evidence.figures import figure_drafted
from pantau.domain.evidence.rows import ClaimRow, evidence_words
from pantau.domain.figures.metrics import metric_named
from pantau.domain.refusals import Refusal
from pantau.domain.words import Words, table
from pantau.records.queries.actors import actor_rows
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Becoming:
    """The sentence; `mend` says what to do first where the claim cannot be accepted as it is."""

    says: str
    mend: str = ""


def becoming(claim: ClaimRow, *, scene: Scene) -> Becoming:
    """What accepting the claim would make of it in this source."""
    try:
        if claim.type == "quantity":
            members = frozenset(one.iso or one.code for one in actor_rows() if one.kind is ActorKind.MEMBER_STATE)
            draft: Draft | None = figure_drafted(claim, scene=scene, members=members)
        else:
            draft = drafted(claim, scene=scene)
    except Refusal as refusal:
        told = refusal.as_json(language())
        return Becoming(says=str(told["says"]), mend=str(told["mend"]))
    if draft is None:
        return Becoming(says=say("It stands for itself: it is confirmed, and makes no record."))
    return Becoming(says=_SAYINGS[type(draft)](draft))


def _figure(draft: FigureDraft) -> str:
    metric = metric_named(draft.metric).name.into(language())
    about = draft.subject.linked.name.into(language()) if draft.subject.linked else ""
    about = about or (draft.subject.agreement.text if draft.subject.agreement else draft.subject.actor)
    return say("A published figure: %(metric)s of %(subject)s.") % {"metric": metric, "subject": about}


def _meeting(draft: MeetingDraft) -> str:
    kind = evidence_words("meetings", draft.kind).into(language())
    return say("A meeting (%(kind)s): %(title)s.") % {"kind": kind, "title": draft.title.into(language())}


def _instrument(draft: InstrumentDraft) -> str:
    kinds = table("instruments")["kind"]
    kind = Words(**kinds[draft.kind]).into(language()) if draft.kind in kinds else draft.kind
    return say("An instrument (%(kind)s): %(title)s.") % {"kind": kind, "title": draft.title.into(language())}


def _commitment(draft: CommitmentDraft) -> str:
    act = evidence_words("acts", draft.act).into(language())
    return say("A commitment: %(actors)s %(act)s.") % {"actors": ", ".join(draft.actors), "act": act}


def _term(draft: TermDraft) -> str:
    return say("A term of %(country)s as coordinator for %(partner)s.") % {
        "country": draft.country,
        "partner": draft.partner,
    }


def _group(draft: GroupDraft) -> str:
    group = evidence_words("groups", draft.group).into(language())
    if not draft.stance:
        return say("A group that is named: %(group)s.") % {"group": group}
    stance = evidence_words("stances", draft.stance).into(language())
    return say("A group: %(group)s, %(stance)s.") % {"group": group, "stance": stance}


def _actor(draft: ActorDraft) -> str:
    return say("It is linked to the actor %(actor)s, which is added to the register if it is not there.") % {
        "actor": draft.actor
    }


_SAYINGS: Mapping[type[Any], Callable[[Any], str]] = {
    FigureDraft: _figure,
    MeetingDraft: _meeting,
    InstrumentDraft: _instrument,
    CommitmentDraft: _commitment,
    TermDraft: _term,
    GroupDraft: _group,
    ActorDraft: _actor,
}
