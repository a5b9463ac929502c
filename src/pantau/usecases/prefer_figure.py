"""A curator prefers one figure to its rivals, for a reason, or takes that back; all of them stay side by side."""

from pantau.domain.figure_refusals import NoRivals, NotPreferred, PreferredAlready, RivalsChanged
from pantau.domain.figures import Figure, Preference, Rivals, rivals
from pantau.domain.ledger import Decision, digest_of_value
from pantau.domain.permissions import Actor, Verb, role_for
from pantau.domain.refusals import CellMissing, TextTooLong
from pantau.domain.review.edits import is_plain
from pantau.domain.source_refusals import DetailUnfit
from pantau.records.ledger import Decided, append
from pantau.records.models import FigurePreference, PublishedFigure, Workspace
from pantau.records.pen import Pen
from pantau.records.queries.figures import figure_named, figure_rows
from pantau.usecases.access import writing

LONGEST = 400
"""Characters that a reason has."""


def prefer_figure(actor: Actor, *, code: str, reason: str, seen: str = "") -> Figure:
    """The figure is preferred to its rivals; where another one was, that preference is withdrawn with it.

    `seen` is the digest of the rivals that the person was shown, empty for whatever they are now.

    Raises:
        NotFound: the actor may not.
        FigureUnknown: there is no such figure.
        CellMissing, TextTooLong, DetailUnfit: the reason cannot be kept.
        NoRivals: nothing says anything else of the same thing.
        RivalsChanged: the rivals are no longer what was shown.
        PreferredAlready: it is, for this very reason.
    """
    why = _reason(reason)
    with writing(actor, Verb.PREFER_FIGURE, reason=f"prefer {code}") as pen:
        figure, group = _chosen(code, seen=seen)
        if group is None or len(group.sides) < 2:
            raise NoRivals(figure=figure.code)
        if figure.preferred and figure.preferred.reason == why:
            raise PreferredAlready(figure=figure.code)
        for other in group.preferred:
            _withdraw(pen, other, group=group, note=why)
        row = PublishedFigure.objects.get(public_id=figure.public_id)
        kept = pen.insert(FigurePreference, figure=row, reason=why)
        _decide(pen, Decision.PREFER, kept=kept, figure=figure, group=group, note=why)
    return figure_named(figure.code)


def withdraw_preference(actor: Actor, *, code: str, reason: str, seen: str = "") -> Figure:
    """The figure is no longer preferred; its rivals stand as they did before.

    Raises NotFound, FigureUnknown, CellMissing, TextTooLong, DetailUnfit, RivalsChanged as `prefer_figure`, and
    NotPreferred.
    """
    why = _reason(reason)
    with writing(actor, Verb.PREFER_FIGURE, reason=f"withdraw preference of {code}") as pen:
        figure, group = _chosen(code, seen=seen)
        if figure.preferred is None:
            raise NotPreferred(figure=figure.code)
        _withdraw(pen, figure, group=group, note=why)
    return figure_named(figure.code)


def rivals_of(figure: Figure) -> Rivals | None:
    """The figures that speak of the same thing as this one, itself among them, as they stand now."""
    return next((group for group in rivals(figure_rows(figure.subject)) if group.holds(figure.code)), None)


def _chosen(code: str, *, seen: str) -> tuple[Figure, Rivals | None]:
    """The figure and its rivals; nobody else chooses meanwhile. Raises FigureUnknown, RivalsChanged."""
    Workspace.objects.select_for_update().first()
    figure = figure_named(code)
    group = rivals_of(figure)
    if seen and (group is None or group.digest != seen):
        raise RivalsChanged(figure=figure.code, what=figure.code, seen="?", now="?")
    return figure, group


def _withdraw(pen: Pen, figure: Figure, *, group: Rivals | None, note: str) -> None:
    preferred = figure.preferred
    assert isinstance(preferred, Preference)
    row = FigurePreference.objects.get(public_id=preferred.public_id)
    kept = pen.change(row, withdrawn=True)
    _decide(pen, Decision.UNPREFER, kept=kept, figure=figure, group=group, note=note)


def _decide(
    pen: Pen, decision: Decision, *, kept: FigurePreference, figure: Figure, group: Rivals | None, note: str
) -> None:
    others = [one.code for one in group.figures if one.code != figure.code] if group else []
    append(
        pen,
        decision,
        role=role_for(pen.actor, Verb.PREFER_FIGURE) or "",
        decided=[
            Decided(
                kind="preference",
                subject=kept.public_id,
                version=kept.version,
                shown=group.digest if group else digest_of_value([figure.as_json()]),
                note=note,
                details={"figure": figure.code, "metric": figure.metric, "rivals": others},
            )
        ],
    )


def _reason(text: str) -> str:
    why = " ".join(text.split())
    if not why:
        raise CellMissing(column="reason", where="reason")
    if len(why) > LONGEST:
        raise TextTooLong(column="reason", length=len(why), limit=LONGEST, where="reason")
    if not is_plain(why):
        raise DetailUnfit(column="reason", where="reason")
    return why
