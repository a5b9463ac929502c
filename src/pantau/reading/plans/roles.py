"""Which parts of a plan are its preamble, its purposes, its body and its closing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pantau.domain.plantree import NodeKind
from pantau.reading.plans.acts import ACTING, STATED, Act
from pantau.reading.plans.blocks import RowSort
from pantau.reading.plans.growth import Branch
from pantau.reading.plans.lexicon import begins_with, lexicon, words_of
from pantau.reading.plans.sections import Role, role_named, touches
from pantau.reading.plans.wording import LONGEST_TITLE

FEW = 3
FEWEST_WORDS = 2
PURPOSES = frozenset({Role.PURPOSE, Role.SCOPE, Role.DIRECTORY})
BARE = frozenset({Act.VERB, Act.NOUN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the passages below a section do, as counts: bare acts ("Promote ..."), any acts, provisions on the plan
    itself, and how many passages there are.
    """

    bare: int
    acting: int
    procedural: int
    hinting: int
    leaves: int

    def mostly(self, count: int, share: float) -> bool:
        return bool(self.leaves) and count >= share * self.leaves


def leaves(branch: Branch) -> Iterator[Branch]:
    """The items below a branch, or itself, that hold no items."""
    return (below for below in branch.walk() if below.is_item and not below.items)


def assign_roles(root: Branch, language: str) -> list[Branch]:
    """Mark preamble, purposes and closing; returns the branches at the root whose content is the plan."""
    return _Parts(root, language).body()


