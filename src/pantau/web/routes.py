"""Every page and file with its address, in one table, so that tests can walk it."""

from pantau.domain.permissions import Verb
from pantau.web.accounts.own import account_deed, account_page
from pantau.web.desk.add_claim import add_claim_deed, add_claim_page
from pantau.web.desk.add_source import add_source_deed, add_source_page
from pantau.web.desk.adopt import adopt_deed, adopt_page
from pantau.web.desk.bodies import bodies_deed, bodies_page
from pantau.web.desk.body import body_deed, body_page
from pantau.web.desk.calendar import calendar_deed, calendar_file, calendar_page
from pantau.web.desk.claim import claim_deed, claim_page
from pantau.web.desk.commit_draft import commit_deed, commit_page
from pantau.web.desk.compare import compare_excel, compare_excel_job, compare_page, compare_word, compare_word_job
from pantau.web.desk.completeness import completeness_page
from pantau.web.desk.contribution import contribution_deed, contribution_page
from pantau.web.desk.contribution_line import contribution_line_deed, contribution_line_page
from pantau.web.desk.decide_claims import source_desk_deed
from pantau.web.desk.draft import draft_page
from pantau.web.desk.drafts import desk_page
from pantau.web.desk.edit_draft import draft_deed
from pantau.web.desk.edit_source import edit_source_deed, edit_source_page
from pantau.web.desk.evidence import evidence_deed, evidence_page
from pantau.web.desk.evidence_file import evidence_download
from pantau.web.desk.import_plan import import_deed, import_page
from pantau.web.desk.jobs import job_deed, job_file, job_page, jobs_page
from pantau.web.desk.ledger import ledger_entry_page, ledger_page
from pantau.web.desk.ledger_check import ledger_check_deed, ledger_check_page
from pantau.web.desk.matrix import (
    matrix_deed,
    matrix_document,
    matrix_document_job,
    matrix_page,
    matrix_workbook,
    matrix_workbook_job,
)
from pantau.web.desk.messages import messages_deed, messages_page
from pantau.web.desk.my_work import my_work_page
from pantau.web.desk.open_round import open_round_deed, open_round_page
from pantau.web.desk.origin import origin_deed, origin_page
from pantau.web.desk.people import people_deed, people_page
from pantau.web.desk.person import person_deed, person_page
from pantau.web.desk.record_history import record_history_page
from pantau.web.desk.report import report_deed, report_page
from pantau.web.desk.report_line import report_line_deed, report_line_page
from pantau.web.desk.report_ministries import ministries_deed, ministries_page
from pantau.web.desk.report_sheet import (
    report_sheet_csv,
    report_sheet_deed,
    report_sheet_json,
    report_sheet_page,
    report_sheet_workbook,
)
from pantau.web.desk.report_submit import submit_deed, submit_page
from pantau.web.desk.review import review_page, review_round_deed, review_round_page
from pantau.web.desk.review_reports import review_reports_deed, review_reports_page
from pantau.web.desk.roles import roles_page
from pantau.web.desk.round import round_deed, round_page
from pantau.web.desk.rounds import rounds_page
from pantau.web.desk.source_desk import source_desk_page
from pantau.web.desk.tokens import tokens_deed, tokens_page
from pantau.web.desk.translation import translation_deed, translation_page
from pantau.web.desk.version import version_page
from pantau.web.desk.versions import versions_deed, versions_page
from pantau.web.pages.figure import figure_deed, figure_page
from pantau.web.pages.figures import figures_page, figures_workbook
from pantau.web.pages.home import home_page
from pantau.web.pages.method import method_page
from pantau.web.pages.partner import partner_page
from pantau.web.pages.partners import partners_page
from pantau.web.pages.plan import plan_page
from pantau.web.pages.plan_line import plan_line_page
from pantau.web.pages.plan_lines import plan_lines_page
from pantau.web.pages.plan_rule import plan_rule_page
from pantau.web.pages.plans import plans_page
from pantau.web.pages.search import search_page
from pantau.web.pages.source import source_page
from pantau.web.pages.sources import sources_page
from pantau.web.pages.timeline import partner_timeline_page, plan_timeline_page
from pantau.web.route import FileRoute, Route

