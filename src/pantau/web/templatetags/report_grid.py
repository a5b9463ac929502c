"""The lines of a grid as markup. Hundreds of them stand on a page with a dozen values each: a template takes ten times
as long over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from pantau.web.desk.report_grid import HEADS, GridLine, shown_text
from pantau.web.templatetags.pantau import said

register = template.Library()


@register.simple_tag
def grid_lines(lines: Iterable[GridLine], *, before: bool, files: bool) -> SafeString:
    """The lines, with what the earlier round said beside them and what they have of files where that is asked for."""
    drawing = _Drawing(before=before, files=files)
    return mark_safe("\n".join(drawing.line(line) for line in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """How the lines of one page are written; what all of them say is put into its language once."""

    before: bool
    files: bool
    heads: Mapping[str, str] = field(default_factory=lambda: {name: escape(str(head)) for name, head in HEADS.items()})
    returned: str = field(default_factory=lambda: escape(gettext("Returned:")))
    stop: str = field(default_factory=lambda: escape(gettext("Stop")))
    warning: str = field(default_factory=lambda: escape(gettext("Warning")))
    evidence: str = field(default_factory=lambda: escape(gettext("Evidence")))
    attach: str = field(default_factory=lambda: escape(gettext("attach")))
    none: str = field(default_factory=lambda: escape(gettext("none")))
    states: dict[str, str] = field(default_factory=dict)

    def line(self, line: GridLine) -> str:
        read = "" if line.writable else " data-read"
        before = self._before(line) if self.before and line.before else ""
        cells = "".join(self._cell(name, text, line=line) for name, text in line.cells.as_json().items())
        return (
            f'<div role="row" class="line s-{line.state}" id="l-{line.line}" data-n="{escape(line.label)}"'
            f' data-missing="{line.missing:d}" data-ready="{line.ready:d}" data-stops="{line.stops}"'
            f' data-warnings="{line.warnings}" data-state="{line.state}"{read}>\n'
            f'<div role="rowheader" class="c-line">{self._head(line)}{before}</div>\n'
            f"{cells}\n{self._files(line) if self.files else ''}\n</div>"
        )

    def _head(self, line: GridLine) -> str:
        note = f'<span class="note"><b>{self.returned}</b> {escape(line.note)}</span>' if line.note else ""
        return (
            f'<a href="{escape(line.href)}">{escape(line.label)}</a> <span class="words">{said(line.words)}</span>'
            f"{self._state(line)}{note}"
        )

    def _state(self, line: GridLine) -> str:
        if line.state not in self.states:
            letter = f'<b aria-hidden="true">{escape(line.letter)}</b>'
            self.states[line.state] = f' <small class="state">{letter} <span>{said(line.state_name)}</span></small>'
        return self.states[line.state]

    def _before(self, line: GridLine) -> str:
        told = "".join(
            f"<div><dt>{escape(str(head))}</dt><dd>{escape(text)}</dd></div>" for head, text in line.drawn_before
        )
        round = escape(gettext("Round %(round)s") % {"round": line.before_round})
        return f'<div class="before"><p>{round}</p><dl>{told}</dl></div>'

    def _cell(self, name: str, text: str, *, line: GridLine) -> str:
        shown = shown_text(name, text)
        value = f' data-v="{escape(text)}"' if text != shown else ""
        read = "" if line.writable else ' aria-readonly="true"'
        found = "".join(
            f'<small class="found {one.severity}"><b>{self.stop if one.stops else self.warning}:</b>'
            f" {said(one.found)} {said(one.do)}</small>"
            for one in line.findings
            if one.cell == name
        )
        return (
            f'<div role="gridcell" class="c-{name}" data-h="{self.heads[name]}"{value}{read}>'
            f'<span class="v">{escape(shown)}</span>{found}</div>'
        )

    def _files(self, line: GridLine) -> str:
        told = self.attach if line.writable else self.none
        if line.files:
            told = escape(ngettext("%(n)s file", "%(n)s files", line.files) % {"n": line.files})
        return (
            f'<div role="gridcell" class="c-evidence" data-h="{self.evidence}">'
            f'<a href="{escape(line.href)}#evidence">{told}</a></div>'
        )
