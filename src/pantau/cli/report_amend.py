"""`pantau report amend PLAN ROUND REPORTER [LINE …]`"""

from pantau.cli.report_steps import noted_step_command
from pantau.domain.ledger import Decision

command = noted_step_command(Decision.AMEND)
