"""Heading or line: which branches of the plan's body count, by the counting policy.

Cover the sub-items of an item: if what is left still states an action, the item is the line and they are
sub-items; if it is a title or a bare lead-in, it is a heading and they count.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pantau.domain.plantree import NodeKind
from pantau.reading.plans.acts import ACTING, STATED, Act
from pantau.reading.plans.growth import Branch
from pantau.reading.plans.holders import LINE_FROM, UNLIKE_LINES, is_plain, is_punctuated, line_score
from pantau.reading.plans.lexicon import language_of, words_of
from pantau.reading.plans.sections import Role, role_named
from pantau.reading.plans.wording import is_caps, is_title_case

LONG_TOPIC = 4


def assign_kinds(body: Sequence[Branch]) -> None:
    """Give every branch of the plan's body its kind."""
    kinds = _Kinds(body)
    for branch in body:
        kinds.judge(branch)


@dataclass(slots=True)
class _Company:
    """The items of one list, or of one depth and sort of label over the whole body, as counts."""

    items: int = 0
    holders: int = 0
    acting_leaves: int = 0

    def add(self, branch: Branch, found: Act) -> None:
        self.items += 1
        if branch.items:
            self.holders += 1
        elif found in ACTING:
            self.acting_leaves += 1


class _Kinds:
    def __init__(self, body: Sequence[Branch]) -> None:
        self._peers: dict[tuple[int, str], _Company] = defaultdict(_Company)
        self._lists: dict[int, _Company] = defaultdict(_Company)
        self._holders: dict[tuple[int, str], list[Branch]] = defaultdict(list)
        self._shared: dict[tuple[int, str], float] = {}
        self._scores: dict[int, float] = {}
        self._translations: set[int] = set()
        self._contexts: set[int] = set()
        self._leaves = self._stops = 0
        for section in body:
            for branch in section.walk():
                self._count(branch)

    def _count(self, branch: Branch) -> None:
        if branch.is_item:
            found = branch.act
            self._lists[id(branch.parent)].add(branch, found)
            key = self._key(branch)
            self._peers[key].add(branch, Act.OPEN if _reads_as_heading(branch) else found)
            if branch.items:
                self._holders[key].append(branch)
            else:
                self._leaves += 1
                self._stops += is_punctuated(branch)
        self._contexts.update(map(id, _contexts_of(branch)))
        before: Branch | None = None
        for child in branch.items:
            if before is not None and _is_translation(child, before):
                self._translations.add(id(child))
            before = child

    @staticmethod
    def _key(branch: Branch) -> tuple[int, str]:
        depth, above = 0, branch.parent
        while above is not None:
            depth, above = depth + 1, above.parent
        return depth, branch.sign

    def judge(self, branch: Branch) -> None:
        """Decide on a branch and on all below it that is not decided yet."""
        stack = [branch]
        while stack:
            found = stack.pop()
            if found.kind is None:
                self._decide(found)
            if found.kind is NodeKind.LINE:
                _mark_subitems(found)
            else:
                stack.extend(reversed(found.children))

    def _decide(self, branch: Branch) -> None:
        if branch.is_prose:
            branch.kind = NodeKind.NOTE
        elif branch.heading:
            branch.kind = NodeKind.HEADING
        elif id(branch) in self._translations:
            for below in branch.walk():
                below.kind = NodeKind.NOTE
        elif branch.items:
            self._decide_holder(branch)
        elif branch.reading is not None and branch.reading.shape.may_be_line:
            self._decide_article(branch)
        else:
            self._decide_leaf(branch)

    def _decide_article(self, branch: Branch) -> None:
        """An article without paragraphs: the line itself if its one sentence states an action."""
        if branch.act in STATED and not _reads_as_heading(branch):
            branch.kind = NodeKind.LINE
        elif len(branch.children) == 1 and branch.children[0].act in STATED:
            branch.lines.extend(branch.children.pop().lines)
            branch.settle()
            branch.kind, branch.sure = NodeKind.LINE, 0.8
        else:
            branch.kind = NodeKind.HEADING

    def _decide_leaf(self, branch: Branch) -> None:
        found = branch.act
        beside = self._lists[id(branch.parent)]
        if _reads_as_heading(branch) and self._stands_among_headings(branch, found):
            branch.kind, branch.sure = NodeKind.HEADING, 0.7
        elif found in ACTING and not (found is Act.PLEDGE and id(branch) in self._contexts):
            branch.kind, branch.sure = NodeKind.LINE, 0.95 if found in STATED else 0.9
        elif found is Act.STATEMENT or id(branch) in self._contexts:
            branch.kind, branch.sure = NodeKind.NOTE, 0.7
        else:
            self._decide_open_leaf(branch, beside)

    def _stands_among_headings(self, branch: Branch, found: Act) -> bool:
        """Whether a title without items is a section that happens to be empty."""
        beside, peers = self._lists[id(branch.parent)], self._peers[self._key(branch)]
        if found in STATED:
            return not peers.acting_leaves and 3 * beside.holders >= 2 * beside.items
        return bool(beside.holders) and 2 * beside.holders >= beside.items - 1

    @staticmethod
    def _decide_open_leaf(branch: Branch, beside: _Company) -> None:
        """A leaf whose words do not tell goes with the others of its list."""
        if beside.acting_leaves and 3 * beside.acting_leaves >= beside.items - 1:
            branch.kind, branch.sure = NodeKind.LINE, 0.7
        elif len(words_of(branch.text)) >= LONG_TOPIC and not (branch.children and _reads_as_heading(branch)):
            branch.kind, branch.sure = NodeKind.LINE, 0.5
        else:
            branch.kind, branch.sure = NodeKind.NOTE if not branch.children else NodeKind.HEADING, 0.5

    def _decide_holder(self, branch: Branch) -> None:
        """By its own score, or by that of its peers together where nothing but its wording tells."""
        score = self._score(branch)
        if is_plain(branch):
            key = self._key(branch)
            if key not in self._shared:
                scores = [self._score(peer) for peer in self._holders[key] if is_plain(peer)]
                self._shared[key] = sum(scores) / len(scores)
            score = (score + 2 * self._shared[key]) / 3
        branch.kind = NodeKind.LINE if score >= LINE_FROM else NodeKind.HEADING
        branch.sure = 0.95 if abs(score - LINE_FROM) >= 1 else 0.7

    def _score(self, branch: Branch) -> float:
        if id(branch) not in self._scores:
            self._scores[id(branch)] = self._weighed(branch)
        return self._scores[id(branch)]

    def _weighed(self, branch: Branch) -> float:
        peers = self._peers[self._key(branch)]
        unlike = self._punctuated > 0.5 and not is_punctuated(branch)
        return line_score(branch, company=_company_score(peers), unlike=UNLIKE_LINES if unlike else 0.0)

    @property
    def _punctuated(self) -> float:
        return self._stops / self._leaves if self._leaves else 0.0


def _company_score(peers: _Company) -> float:
    if 3 * peers.acting_leaves >= peers.holders + peers.acting_leaves:
        return 1.5
    return 0.0 if peers.acting_leaves else -1.0


def _mark_subitems(line: Branch) -> None:
    for below in line.walk():
        if below is not line:
            below.kind = NodeKind.NOTE if below.is_prose else NodeKind.SUBITEM


def _reads_as_heading(branch: Branch) -> bool:
    return branch.title and (is_caps(branch.text) or is_title_case(branch.text))


def _is_translation(branch: Branch, before: Branch) -> bool:
    """Whether an item repeats the label of the one before it in the other language."""
    if not branch.label or before.label != branch.label:
        return False
    return {language_of(branch.text), language_of(before.text)} == {"en", "id"}


def _contexts_of(section: Branch) -> list[Branch]:
    """The numbered paragraphs that "Strategic Measures:" and its list follow: they say why."""
    found: list[Branch] = []
    run: list[Branch] = []
    for child in section.items:
        if child.is_item and not child.items:
            run.append(child)
            continue
        if child.heading and child.items and role_named(child.text, child.language) is Role.LIST:
            found += run
        run = []
    return found
