"""`pantau figure show CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.plausibility.wording import quantity_words


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the figure."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.figures import figure_named
        from pantau.usecases.review_figures import review_published

        figure = figure_named(code)
        review = review_published(whoever(), subject=figure.subject)
    findings = [one.finding for one in review.reviewed if figure.code in one.figures]
    rivals = [
        other.code
        for group in review.rivals
        if figure.code in {one.code for one in group.figures}
        for other in group.figures
        if other.code != figure.code
    ]
    if as_json:
        print_json(figure.as_json() | {"rivals": rivals, "findings": [one.as_json() for one in findings]})
        return
    print(f"{figure.code}  {figure.subject_name.into(language())}: {figure.measures.name.into(language())}")
    print(
        f"  {quantity_words(figure.quantity).into(language())}  “{figure.verb}”"
        if figure.verb
        else f"  {quantity_words(figure.quantity).into(language())}"
    )
    if figure.source:
        print(
            f"  {say('Source')}: {figure.source.title} ({figure.source.publisher}, {figure.source.published_on or '–'})"
        )
    if figure.passage:
        print(f"  “{figure.passage.text}”")
    if rivals:
        print(f"  {say('Rivals')}: {', '.join(rivals)}")
    for one in findings:
        print(f"  ! {one.found.into(language())}\n    {one.why.into(language())}\n    {one.do.into(language())}")