ROUTES = (
    Route(name="home", place="", page=home_page),
    Route(name="plans", place="plans", page=plans_page),
    Route(name="plan", place="plans/<str:code>", page=plan_page),
    Route(name="plan-lines", place="plans/<str:code>/lines", page=plan_lines_page),
    Route(name="plan-line", place="plans/<str:code>/lines/<uuid:line>", page=plan_line_page),
    Route(name="plan-rule", place="plans/<str:code>/rules/<str:rule>", page=plan_rule_page),
    Route(name="plan-timeline", place="plans/<str:code>/timeline", page=plan_timeline_page),
    Route(name="figures", place="figures", page=figures_page),
    Route(name="figure", place="figures/<str:code>", page=figure_page, deed=figure_deed),
    Route(name="sources", place="sources", page=sources_page),
    Route(name="search", place="search", page=search_page),
    Route(name="source", place="sources/<str:code>", page=source_page),
    Route(name="partners", place="partners", page=partners_page),
    Route(name="partner", place="partners/<str:code>", page=partner_page),
    Route(name="partner-timeline", place="partners/<str:code>/timeline", page=partner_timeline_page),
    Route(name="method", place="method", page=method_page),
    Route(name="accounts", place="accounts", page=account_page, deed=account_deed, personal=True),
    Route(name="desk", place="desk", page=desk_page, verb=Verb.USE_DESK),
    Route(
        name="source-add",
        place="desk/sources/new",
        page=add_source_page,
        deed=add_source_deed,
        verb=Verb.ADD_SOURCE,
    ),
    Route(
        name="source-origin",
        place="desk/sources/<str:code>/origin",
        page=origin_page,
        deed=origin_deed,
        verb=Verb.ADD_SOURCE,
    ),
    Route(
        name="source-edit",
        place="desk/sources/<str:code>/edit",
        page=edit_source_page,
        deed=edit_source_deed,
        verb=Verb.ADD_SOURCE,
    ),
    Route(
        name="evidence",
        place="desk/evidence",
        page=evidence_page,
        deed=evidence_deed,
        verb=Verb.REVIEW_CLAIMS,
    ),
    Route(
        name="evidence-claim",
        place="desk/evidence/claims/<uuid:claim>",
        page=claim_page,
        deed=claim_deed,
        verb=Verb.REVIEW_CLAIMS,
    ),
    Route(
        name="evidence-source",
        place="desk/evidence/<str:code>",
        page=source_desk_page,
        deed=source_desk_deed,
        verb=Verb.REVIEW_CLAIMS,
    ),
    Route(
        name="evidence-add",
        place="desk/evidence/<str:code>/add",
        page=add_claim_page,
        deed=add_claim_deed,
        verb=Verb.REVIEW_CLAIMS,
    ),
    Route(name="import", place="desk/import", page=import_page, deed=import_deed, verb=Verb.IMPORT_PLAN),
    Route(name="draft", place="desk/drafts/<uuid:draft>", page=draft_page, deed=draft_deed, verb=Verb.REVIEW_PLAN),
    Route(
        name="draft-commit",
        place="desk/drafts/<uuid:draft>/commit",
        page=commit_page,
        deed=commit_deed,
        verb=Verb.IMPORT_PLAN,
    ),
    Route(
        name="versions",
        place="desk/plans/<str:code>/versions",
        page=versions_page,
        deed=versions_deed,
        verb=Verb.USE_DESK,
    ),
    Route(name="version", place="desk/plans/<str:code>/versions/<int:number>", page=version_page, verb=Verb.USE_DESK),
    Route(
        name="adopt",
        place="desk/plans/<str:code>/versions/<int:number>/adopt",
        page=adopt_page,
        deed=adopt_deed,
        verb=Verb.ADOPT_PLAN,
    ),
    Route(name="compare", place="desk/compare", page=compare_page, verb=Verb.USE_DESK),
    Route(
        name="matrix", place="desk/plans/<str:code>/matrix", page=matrix_page, deed=matrix_deed, verb=Verb.UPDATE_PLAN
    ),
    Route(
        name="translation",
        place="desk/plans/<str:code>/translation",
        page=translation_page,
        deed=translation_deed,
        verb=Verb.USE_DESK,
    ),
    Route(name="rounds", place="desk/rounds", page=rounds_page, verb=Verb.USE_DESK),
    Route(
        name="round-open", place="desk/rounds/open", page=open_round_page, deed=open_round_deed, verb=Verb.OPEN_ROUND
    ),
    Route(name="round", place="desk/rounds/<uuid:round>", page=round_page, deed=round_deed, verb=Verb.USE_DESK),
    Route(name="completeness", place="desk/completeness", page=completeness_page, verb=Verb.SEE_WHO_IS_LATE),
    Route(name="calendar", place="desk/calendar", page=calendar_page, deed=calendar_deed, verb=Verb.USE_DESK),
    Route(name="messages", place="desk/messages", page=messages_page, deed=messages_deed, verb=Verb.SEND_MAIL),
    Route(name="jobs", place="desk/jobs", page=jobs_page, verb=Verb.RUN_JOB),
    Route(name="job", place="desk/jobs/<uuid:job>", page=job_page, deed=job_deed, verb=Verb.RUN_JOB),
    Route(name="review", place="desk/review", page=review_page, verb=Verb.REVIEW_REPORT),
    Route(
        name="review-round",
        place="desk/rounds/<uuid:round>/review",
        page=review_round_page,
        deed=review_round_deed,
        verb=Verb.READ_SUBMITTED,
    ),
    Route(
        name="review-reports",
        place="desk/rounds/<uuid:round>/review/<str:reporter>",
        page=review_reports_page,
        deed=review_reports_deed,
        verb=Verb.READ_SUBMITTED,
    ),
    Route(name="ledger", place="desk/ledger", page=ledger_page, verb=Verb.VERIFY),
    Route(
        name="ledger-check",
        place="desk/ledger/check",
        page=ledger_check_page,
        deed=ledger_check_deed,
        verb=Verb.VERIFY,
    ),
    Route(name="ledger-entry", place="desk/ledger/<int:number>", page=ledger_entry_page, verb=Verb.VERIFY),
    Route(
        name="record-history",
        place="desk/history/<str:kind>/<uuid:record>",
        page=record_history_page,
        verb=Verb.USE_DESK,
    ),
    Route(name="people", place="desk/people", page=people_page, deed=people_deed, verb=Verb.MANAGE_PEOPLE),
    Route(
        name="person", place="desk/people/<uuid:person>", page=person_page, deed=person_deed, verb=Verb.MANAGE_PEOPLE
    ),
    Route(name="roles", place="desk/roles", page=roles_page, personal=True),
    Route(name="bodies", place="desk/bodies", page=bodies_page, deed=bodies_deed, verb=Verb.MANAGE_PEOPLE),
    Route(name="body", place="desk/bodies/<str:code>", page=body_page, deed=body_deed, verb=Verb.MANAGE_PEOPLE),
    Route(name="tokens", place="desk/tokens", page=tokens_page, deed=tokens_deed, verb=Verb.USE_DESK),
    Route(
        name="report-sheet",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/sheet",
        page=report_sheet_page,
        deed=report_sheet_deed,
        verb=Verb.DRAFT_REPORT,
    ),
    Route(name="my-work", place="my-work", page=my_work_page, verb=Verb.USE_DESK),
    Route(
        name="report",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>",
        page=report_page,
        deed=report_deed,
        verb=Verb.READ_DRAFT,
    ),
    Route(
        name="report-line",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/lines/<uuid:line>",
        page=report_line_page,
        deed=report_line_deed,
        verb=Verb.READ_DRAFT,
    ),
    Route(
        name="report-submit",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/submit",
        page=submit_page,
        deed=submit_deed,
        verb=Verb.SUBMIT_REPORT,
    ),
    Route(
        name="report-ministries",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/ministries",
        page=ministries_page,
        deed=ministries_deed,
        verb=Verb.ASSIGN_LINES,
    ),
    Route(
        name="contribution",
        place="desk/rounds/<uuid:round>/contributions/<str:ministry>",
        page=contribution_page,
        deed=contribution_deed,
        verb=Verb.CONTRIBUTE,
    ),
    Route(
        name="contribution-line",
        place="desk/rounds/<uuid:round>/contributions/<str:ministry>/lines/<uuid:line>",
        page=contribution_line_page,
        deed=contribution_line_deed,
        verb=Verb.CONTRIBUTE,
    ),
)
FILES: tuple[FileRoute, ...] = (
    FileRoute(name="figures-xlsx", place="figures.xlsx", file=figures_workbook),
    FileRoute(name="calendar-feed", place="calendar/<str:token>.ics", file=calendar_file),
    FileRoute(name="job-file", place="desk/jobs/<uuid:job>/file", file=job_file, verb=Verb.RUN_JOB),
    FileRoute(
        name="evidence-file",
        place="desk/evidence/<uuid:evidence>",
        file=evidence_download,
        verb=Verb.READ_SUBMITTED,
    ),
    FileRoute(
        name="compare-word", place="desk/compare.docx", file=compare_word, job=compare_word_job, verb=Verb.USE_DESK
    ),
    FileRoute(
        name="compare-excel", place="desk/compare.xlsx", file=compare_excel, job=compare_excel_job, verb=Verb.USE_DESK
    ),
    FileRoute(
        name="matrix-xlsx",
        place="desk/plans/<str:code>/matrix.xlsx",
        file=matrix_workbook,
        job=matrix_workbook_job,
        verb=Verb.USE_DESK,
    ),
    FileRoute(
        name="matrix-docx",
        place="desk/plans/<str:code>/matrix.docx",
        file=matrix_document,
        job=matrix_document_job,
        verb=Verb.USE_DESK,
    ),
    FileRoute(
        name="report-sheet-xlsx",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/template.xlsx",
        file=report_sheet_workbook,
        verb=Verb.DRAFT_REPORT,
    ),
    FileRoute(
        name="report-sheet-csv",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/template.csv",
        file=report_sheet_csv,
        verb=Verb.DRAFT_REPORT,
    ),
    FileRoute(
        name="report-sheet-json",
        place="desk/rounds/<uuid:round>/reports/<str:reporter>/template.json",
        file=report_sheet_json,
        verb=Verb.DRAFT_REPORT,
    ),
)
