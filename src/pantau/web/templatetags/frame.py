"""What stands around every page, and the fields of its forms, as markup: a template takes ten times as long."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pantau.web.forms import Entry

register = template.Library()

_EYE = (
    '<svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" focusable="false">'
    '<path d="M1 12C5 4.5 19 4.5 23 12 19 19.5 5 19.5 1 12Z" class="brand-eye"/><circle cx="12" cy="12" r="4"/></svg>'
)
_DESK = (
    "desk",
    "import",
    "draft",
    "job",
    "jobs",
    "round",
    "rounds",
    "completeness",
    "calendar",
    "messages",
    "people",
    "person",
    "roles",
    "bodies",
    "body",
    "review",
    "evidence",
    "ledger",
    "record",
    "tokens",
)
_PUBLIC = (
    ("plans.html", _("Plans"), ("plan", "plans", "versions", "version", "translation", "matrix", "adopt", "compare")),
    ("figures.html", _("Figures"), ("figure", "figures")),
    ("partners.html", _("Partners"), ("partner", "partners")),
    ("sources.html", _("Sources"), ("source", "sources", "search")),
    ("method.html", _("Method"), ("method",)),
)
_WORKING = (
    ("my-work.html", _("My work"), ("my", "report", "contribution")),
    ("desk.html", _("Desk"), _DESK),
)
"""Where the main navigation leads: a route, what it is called, and the parts of the site that belong to it."""


@register.simple_tag(takes_context=True)
def site_header(context: Mapping[str, Any]) -> SafeString:
    """The mark, the main places, the person signed in, and this page in the other languages."""
    language, section = get_language() or "", context["section"]
    return mark_safe(
        '<header class="site">\n  <div class="wrap">\n    '
        + _places(language, section, bool(context["works"]))
        + _account(context, section)
        + _languages(context["languages"], language)
        + "\n  </div>\n</header>"
    )


@lru_cache(maxsize=200)
def _places(_language: str, section: str, works: bool) -> str:
    """Differs by language, because addresses and names do, though it is not read here."""
    items = "".join(
        f'<li><a href="{reverse(route)}"{_current(section in parts)}>{escape(str(name))}</a></li>'
        for route, name, parts in (*_PUBLIC, *(_WORKING if works else ()))
    )
    home = f'<a class="brand" href="{reverse("home.html")}">{_EYE}Pantau</a>\n    '
    return f'{home}<nav aria-label="{escape(gettext("Main"))}"><ul>{items}</ul></nav>\n    '


def _current(here: bool) -> str:
    return ' aria-current="true"' if here else ""


def _account(context: Mapping[str, Any], section: str) -> str:
    person = context["person"]
    if person is None:
        onward = "" if section == "account_login" else f"?next={quote(context['here'])}"
        where = f'{reverse("account_login")}{onward}"{_current(section == "account_login")}'
        items = f'<li><a href="{where}>{escape(gettext("Sign in"))}</a></li>'
    else:
        who = f'<span class="vh">{escape(gettext("Account of"))} </span>{escape(person.full_name or person.name)}'
        out = f'<button class="plain" type="submit">{escape(gettext("Sign out"))}</button>'
        token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{context["csrf_token"]}">'
        items = (
            f'<li><a href="{reverse("accounts.html")}"{_current(section == "accounts")}>{who}</a></li>'
            f'<li><form method="post" action="{reverse("account_logout")}">{token}{out}</form></li>'
        )
    return f'<nav class="me" aria-label="{escape(gettext("Account"))}"><ul>{items}</ul></nav>\n    '


def _languages(languages: Iterable[tuple[str, str, str]], language: str) -> str:
    items = "".join(
        f'<li><a href="{escape(href)}" lang="{code}" hreflang="{code}"{_current(code == language)}>{name}</a></li>'
        for code, name, href in languages
    )
    return f'<nav class="languages" aria-label="{escape(gettext("Language"))}"><ul>{items}</ul></nav>'


@register.simple_tag
def form_entry(entry: Entry, rows: object = 8, lang: str = "") -> SafeString:
    """A field with its label, hint and what is wrong with it, as it stands."""
    field = entry.field
    name = escape(field.name)
    told = f' aria-describedby="{entry.described_by}"' if entry.described_by else ""
    told += ' aria-invalid="true"' if entry.fault else ""
    spoken = f' lang="{escape(lang)}"' if lang else ""
    begins = f'id="f-{name}" name="{name}"'
    if field.kind == "select":
        control = f"<select {begins}{told}>{_options(entry)}</select>"
    elif field.kind == "textarea":
        control = f'<textarea {begins} rows="{rows}"{told}{spoken}>\n{escape(str(entry.text))}</textarea>'
    else:
        value = "" if field.kind == "file" else f' value="{escape(str(entry.text))}"'
        control = f'<input {begins} type="{field.kind}"{value}{told}{spoken}>'
    wrong = " wrong" if entry.fault else ""
    label = f'<label for="f-{name}">{escape(str(field.label))}</label>'
    return mark_safe(f'<div class="field{wrong}">{label}\n{_hint(entry)}{_fault(entry)}{control}</div>')


def _options(entry: Entry) -> str:
    field = entry.field
    blank = f'<option value="">{escape(str(field.blank))}</option>' if field.blank else ""
    return blank + "".join(
        f'<option value="{escape(str(choice.value))}"{" selected" if choice.value == entry.text else ""}>'
        f"{escape(str(choice.name))}</option>"
        for choice in field.choices
    )


def _hint(entry: Entry) -> str:
    field = entry.field
    return f'<p class="hint" id="f-{field.name}-hint">{escape(str(field.hint))}</p>\n' if field.hint else ""


def _fault(entry: Entry) -> str:
    if not entry.fault:
        return ""
    begins = f'<p class="fault" id="f-{entry.field.name}-fault"><span class="vh">{escape(gettext("Wrong:"))} </span>'
    return f"{begins}{escape(str(entry.fault.says))} {escape(str(entry.fault.mend))}</p>\n"
