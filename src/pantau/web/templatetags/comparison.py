"""How templates write the words of a clause that were kept, removed and added."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pantau.domain.alignment import Mark, MarkKind
from pantau.standards.comparisons import Passage

register = template.Library()
_TAGS = {MarkKind.REMOVED: "del", MarkKind.ADDED: "ins"}


@register.filter
def marked(passage: Passage) -> SafeString:
    """The passage with `del` and `ins`, which say what they are to those who do not see them."""
    return format_html_join("", "{}", ((_mark(mark),) for mark in passage.marks))


def _mark(mark: Mark) -> str | SafeString:
    if mark.kind is MarkKind.KEPT:
        return mark.text
    begins = _("removed:") if mark.kind is MarkKind.REMOVED else _("added:")
    tag = _TAGS[mark.kind]
    words = mark.text.lstrip()
    return format_html(
        f'{{}}<{tag}><span class="vh">[{{}} </span>{{}}<span class="vh">] </span></{tag}>',
        mark.text[: len(mark.text) - len(words)],
        begins,
        words,
    )
