"""The page behind the link of an invitation: a first password, once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pantau.domain.people_refusals import PasswordUnfit
from pantau.usecases.accept_invitation import accept_invitation, invited_by
from pantau.web.forms import Fault, fault_of


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Raises InvitationGone."""
    name = invited_by(secret)
    faults = _taken(request, secret) if request.method == "POST" else ()
    if faults is None:
        return redirect("account_login")
    context = {"invited": name, "faults": faults}
    return render(request, "account/invitation.html", context, status=422 if faults else 200)


def _taken(request: HttpRequest, secret: str) -> tuple[Fault, ...] | None:
    """What is wrong with the password, or ``None`` once it is set."""
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        said = _("The two are not the same.")
        return (Fault(field="again", code="again", says=said, mend=_("Type the same password twice.")),)
    try:
        accept_invitation(secret=secret, password=password)
    except PasswordUnfit as refusal:
        return (fault_of(refusal, field="password"),)
    return None
