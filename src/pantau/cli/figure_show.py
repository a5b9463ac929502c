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
    findings, rivals = review.findings_on(figure.code), review.rivals_of(figure.code)
    perhaps = [one.code for one in review.perhaps_of(figure.code)]
    if as_json:
        beside = {"rivals": list(rivals), "may_be_same": perhaps, "findings": [one.as_json() for one in findings]}
        print_json(figure.as_json() | beside)
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
    if perhaps:
        print(f"  {say('May be about the same')}: {', '.join(perhaps)}")
    if figure.preferred:
        print(f"  {say('Preferred to its rivals')}: {figure.preferred.reason}")
    for one in findings:
        print(f"  ! {one.found.into(language())}\n    {one.why.into(language())}\n    {one.do.into(language())}")
