"""Version 1 of the API: its resources, the door they stand behind, and what ninja is to do with refusals."""

from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from pantau.api import actors, figures, lines, plans, reports, rounds, scores, search, steps
from pantau.api.door import at_the_door
from pantau.api.problems import refused
from pantau.api.unfit import unfit, unreadable
from pantau.domain.refusals import Refusal

api = NinjaAPI(title="Pantau", version="1", urls_namespace="api-v1", docs_url=None, openapi_url=None)
api.add_exception_handler(Refusal, refused)
api.add_exception_handler(ValidationError, unfit)
api.add_exception_handler(HttpError, unreadable)
api.add_decorator(at_the_door, mode="view")
for place, router in (
    ("/plans", plans.router),
    ("/plans", lines.router),
    ("/plans", scores.router),
    ("/rounds", rounds.router),
    ("/rounds", reports.router),
    ("/rounds", steps.router),
    ("/figures", figures.router),
    ("/actors", actors.router),
    ("/search", search.router),
):
    api.add_router(place, router)