class _Parts:
    def __init__(self, root: Branch, language: str) -> None:
        self._language = language
        self._sections = root.children
        self._profiles: dict[int, Profile] = {}
        acts = [leaf.act for leaf in leaves(root) if leaf.act in ACTING] if root.children else []
        self._acting = len(acts)
        self._mostly_bare = 2 * sum(found in BARE for found in acts) >= len(acts) > 0

    def body(self) -> list[Branch]:
        first = max(self._first_of_plan(), self._annex())
        last = self._end_of_plan(first)
        for branch in self._sections[:first]:
            if self._is_purpose(branch) or self._opens_with_provisions(branch):
                _mark_purpose(branch)
            else:
                _mark(branch, NodeKind.PREAMBLE)
        for branch in self._sections[last:]:
            _mark(branch, NodeKind.CLOSING)
        return [branch for branch in self._sections[first:last] if self._is_body(branch)]

    def _annex(self) -> int:
        """The first annex where the plan stands in annexes, and what is numbered before them only adopts it; else 0."""
        for index, branch in enumerate(self._sections):
            words = words_of(f"{branch.label} {branch.text}")
            if not branch.is_prose and begins_with(words, lexicon(self._language).annex):
                return index if any(map(self._holds_most, self._sections[index:])) else 0
        return 0

    def _is_body(self, branch: Branch) -> bool:
        """A section between first and last that is no purpose, preamble or closing itself; those are marked."""
        if branch.is_prose:
            return False
        if self._is_purpose(branch):
            _mark_purpose(branch)
            return False
        named = role_named(branch.text, self._language)
        if named is Role.PREAMBLE and branch.title:
            if not self._holds_most(branch):
                _mark(branch, NodeKind.PREAMBLE)
                return False
            _mark_opening_list(branch)
        if named is Role.CLOSING and _heads(branch) and self._provides(branch):
            _mark(branch, NodeKind.CLOSING)
            return False
        self._mark_within(branch)
        return True

    def _mark_within(self, section: Branch) -> None:
        """Purposes and closings that stand inside a section."""
        for child in section.items:
            if not child.items and not child.heading and not child.children:
                continue
            named = role_named(child.text, self._language) if child.title else Role.NONE
            if named in PURPOSES and self._is_purpose(child):
                _mark_purpose(child)
            elif named is Role.PREAMBLE and not self._holds_most(child):
                _mark(child, NodeKind.PREAMBLE)
            elif named is Role.CLOSING and self._is_closing(child) and self._provides(child):
                _mark(child, NodeKind.CLOSING)
            else:
                self._mark_within(child)

    def _first_of_plan(self) -> int:
        for index, branch in enumerate(self._sections):
            if branch.is_prose or self._leads_up(branch):
                continue
            if _is_line_of_table(branch):
                return index
            if branch.items:
                if any(leaf.act is not Act.STATEMENT for leaf in leaves(branch)):
                    return index
            elif self._opens_plan(index):
                return index
        return len(self._sections)

    def _leads_up(self, branch: Branch) -> bool:
        """Whether a section is headed as a preamble or as purposes, and does not hold the plan all the same."""
        named = role_named(branch.text, self._language) if branch.title else Role.NONE
        return (named is Role.PREAMBLE and not self._holds_most(branch)) or self._is_purpose(branch)

    def _opens_plan(self, index: int) -> bool:
        """Whether a section without items is the plan's: not one of the numbered paragraphs of a preamble."""
        branch = self._sections[index]
        if branch.heading:
            return False
        if branch.reading and branch.reading.shape.may_be_line:
            return any(part.act in ACTING for part in (branch, *branch.children))
        run = self._run(index)
        followed = any(section.items for section in self._sections[index + len(run) :])
        if not followed:
            return branch.act is not Act.STATEMENT
        if branch.title and branch.children:
            return branch.children[0].act in ACTING
        bare = sum(item.act in BARE for item in run)
        return bare >= 0.5 * len(run)

    def _run(self, index: int) -> list[Branch]:
        """The items of one list without items of their own, from `index` on."""
        run: list[Branch] = []
        for branch in self._sections[index:]:
            if branch.is_prose:
                continue
            if branch.items or branch.sign != self._sections[index].sign:
                break
            run.append(branch)
        return run

    def _end_of_plan(self, first: int) -> int:
        last, closed = len(self._sections), False
        while last > first + 1:
            section = self._sections[last - 1]
            if not (self._is_closing(section) or self._is_tail(section, closed=closed)):
                break
            closed = closed or not section.is_prose
            last -= 1
        return last

    def _is_tail(self, branch: Branch, *, closed: bool) -> bool:
        """Whether a section stands among the standard articles at the end of an agreement.

        `closed`: a section that closes the plan follows. Without one its passages must hint at the plan themselves.
        """
        if not _heads(branch):
            return False
        found = self._profile(branch)
        if role_named(branch.text, self._language) is Role.TAIL:
            return not found.mostly(found.bare, 0.5) and (closed or found.mostly(found.hinting, 0.5))
        hinting = found.mostly(found.hinting, 0.6) and found.mostly(found.procedural, 0.3)
        return hinting and self._mostly_bare and not found.bare

    def _is_closing(self, branch: Branch) -> bool:
        if branch.is_prose or _is_line_of_table(branch):
            return branch.is_prose
        found = self._profile(branch)
        named = role_named(branch.text, self._language) if _heads(branch) or not branch.items else Role.NONE
        if named is Role.DIRECTORY:
            return _holds_names(branch)
        if named is Role.CLOSING:
            if found.mostly(found.bare, 1.0) and not found.hinting:
                return False
            return found.leaves < FEW or found.mostly(found.hinting, 0.2) or not found.mostly(found.bare, 0.67)
        if touches(branch.text, Role.CLOSING, self._language) and _heads(branch):
            return found.mostly(found.procedural, 0.5) or (not found.leaves and not found.acting)
        if branch.heading and not branch.items:
            return not any(child.act in ACTING for child in branch.children) or found.mostly(found.procedural, 0.6)
        return found.mostly(found.procedural, 0.6) and not found.mostly(found.bare, 0.67)

    def _provides(self, branch: Branch) -> bool:
        """Whether a section within the plan, headed as a closing one, is about the plan and not about the world."""
        found = self._profile(branch)
        if found.mostly(found.bare, 0.5) and not found.mostly(found.procedural, 0.34):
            return False
        return not found.acting or found.mostly(found.hinting, 0.34)

    def _is_purpose(self, branch: Branch) -> bool:
        """A section of purposes, definitions or names: named so, flat, and not where the plan's actions stand."""
        named = role_named(branch.text, self._language) if branch.title else Role.NONE
        if named is Role.DIRECTORY:
            return _holds_names(branch)
        if named not in PURPOSES or (named is Role.SCOPE and _lists_acts(branch)):
            return False
        return not any(child.heading for child in branch.children) and not self._holds_most(branch)

    def _opens_with_provisions(self, branch: Branch) -> bool:
        """Whether a section ahead of the plan is headed as its last one might be: general provisions."""
        return branch.is_item and branch.title and role_named(branch.text, self._language) is Role.CLOSING

    def _holds_most(self, branch: Branch) -> bool:
        acting = sum(leaf.act in ACTING for leaf in leaves(branch))
        return acting > 0.5 * self._acting if self._acting else False

    def _profile(self, branch: Branch) -> Profile:
        if id(branch) not in self._profiles:
            self._profiles[id(branch)] = self._profiled(branch)
        return self._profiles[id(branch)]

    def _profiled(self, branch: Branch) -> Profile:
        passages = [leaf for leaf in leaves(branch) if leaf is not branch or not leaf.title]
        passages += [child for child in branch.children if child.is_prose] if not passages else []
        acts = [passage.act for passage in passages]
        spoken = [words_of(passage.text) for passage in passages]
        return Profile(
            bare=sum(found in BARE for found in acts),
            acting=sum(found in ACTING for found in acts),
            procedural=sum(_speaks_of_plan(words, self._language) for words in spoken),
            hinting=sum(_hints_at_plan(words, self._language) for words in spoken),
            leaves=len(passages),
        )


