"""Every sentence of the pages and commands is in its catalogue, and every catalogue is wholly translated."""

import ast
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.tree import PACKAGE, modules, named

SAME = tomllib.loads((Path(__file__).parent / "same_in_both.toml").read_text(encoding="utf-8"))["same"]
FUNCTIONS = {
    "django.utils.translation": {
        name: name.removesuffix("_lazy")
        for name in (
            "gettext",
            "gettext_lazy",
            "gettext_noop",
            "ngettext",
            "ngettext_lazy",
            "pgettext",
            "pgettext_lazy",
            "npgettext",
            "npgettext_lazy",
        )
    },
    "pantau.cli.language": {"say": "gettext"},
}
# Which arguments of a function are the context (if any), the sentence and its plural (if any).
ARGUMENTS = {
    "gettext": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "pgettext": (0, 1),
    "npgettext": (0, 1, 2),
}
WITH_CONTEXT = {"pgettext", "npgettext"}
IN_TEMPLATES = dict.fromkeys(("gettext", "ngettext", "pgettext", "npgettext", "_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What a gettext function is asked for: `id` is the English text (the singular), `context` mostly empty."""

    id: str
    context: str = ""


CATALOGUES = {"django": ("web", "api", "server"), "cli": ("cli",)}


@pytest.mark.parametrize("domain", CATALOGUES)
def test_every_sentence_in_the_code_is_in_the_catalogue(domain: str) -> None:
    kept = {sentence_of(message) for message in messages(domain)}
    asked = dict(used(domain))

    assert len(asked) > 20, "nothing was found to translate"
    assert {sentence.id: place for sentence, place in asked.items() if sentence not in kept} == {}


@pytest.mark.parametrize("domain", CATALOGUES)
def test_no_catalogue_keeps_a_sentence_that_nobody_says(domain: str) -> None:
    said = {sentence.id for sentence, _ in used(domain)} | set(texts_in(domain))

    assert [sentence_of(message).id for message in messages(domain) if sentence_of(message).id not in said] == []


@pytest.mark.parametrize("domain", CATALOGUES)
def test_every_sentence_of_a_catalogue_is_translated_for_certain(domain: str) -> None:
    open_ones = [message.id for message in messages(domain) if message.fuzzy or not all(forms(message.string))]

    assert open_ones == []


@pytest.mark.parametrize("domain", CATALOGUES)
def test_no_translation_is_the_sentence_itself_unless_listed(domain: str) -> None:
    same = [text for message in messages(domain) for text in forms(message.string) if text in forms(message.id)]

    assert [text for text in same if text not in SAME] == []


@pytest.mark.parametrize("domain", CATALOGUES)
def test_a_translation_fills_the_same_places(domain: str) -> None:
    differing = [
        message.id for message in messages(domain) if places_of(forms(message.id)) != places_of(forms(message.string))
    ]

    assert differing == []


def messages(domain: str) -> list[Message]:
    """The entries of the Indonesian catalogue, without its head."""
    path = PACKAGE / "locale" / "id" / "LC_MESSAGES" / f"{domain}.po"
    catalog: Catalog = read_po(io.BytesIO(path.read_bytes()), locale="id", abort_invalid=True)
    return [message for message in catalog if message.id]


def sentence_of(message: Message) -> Sentence:
    return Sentence(id=forms(message.id)[0], context=message.context or "")


def forms(texts: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The singular and the plurals, or the one text there is; an empty one where there is none."""
    return tuple(texts) if isinstance(texts, tuple | list) else (texts or "",)


def places_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for text in texts for name in re.findall(r"%\(\w+\)|\{\w*[^{}]*\}", text))


def used(domain: str) -> Iterator[tuple[Sentence, str]]:
    """What the code and the templates of a catalogue ask for, each with the file where it stands."""
    for room in CATALOGUES[domain]:
        for path, tree in modules(room):
            for sentence in asked_in(tree):
                yield sentence, named(path)
    if domain == "django":
        for path in sorted(PACKAGE.rglob("templates/**/*.*")):
            for sentence in asked_in_template(path.read_text(encoding="utf-8"), str(path)):
                yield sentence, named(path)


def asked_in(tree: ast.Module) -> Iterator[Sentence]:
    """The sentences that calls of gettext functions name, whatever the functions are called in the module."""
    known = {
        alias.asname or alias.name: FUNCTIONS[node.module][alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in FUNCTIONS
        for alias in node.names
        if alias.name in FUNCTIONS[node.module]
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            function = known[node.func.id]
            texts = [constant(node.args[place]) for place in ARGUMENTS[function] if place < len(node.args)]
            if texts and None not in texts:
                yield sentence(function, [text for text in texts if text is not None])


def asked_in_template(source: str, origin: str) -> Iterator[Sentence]:
    code = templatize(source, origin=origin).encode()
    for _, function, found, _ in extract_python(io.BytesIO(code), IN_TEMPLATES, (), {"encoding": "utf-8"}):
        texts = [text for text in forms(found) if text]
        yield sentence(str(function), texts)


def sentence(function: str, texts: list[str]) -> Sentence:
    if function in WITH_CONTEXT:
        return Sentence(context=texts[0], id=texts[1])
    return Sentence(id=texts[0])


def constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def texts_in(domain: str) -> Iterator[str]:
    """Every text in the code of a catalogue's rooms: a sentence may come to gettext by way of a name."""
    for room in CATALOGUES[domain]:
        for _, tree in modules(room):
            yield from (text for node in ast.walk(tree) if isinstance(node, ast.expr) and (text := constant(node)))


def test_sentences_are_found_however_they_are_asked_for() -> None:
    code = "from django.utils.translation import gettext as _, ngettext\n_('One')\nngettext('two', 'twos', 2)\n_(name)"
    template = (
        '{% load i18n %}<c-x title="{% translate "Three" %}">{% blocktranslate with n=a %}Four {{ n }}'
        "{% endblocktranslate %}{{ _('Five') }}{% translate 'Six' context 'number' %}"
        "{% blocktranslate count n=b %}{{ n }} line{% plural %}{{ n }} lines{% endblocktranslate %}"
    )

    assert list(asked_in(ast.parse(code))) == [Sentence(id="One"), Sentence(id="two")]
    assert set(asked_in_template(template, "x.html")) == {
        Sentence(id="Three"),
        Sentence(id="Four %(n)s"),
        Sentence(id="Five"),
        Sentence(id="Six", context="number"),
        Sentence(id="%(n)s line"),
    }
