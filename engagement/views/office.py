"""A councillor's own office: who helps there, which templates are kept, whether the weekly message is wanted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from engagement.errors import NotPossibleError
from engagement.forms.office import AssistantForm, OwnTemplateForm
from engagement.models import AnswerTemplate, CouncillorAccount
from engagement.queries.answer_templates import own_templates
from engagement.queries.people import assistants_of, has_proven_address, invitations_of
from engagement.services.answer_templates import drop_template, keep_template
from engagement.services.assistants import (
    accept_invitation,
    dismiss_assistant,
    invite_assistant,
    take_invitation_back,
)
from engagement.services.links import invitation_of_token
from engagement.services.people import choose_digest
from engagement.views.at_desk import desk_of
from engagement.views.crumbs import desk_crumbs
from engagement.views.going_back import kept_for_back
from wards.components import Crumbs

# Says once what was done, after the form led back to the page.
_DONE = "office_done"


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """Who helps in the office, and the way to let somebody help."""
    desk = desk_of(request, at=timezone.now())
    form = AssistantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        account = _own_account(desk.account)
        if form.is_valid() and _invite(request, form, account):
            return redirect("engagement:office")
    context = {
        "desk": desk,
        "crumbs": desk_crumbs(),
        "form": form if desk.account else None,
        "assistants": list(assistants_of(desk.councillor)) if desk.councillor else [],
        "invitations": list(invitations_of(desk.councillor)) if desk.account else [],
        "templates": list(own_templates(request.user)),
        "done": request.session.pop(_DONE, ""),
    }
    return render(request, "engagement/office.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assistant(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody help in the office no longer; asked once more before it is done."""
    account = _own_account(desk_of(request, at=timezone.now()).account)
    found = get_object_or_404(assistants_of(account.councillor), pk=pk)
    if request.method == "POST":
        dismiss_assistant(assistant=found)
        request.session[_DONE] = "dismissed"
        return redirect("engagement:office")
    return render(request, "engagement/office_assistant.html", {"assistant": found, "crumbs": desk_crumbs()})


@never_cache
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody no longer to help in the office."""
    account = _own_account(desk_of(request, at=timezone.now()).account)
    take_invitation_back(invitation=get_object_or_404(invitations_of(account.councillor), pk=pk))
    request.session[_DONE] = "taken-back"
    return redirect("engagement:office")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """From the message that asks somebody to help: looking changes nothing, the button accepts."""
    found = invitation_of_token(token)
    if found is not None and not has_proven_address(request.user, found.email):
        found = None
    if found is not None and request.method == "POST":
        try:
            accept_invitation(invitation=found, by=request.user, at=timezone.now())
        except NotPossibleError:
            found = None
        else:
            return redirect("engagement:desk")
    context = {"invitation": found, "crumbs": Crumbs()}
    return render(request, "engagement/office_invitation.html", context, status=200 if found else 404)


@never_cache
@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Switch the weekly message on or off."""
    account = _own_account(desk_of(request, at=timezone.now()).account)
    is_wanted = request.POST.get("wanted") == "yes"
    choose_digest(account=account, is_wanted=is_wanted)
    request.session[_DONE] = "digest-on" if is_wanted else "digest-off"
    return redirect("engagement:office")


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a template for one's own answers, or change one."""
    desk = desk_of(request, at=timezone.now())
    found = get_object_or_404(own_templates(request.user), pk=pk) if pk else None
    initial = {"name": found.name, "text": found.text, "municipality": found.municipality_id} if found else None
    places = [found.municipality_id] if found else desk.municipalities
    form = OwnTemplateForm(request.POST if request.method == "POST" else None, initial=initial, municipalities=places)
    if request.method == "POST" and form.is_valid() and _keep(request, form, found):
        return redirect("engagement:office")
    context = {"form": form, "template": found, "crumbs": desk_crumbs()}
    return render(request, "engagement/office_template.html", context)


@never_cache
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a template of one's own."""
    desk_of(request, at=timezone.now())
    drop_template(template=get_object_or_404(own_templates(request.user), pk=pk), by=request.user)
    request.session[_DONE] = "template-gone"
    return redirect("engagement:office")


def _keep(request: HttpRequest, form: OwnTemplateForm, changed: AnswerTemplate | None) -> bool:
    name, text = form.cleaned_data["name"], form.cleaned_data["text"]
    try:
        keep_template(name=name, text=text, municipality=form.place(), by=request.user, template=changed)
    except NotPossibleError as refusal:
        form.add_error("name", refusal.reason.label)
        return False
    request.session[_DONE] = "template"
    return True


def _invite(request: HttpRequest, form: AssistantForm, account: CouncillorAccount) -> bool:
    email = form.cleaned_data["email"]
    if email.casefold() == request.user.email.casefold():
        form.add_error("email", _("This is your own address. Enter the address of whoever is to help you"))
        return False
    try:
        invite_assistant(email=email, councillor=account.councillor, at=timezone.now())
    except NotPossibleError as refusal:
        form.add_error("email", refusal.reason.label)
        return False
    request.session[_DONE] = "invited"
    return True


def _own_account(account: CouncillorAccount | None) -> CouncillorAccount:
    """The account of a councillor, who alone decides about their office.

    Raises:
        Http404: somebody else asks.
    """
    if account is None:
        raise Http404(_("Only a councillor decides about their own office."))
    return account
