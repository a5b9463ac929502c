"""The tables of a text in a second language: what it adds and changes, what it lacks, what only it has."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.alignment import Clause, Pair
from pantau.domain.words import LANGUAGES
from pantau.standards.comparisons import label_in_full
from pantau.usecases.translate_plan import Rendering, TranslationPreview
from pantau.web.ask import Asked
from pantau.web.desk.versions import LANGUAGES as LANGUAGE_NAMES
from pantau.web.tables import Cell, Column, Table

_SHOWN = 100  # rows on the page; all of them are in the data


def translation_tables(preview: TranslationPreview, *, asked: Asked) -> dict[str, Table[Any]]:
    """The main one holds what is new; the others are short in a text that fits."""
    own, spoken = preview.version.language, preview.language
    tables: tuple[Table[Any], ...] = (
        Table(
            key="new",
            caption=_("New wordings"),
            columns=NEW_COLUMNS if spoken == LANGUAGES[1] else NEW_COLUMNS[:1] + NEW_COLUMNS[:0:-1],
            items=[one for one in preview.renderings if one.effect == "new"],
            asked=asked,
            empty=_("The text adds no wording."),
        ),
        _changed_table([one for one in preview.renderings if one.effect == "changed"], spoken=spoken),
        _clause_table("missing", _("In the plan, missing in this text"), preview.missing, language=own),
        _clause_table("extra", _("In this text, not in the plan"), preview.extra, language=spoken),
        _recounted_table(preview.recounted, spoken=spoken),
    )
    return {table.key: table for table in tables}


def _words(one: Rendering, *, language: str) -> Cell:
    """What the node says in a language once the text is taken in."""
    taken = one.clause.text if language != _own(one) else one.node.words.into(language)
    return Cell(value=taken, lang=language)


def _own(one: Rendering) -> str:
    return str(one.node.plan_version.language)


NEW_COLUMNS: tuple[Column[Rendering], ...] = (
    Column(key="label", title=_("Label"), cell=lambda one: Cell(value=label_in_full(one.node.path))),
    Column(key="en", title=LANGUAGE_NAMES["en"], cell=lambda one: _words(one, language="en")),
    Column(key="id", title=LANGUAGE_NAMES["id"], cell=lambda one: _words(one, language="id")),
)


def _changed_table(items: list[Rendering], *, spoken: str) -> Table[Rendering]:
    return Table(
        key="changed",
        caption=_("Changed wordings"),
        columns=(
            Column(key="label", title=_("Label"), cell=lambda one: Cell(value=label_in_full(one.node.path))),
            Column(key="was", title=_("It was"), cell=lambda one: Cell(value=one.was, lang=spoken)),
            Column(key="now", title=_("It becomes"), cell=lambda one: Cell(value=one.clause.text, lang=spoken)),
        ),
        items=items,
        limit=_SHOWN,
        empty=_("No wording changes."),
    )


def _clause_table(key: str, caption: Any, clauses: tuple[Clause, ...], *, language: str) -> Table[Clause]:
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column(key="label", title=_("Label"), cell=lambda one: Cell(value=label_in_full(one.path))),
            Column(key="kind", title=_("Kind"), cell=lambda one: Cell(value=one.kind.value, shown=one.kind.words)),
            Column(
                key="text",
                title=_("Text"),
                cell=lambda one: Cell(value=one.text or None, lang=language, absent=_("no text")),
            ),
        ),
        items=clauses,
        limit=_SHOWN,
        empty=_("Nothing."),
    )


def _recounted_table(pairs: tuple[Pair, ...], *, spoken: str) -> Table[Pair]:
    def counted(pair: Pair) -> Cell:
        here = pair.old[0].countable
        return Cell(value="plan" if here else "text", shown=_("the plan alone") if here else _("this text alone"))

    return Table(
        key="recounted",
        caption=_("Counted in one of the two alone"),
        columns=(
            Column(key="label", title=_("Label"), cell=lambda pair: Cell(value=label_in_full(pair.old[0].path))),
            Column(key="counted", title=_("An action line in"), cell=counted),
            Column(key="text", title=_("This text"), cell=lambda pair: Cell(value=pair.new_text, lang=spoken)),
        ),
        items=pairs,
        limit=_SHOWN,
        empty=_("Both count the same parts."),
    )
