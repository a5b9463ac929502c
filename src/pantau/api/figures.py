"""Published figures as they were printed, with what the checks find on them."""

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from pantau.api.answers import answered
from pantau.api.asked import Code, FiguresAsked
from pantau.api.caller import caller_of
from pantau.api.paging import part_of
from pantau.api.shapes import FigurePart, WholeFigure
from pantau.domain.figures import Figure
from pantau.domain.refusals import FigureUnknown
from pantau.usecases.review_figures import review_published

router = Router(tags=["figures"])


@router.get("", operation_id="figures", response=FigurePart)
def figures(request: HttpRequest, asked: Query[FiguresAsked]) -> HttpResponse:
    """Every figure that fits, by code."""
    review = review_published(caller_of(request).actor)
    found = [one for one in review.figures if _fits(one, asked)]
    return answered(part_of(request, found, asked=asked, shown=Figure.as_json))


@router.get("/{figure}", operation_id="figure", response=WholeFigure)
def figure(request: HttpRequest, figure: Path[Code]) -> HttpResponse:
    """One figure, its findings, and the figures that answer the same question. Raises FigureUnknown."""
    review = review_published(caller_of(request).actor)
    found = next((one for one in review.figures if one.code == figure), None)
    if found is None:
        raise FigureUnknown(figure=figure)
    beside = {
        "findings": [one.as_json() for one in review.findings_on(found.code)],
        "rivals": list(review.rivals_of(found.code)),
        "may_be_same": [one.code for one in review.perhaps_of(found.code)],
    }
    return answered(found.as_json() | beside)


def _fits(one: Figure, asked: FiguresAsked) -> bool:
    if (asked.subject and one.subject != asked.subject) or (asked.metric and one.metric != asked.metric):
        return False
    text = " ".join((one.code, one.quantity.printed, one.verb, one.note, *one.subject_name.as_json().values()))
    return all(word in text.casefold() for word in asked.q.casefold().split())
