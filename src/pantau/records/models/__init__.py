"""What is kept: one file per noun."""

from pantau.records.models.actor import Actor
from pantau.records.models.claim import BulkAllowance, Claim, ClaimLink
from pantau.records.models.commitment import Commitment, CommitmentActor, ReachedGroup
from pantau.records.models.draft import PlanDraft, PlanDraftStep
from pantau.records.models.figure import FigurePreference, PublishedFigure
from pantau.records.models.grant import AccessToken, Invitation, RoleGrant, TakenRequest
from pantau.records.models.indicator import Indicator, Value
from pantau.records.models.initiative import Initiative, InitiativeLine, InitiativeStage
from pantau.records.models.instrument import Instrument, InstrumentParty, InstrumentStatus
from pantau.records.models.job import Job
from pantau.records.models.ledger import LedgerEntry
from pantau.records.models.meeting import Meeting, MeetingParty
from pantau.records.models.message import Message
from pantau.records.models.partnership import Coordinatorship, Partnership
from pantau.records.models.plan import Alignment, Line, LineBody, NamedList, NamedListLine, Plan, PlanNode, PlanVersion
from pantau.records.models.progress import (
    Contribution,
    Endorsement,
    Extension,
    Obligation,
    ReportEvidence,
    Round,
    StatusReport,
    StatusReportVersion,
)
from pantau.records.models.record import Record
from pantau.records.models.source import Passage, SearchPassage, Source, SourceMark
from pantau.records.models.user import User
from pantau.records.models.workspace import Workspace

__all__ = [
    "AccessToken",
    "Actor",
    "Alignment",
    "BulkAllowance",
    "Claim",
    "ClaimLink",
    "Commitment",
    "CommitmentActor",
    "Contribution",
    "Coordinatorship",
    "Endorsement",
    "Extension",
    "FigurePreference",
    "Indicator",
    "Initiative",
    "InitiativeLine",
    "InitiativeStage",
    "Instrument",
    "InstrumentParty",
    "InstrumentStatus",
    "Invitation",
    "Job",
    "LedgerEntry",
    "Line",
    "LineBody",
    "Meeting",
    "MeetingParty",
    "Message",
    "NamedList",
    "NamedListLine",
    "Obligation",
    "Partnership",
    "Passage",
    "Plan",
    "PlanDraft",
    "PlanDraftStep",
    "PlanNode",
    "PlanVersion",
    "PublishedFigure",
    "ReachedGroup",
    "Record",
    "ReportEvidence",
    "RoleGrant",
    "Round",
    "SearchPassage",
    "Source",
    "SourceMark",
    "StatusReport",
    "StatusReportVersion",
    "TakenRequest",
    "User",
    "Value",
    "Workspace",
]
