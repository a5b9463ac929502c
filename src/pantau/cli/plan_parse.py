"""`pantau plan parse FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.column_roles import ColumnRoles, read_columns
from pantau.cli.language import language, say
from pantau.cli.options import Json, print_json
from pantau.cli.progress import pages_told
from pantau.domain.plantree import PlanTree, Sureness, sureness
from pantau.domain.refusals import NoLines
from pantau.files.document import read_document
from pantau.reading.plans import read_plan


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=say("The plan: text, Word, PDF, Excel, CSV or HTML."))
    ],
    columns: ColumnRoles = None,
    as_json: Json = False,
) -> None:
    roles = read_columns(columns)
    with pages_told() as told:
        document = read_document(file, told=told)
    tree = read_plan(document, columns=roles)
    if not tree.countable_total:
        raise NoLines(file=file.name)
    if as_json:
        print_json(tree.as_json(language()))
    else:
        print_tree(tree)


def print_tree(tree: PlanTree) -> None:
    """The tree as indented text, then its warnings."""
    print(tree.title or say("(no title)"))
    for node in tree.nodes:
        mark = "●" if node.countable else " "
        what = [node.kind.words.into(language())]
        if (sure := sureness(node.confidence)) is not Sureness.SURE:
            what.append(sure.words.into(language()))
        print(f"{mark} {'  ' * (node.depth - 1)}{node.printed or '–'}  {node.text}  [{', '.join(what)}]")
    print()
    print(say("{count} action lines", count=tree.countable_total))
    for warning in tree.warnings:
        print(f"! {warning.code} {warning.label}: {warning.message.into(language())}")
