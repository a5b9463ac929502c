"""Blocks and their places become branches: the tree before anything in it is judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pantau.domain.plantree import NodeKind
from pantau.reading.plans.acts import ACTING, Act, act_of
from pantau.reading.plans.blocks import Block, Pull, Row, RowSort, Words
from pantau.reading.plans.labels import Depth, Reading
from pantau.reading.plans.layout import is_finished
from pantau.reading.plans.lexicon import language_of
from pantau.reading.plans.lines import Line
from pantau.reading.plans.texts import cleaned, ends_an_item, joined
from pantau.reading.plans.trails import ROOT, Step
from pantau.reading.plans.wording import reads_as_title, signs

FIRM = 3.5


@dataclass(slots=True, kw_only=True, eq=False)
class Branch:
    """A passage in its place. `length` counts the characters of its label in the first line.

    `kind` (none: undecided) and `sure` (0 to 1) are decided later; `cost`, the value `before` and the `margin` by which
    it was decided (none: a wide one) come from the search.
    `language` is the passage's own where its words tell, `act` what it does.
    """

    lines: list[Line]
    words: Words
    reading: Reading | None = None
    heading: str = ""
    front: bool = False
    parent: "Branch | None" = None
    children: "list[Branch]" = field(default_factory=list)
    before: tuple[int, ...] | None = None
    opens: bool = False
    cost: float = 0.0
    margin: float | None = None
    kind: NodeKind | None = None
    sure: float = 1.0
    text: str = ""
    title: bool = False
    language: str = ""
    act: Act = Act.OPEN
    block: Block | None = None
    row: Row | None = None

    @property
    def is_item(self) -> bool:
        """Whether it has a label or a bullet."""
        return self.reading is not None

    @property
    def is_bullet(self) -> bool:
        return self.reading is not None and self.reading.shape.depth is Depth.BULLET

    @property
    def is_prose(self) -> bool:
        return self.reading is None and not self.heading

    @property
    def label(self) -> str:
        return self.reading.label if self.reading else ""

    @property
    def sign(self) -> str:
        return self.reading.shape.sign if self.reading else self.heading

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def items(self) -> "list[Branch]":
        """The children that are not prose."""
        return [child for child in self.children if not child.is_prose]

    def settle(self) -> None:
        """Read the text once all lines are there; a block that became a branch unchanged has it already."""
        block = self.block
        if block is not None and len(block.lines) == len(self.lines) and self.reading in block.readings[:1]:
            self.text, self.title = block.text, bool(block.text) and block.title
        else:
            first, *rest = (line.text for line in self.lines)
            length = self.reading.length if self.reading else 0
            self.text = cleaned(joined([first[length:], *rest], self.words.vocabulary), self.words.marks)
            self.title = reads_as_title(self.text) and not ends_an_item(self.lines[-1].text)
        self.title = self.title or self._is_headed
        if self.row is not None:
            self.title = self.row.heads
        own = language_of(self.text) if self.words.bilingual else ""
        self.language = own or self.words.language
        self.act = act_of(self.text, self.language)
        if self.act is Act.OPEN and self.language != "en" and act_of(self.text, "en") is Act.VERB:
            self.act = Act.VERB  # an English verb in a plan of another language
        if self.row is not None and self.row.sort is RowSort.ITEM and self.act not in ACTING:
            self.act = Act.NOUN  # what the column of actions holds is one

    @property
    def _is_headed(self) -> bool:
        return bool(self.heading or self.lines[0].hashes)

    def walk(self) -> "Iterator[Branch]":
        """The branch and all below it, in document order."""
        stack = [self]
        while stack:
            branch = stack.pop()
            yield branch
            stack.extend(reversed(branch.children))


def grow(blocks: Sequence[Block], steps: Sequence[Step | None], margins: Mapping[int, float]) -> Branch:
    """The tree of a document; its root is an empty branch without lines. `margins`: see `Nesting`."""
    root = Branch(lines=[], words=Words())
    grown: dict[int, Branch] = {ROOT: root}
    last, current, signed = root, root, False
    for index, (block, step) in enumerate(zip(blocks, steps, strict=True)):
        if step is not None and step.reading is not None:
            last = current = grown[index] = _labelled(block, step, grown[step.parent])
            last.margin = margins.get(index)
            signed = False
        elif step is not None and last is not root and _runs_on(block, last):
            last.lines.extend(block.lines)
        else:
            signed = signed or signs(block.text, block.words.language)
            at_root = block.front or signed
            parent = root if at_root else _holder(current, block, _listed_below(steps, index, grown))
            last = _attached(
                Branch(lines=list(block.lines), words=block.words, front=block.front, row=block.row), parent
            )
    for branch in root.walk():
        if branch is not root:
            branch.settle()
    return root


def _runs_on(block: Block, last: Branch) -> bool:
    """Whether a line start that turned out no label goes on with the text before it."""
    if block.row is not None or last.row is not None:
        return False
    if block.inline or block.pull is not Pull.NONE:
        return True
    if max((reading.shape.trust for reading in block.readings), default=0.0) >= FIRM and _holds_title(last):
        return False  # a label that was not believed, below a heading
    return bool(block.readings) and not block.gap and not is_finished(last.lines[-1].text)


def _holds_title(branch: Branch) -> bool:
    return branch.block is not None and branch.block.title and not branch.block.leaf


def _labelled(block: Block, step: Step, parent: Branch) -> Branch:
    reading = step.reading
    heading = reading.shape.sign if reading and block.heading and not block.readings else ""
    return _attached(
        Branch(
            block=block,
            lines=list(block.lines),
            words=block.words,
            reading=None if heading else reading,
            heading=heading,
            before=step.before,
            opens=step.opens,
            cost=step.cost,
            row=block.row,
            kind=NodeKind.HEADING if block.row is not None and block.row.heads else None,
        ),
        parent,
    )


def _attached(branch: Branch, parent: Branch) -> Branch:
    branch.parent = parent
    parent.children.append(branch)
    return branch


def _listed_below(steps: Sequence[Step | None], index: int, grown: dict[int, Branch]) -> Branch | None:
    """The branch below which the block after this one opens a list."""
    after = steps[index + 1] if index + 1 < len(steps) else None
    if after is None or after.reading is None or not after.opens or after.reading.shape.depth is Depth.STYLE:
        return None
    return grown.get(after.parent)


def _holder(current: Branch, block: Block, listed: Branch | None) -> Branch:
    """The branch that a paragraph belongs to: the one it follows, unless indentation or its own list says else."""
    if block.text.endswith(":") and listed is not None:
        return listed
    branch = current
    while branch.parent is not None and branch.row is not None and block.row is None:
        branch = branch.parent  # the text below a table belongs to what stands above it
    while branch.parent is not None and branch.lines and block.indent < branch.indent - 1:
        branch = branch.parent
    return branch
