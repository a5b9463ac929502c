"""A text with its claims marked, and the list of them, as markup. Hundreds stand on a page: a template would take ten
times as long over them."""

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from pantau.domain.evidence.rows import ClaimRow
from pantau.web.desk.claim_marks import Piece, heights
from pantau.web.desk.claim_words import (
    SIGNS,
    key_of,
    spoken_value,
    sureness_name,
    type_letter,
    type_name,
)
from pantau.web.wording import language

register = template.Library()
_HIGHEST = 3  # marks one within the other that have an underline of their own


@register.simple_tag
def claim_text(found: Sequence[Piece], claims: Sequence[ClaimRow], *, here: str = "") -> SafeString:
    """The pieces of a text, each within the marks of the claims that cover it; `here` is the one in focus, by key."""
    deep = heights(found)
    opening = [_mark(claim, height=deep.get(place, 0), here=here) for place, claim in enumerate(claims)]
    labels: dict[tuple[str, str], str] = {}
    open_now: tuple[int, ...] = ()
    parts: list[str] = []
    for piece in found:
        same = _alike(open_now, piece.covered)
        parts.append("</span>" * (len(open_now) - same))
        for place in piece.covered[same:]:
            parts.append(opening[place])
            if place in piece.opens:
                parts.append(_label(claims[place], labels=labels))
        parts.append(escape(piece.text, quote=False))
        open_now = piece.covered
    parts.append("</span>" * len(open_now))
    return mark_safe("".join(parts))


def _alike(before: Sequence[int], now: Sequence[int]) -> int:
    """How many marks go on from one piece to the next."""
    count = 0
    for one, other in zip(before, now, strict=False):
        if one != other:
            break
        count += 1
    return count


def _mark(claim: ClaimRow, *, height: int, here: str) -> str:
    key = key_of(claim)
    high = f" h{min(height, _HIGHEST)}" if height else ""
    focus = " here" if key == here else ""
    return f'<span class="k k-{claim.type} s-{claim.state.value}{high}{focus}" data-c="{key}">'


def _label(claim: ClaimRow, *, labels: dict[tuple[str, str], str]) -> str:
    """A link from the text to the list, which says type and state to those who do not see the colour."""
    kind = (claim.type, claim.state.value)
    if kind not in labels:
        spoken = escape(f"{type_name(claim.type)}, {claim.state.words.into(language())}")
        labels[kind] = (
            f'<b aria-hidden="true">{escape(type_letter(claim.type))}{SIGNS.get(claim.state, "")}</b>'
            f'<span class="vh" lang="{language()}">{spoken}: </span></a>'
        )
    key = key_of(claim)
    return f'<a class="tab" id="m-{key}" href="#c-{key}">{labels[kind]}'


@register.simple_tag
def claim_list(claims: Iterable[ClaimRow], *, query: str, here: str = "") -> SafeString:
    """The claims as items of a list, each with a box to choose it; `query` is what the page was asked for."""
    return mark_safe("\n".join(_item(claim, query=query, here=here) for claim in claims))


def _item(claim: ClaimRow, *, query: str, here: str) -> str:
    key = key_of(claim)
    asked = escape(f"{query}&claim={claim.public_id}#inspector" if query else f"?claim={claim.public_id}#inspector")
    current = ' aria-current="true"' if key == here else ""
    return (
        f'<li id="c-{key}" class="k-{claim.type} s-{claim.state.value}" data-v="{claim.version}"{current}>'
        f'<input type="checkbox" name="chosen" value="{claim.public_id}:{claim.version}" aria-labelledby="p-{key}">'
        f'<a class="tab" href="#m-{key}"><b aria-hidden="true">{escape(type_letter(claim.type))}'
        f'{SIGNS.get(claim.state, "")}</b><span class="vh">{escape(type_name(claim.type))}</span></a>'
        f'<a class="passage" id="p-{key}" href="{asked}" lang="{escape(claim.source.language)}">'
        f"<bdi>{escape(claim.text)}</bdi></a>"
        f'<span class="reading">{escape(spoken_value(claim))}</span>'
        f'<small><span class="sure">{escape(sureness_name(claim.confidence))} {claim.confidence} %</span>'
        f' <span class="state">{escape(claim.state.words.into(language()))}</span></small></li>'
    )
