"""The command line: a table of names, each command in a module of its own that is loaded when it is called."""

COMMANDS: dict[str, str] = {
    "init": "pantau.cli.init",
    "demo": "pantau.cli.demo",
    "serve": "pantau.cli.serve",
    "doctor": "pantau.cli.doctor",
    "plan parse": "pantau.cli.plan_parse",
    "plan import": "pantau.cli.plan_import",
    "plan list": "pantau.cli.plan_list",
    "plan show": "pantau.cli.plan_show",
    "progress import": "pantau.cli.progress_import",
    "initiative import": "pantau.cli.initiative_import",
    "register import": "pantau.cli.register_import",
    "score": "pantau.cli.score",
    "figure check": "pantau.cli.figure_check",
    "figure add": "pantau.cli.figure_add",
    "figure list": "pantau.cli.figure_list",
    "figure show": "pantau.cli.figure_show",
    "verify": "pantau.cli.verify",
}