def _is_line_of_table(branch: Branch) -> bool:
    """Whether a branch is a row that a table lists among the lines, whatever its words speak of."""
    return branch.row is not None and branch.row.sort is RowSort.ITEM and not branch.items


def _heads(branch: Branch) -> bool:
    """Whether a text could head a section: a title, or a phrase without an end above items."""
    phrase = branch.text[-1:] not in tuple(".;,") and len(branch.text.split()) <= LONGEST_TITLE
    return branch.title or (phrase and bool(branch.items))


def _lists_acts(branch: Branch) -> bool:
    """Whether what a scope lists are the actions themselves: "(a) exchange of experts", not "(a) research"."""
    listed = [leaf for leaf in leaves(branch) if leaf is not branch]
    acts = sum(
        leaf.act in STATED or (leaf.act is Act.NOUN and len(leaf.text.split()) >= FEWEST_WORDS) for leaf in listed
    )
    return bool(acts) and FEW * acts >= len(listed)


def _holds_names(branch: Branch) -> bool:
    """Whether a list of names, headed as one, is no list of actions after all."""
    listed = [leaf for leaf in leaves(branch) if leaf is not branch]
    return FEW * sum(leaf.act in STATED for leaf in listed) <= len(listed)


def _speaks_of_plan(words: Sequence[str], language: str) -> bool:
    """Whether a passage is a provision on the plan itself: its review, its funding, its entry into force."""
    known = lexicon(language)
    return begins_with(words, known.plan_itself) > 0 or _holds(words, known.procedures) or _holds(words, known.signings)


def _hints_at_plan(words: Sequence[str], language: str) -> bool:
    return _holds(words, lexicon(language).hints) or _speaks_of_plan(words, language)


def _holds(words: Sequence[str], wanted: frozenset[str]) -> bool:
    openings = _first_words(wanted)
    return any(word in openings and begins_with(words[place:], wanted) for place, word in enumerate(words))


@cache
def _first_words(wanted: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in wanted)


def _mark(branch: Branch, kind: NodeKind) -> None:
    for below in branch.walk():
        below.kind = kind


def _mark_purpose(branch: Branch) -> None:
    for below in branch.walk():
        below.kind = NodeKind.NOTE
    branch.kind = NodeKind.HEADING


def _mark_opening_list(branch: Branch) -> None:
    """The numbered paragraphs of a preamble below whose heading the plan begins to count anew."""
    items = branch.items
    for place, item in enumerate(items[1:], start=1):
        if item.reading is not None and item.reading.value == (1,) and item.sign == items[0].sign:
            for opening in items[:place]:
                _mark(opening, NodeKind.PREAMBLE)
            return
