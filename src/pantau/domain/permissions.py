"""Who may do what: one policy, asked by page, command, import and job alike."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.domain.plans import Visibility
from pantau.domain.refusals import NotFound
from pantau.domain.words import table


class Verb(StrEnum):
    """What a person can do. Which role may: data/permissions.toml."""

    READ = "read"
    IMPORT_PLAN = "import_plan"
    REVIEW_PLAN = "review_plan"
    ADOPT_PLAN = "adopt_plan"
    UPDATE_PLAN = "update_plan"
    IMPORT_PROGRESS = "import_progress"
    IMPORT_INITIATIVES = "import_initiatives"
    IMPORT_REGISTER = "import_register"
    ADD_FIGURE = "add_figure"
    RUN_JOB = "run_job"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the name kept in the history, and the role. Countries and bodies are rows of records.models.Actor."""

    name: str
    role: str


LOCAL_OPERATOR = Actor(name="local operator", role="operator")


def require(actor: Actor, verb: Verb) -> None:
    """Raises NotFound where the role may not; absent and forbidden answer the same.

    >>> require(LOCAL_OPERATOR, Verb.IMPORT_PLAN)
    """
    if verb not in table("permissions").get(actor.role, {}).get("may", ()):
        raise NotFound


def sees_countries(_actor: Actor, visibility: Visibility) -> bool:
    """Whether results by country are shown by name (rule 12): the plan decides, for everybody.

    *Own country* needs people who belong to a country, so until accounts come it shows as *regional*.
    """
    return visibility is Visibility.NAMED
