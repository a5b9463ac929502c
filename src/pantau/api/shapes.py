"""The shapes of answers, for the description of the API; the answers are the frozen rows themselves."""

from typing import Any

from ninja import Field, Schema

from pantau.domain.statuses import Status


class Said(Schema):
    """A text in English, Indonesian or both."""

    en: str = ""
    id: str = ""


class Problem(Schema):
    """What was refused, why, and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    says: str
    mend: str
    where: str
    problems: list[dict[str, str]] = Field(default_factory=list)
    conflicts: list[dict[str, str]] = Field(default_factory=list)


class Part(Schema):
    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None


class PlanShape(Schema):
    plan: str
    title: Said
    period: list[str]
    partner: str | None
    visibility: str
    by: str
    rule: str
    illustrative: bool


class CountedPlan(PlanShape):
    lines: int


class WholePlan(PlanShape):
    predecessor: str | None
    successors: list[str]
    versions: list[dict[str, Any]]


class PlanPart(Part):
    items: list[CountedPlan]


class LineShape(Schema):
    line: str
    label: str
    path: list[str]
    section: str
    words: Said
    status: str
    reports: dict[str, int]
    answers: dict[str, int]
    due_on: str | None
    withdrawn: bool


class LinePart(Part):
    plan: str
    as_of: str
    by: str
    items: list[LineShape]


class RateShape(Schema):
    rule: str
    unit: str
    name: Said
    numerator: int | None
    denominator: int | None
    percent: str | None
    low: str | None
    high: str | None
    applies: bool
    why: Said | None
    list: str = ""


class ScoreShape(Schema):
    plan: str
    illustrative: bool
    as_of: str
    known_at: str
    by: str
    round: str | None
    lines: int
    withdrawn: int
    completeness: dict[str, int]
    stale: int
    timeliness: dict[str, int]
    expected: str
    gap: str | None
    rules: list[RateShape]
    claims: list[dict[str, Any]]
    statuses: dict[str, int]
    countries: list[dict[str, Any]]


class RoundShape(Schema):
    round: str
    plan: str
    code: str
    period: list[str]
    opens: str
    closes: str | None
    cut_off: str
    closed_at: str | None


class RoundPart(Part):
    items: list[RoundShape]


class CellsShape(Schema):
    status: str
    narrative: str
    issues: str
    next_steps: str
    started_on: str
    completed_on: str


class ReportShape(Schema):
    """One line as a reporter has it in a round; `digest` binds a step to what was read."""

    line: str
    label: str
    path: list[str]
    words: Said
    section: str
    plan: str
    round: str
    reporter: str
    report: str | None
    number: int
    version: int
    state: str
    status: Status | None
    narrative: str | None
    issues: str | None
    next_steps: str | None
    started_on: str | None
    completed_on: str | None
    as_of: str | None
    evidence: list[dict[str, str]]
    returned_note: str
    submitted_by: str | None
    submitted_at: str | None
    accepted_at: str | None
    counting: CellsShape | None
    before: CellsShape | None
    before_round: str | None
    digest: str | None


class ReportPart(Part):
    items: list[ReportShape]


class ReportsChanged(Schema):
    reports: list[ReportShape]


class StepTaken(Schema):
    step: str
    reports: list[ReportShape]


class FigureShape(Schema):
    public_id: str
    code: str
    subject: dict[str, Any]
    metric: str
    printed: str
    number: str
    number_max: str | None
    unit: str
    qualifier: str | None
    period: list[str] | None
    as_of: str | None
    status: str
    counterpart: str | None
    converts: str | None
    verb: str | None
    rule: str | None
    numerator: int | None
    denominator: int | None
    source: dict[str, Any] | None
    passage: str | None
    place: list[int] | None
    note: str | None
    preferred: dict[str, str] | None


class FigurePart(Part):
    items: list[FigureShape]


class WholeFigure(FigureShape):
    findings: list[dict[str, Any]]
    rivals: list[str]
    may_be_same: list[str]


class SnippetShape(Schema):
    """A piece of a text: where it starts in code points, and where in the text the hits stand, end exclusive."""

    text: str
    start: int
    hits: list[list[int]]


class FoundShape(Schema):
    code: str
    kind: str
    title: str
    publisher: str | None
    origin: str | None
    language: str | None
    published_on: str | None
    rights: str | None
    link: str | None
    file_name: str
    sha256: str
    passages: int
    snippet: SnippetShape | None


class FoundPart(Part):
    """`passages` fit in all these sources; `more` where further ones do than were ranked."""

    passages: int
    more: bool
    notes: list[Said]
    items: list[FoundShape]


class ActorShape(Schema):
    actor: str
    kind: str
    name: Said
    iso: str | None
    member_from: str | None
    member_until: str | None
    illustrative: bool


class ActorPart(Part):
    items: list[ActorShape]
