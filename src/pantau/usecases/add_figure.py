"""One published figure is recorded, with the source and passage it stands in."""

from collections.abc import Mapping

from pantau.domain.figures import Figure
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import RowsRejected
from pantau.files.sheet import Row, Sheet
from pantau.records.queries.figures import figure_named
from pantau.usecases.access import writing
from pantau.usecases.figure_cells import FIGURE_COLUMNS
from pantau.usecases.import_register import write_register
from pantau.usecases.register_kinds import KINDS


def add_figure(actor: Actor, *, cells: Mapping[str, str]) -> Figure:
    """Record a figure from the same cells as a row of the register `figures`; recording it twice changes nothing.

    Raises the refusal of the first cell that cannot be read.
    """
    options = {name: f"--{name.replace('_', '-')}" for name in FIGURE_COLUMNS}
    sheet = Sheet(file="figure add", title="", headings=options, letters={})
    row = Row(number=1, cells=dict.fromkeys(FIGURE_COLUMNS, "") | dict(cells), sheet=sheet)
    try:
        with writing(actor, Verb.ADD_FIGURE, reason="figure add") as pen:
            write_register(pen, kind=KINDS["figures"], rows=[row], file=sheet.file)
    except RowsRejected as rejected:
        first = rejected.problems[0]
        first.where = first.where.rpartition(" ")[2]  # a person gave options, no row
        raise first from None
    return figure_named(cells["code"])
