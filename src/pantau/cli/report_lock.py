"""`pantau report lock PLAN ROUND REPORTER [LINE …]`"""

from pantau.cli.report_steps import step_command
from pantau.domain.ledger import Decision

command = step_command(Decision.LOCK)
